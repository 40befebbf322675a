// Time of scoring labels, with and without the zones' land.

#include <benchmark/benchmark.h>

#include "equizone/evaluation/evaluate.hpp"
#include "equizone/partition/partition.hpp"
#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::city_station;

Labels labels_of_city(const benchmark::State& state) {
  const bench::Station& station = city_station(state.range(0));
  PartitionOptions options;
  options.zones = state.range(1);
  options.effort = Effort::fast;
  return partition(station.points, station.loads, options).labels;
}

// The reference has the same zones under other numbers: the matching has to find them.
void score(benchmark::State& state, bool land) {
  const bench::Station& station = city_station(state.range(0));
  const Labels labels = labels_of_city(state);
  EvaluationOptions options;
  options.reference = (state.range(1) - 1) - labels.array();
  options.land = land;
  for (auto _ : state)
    benchmark::DoNotOptimize(evaluate(station.points, station.loads, labels, options).cost);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void cities(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Args({10'000, 50})->Args({100'000, 500})->Args({1'000'000, 1000});
  bench->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(score, labels_alone, false)->Apply(cities);
BENCHMARK_CAPTURE(score, with_land, true)->Apply(cities);

}  // namespace
