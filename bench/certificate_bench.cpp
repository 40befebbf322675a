// Time of the certificate of a finished partition: fitting its offsets, filling it in, and checking it.

#include <benchmark/benchmark.h>

#include "equizone/evaluation/certificate.hpp"
#include "equizone/partition/partition.hpp"
#include "partition/certificate.hpp"
#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::city_station;
using bench::prepared_city;
using bench::PreparedStation;

void count_stops(benchmark::State& state) { state.SetItemsProcessed(state.iterations() * state.range(0)); }

// From the diagram that the stage before leaves to the centroids of its zones.
void fit(benchmark::State& state, Effort effort) {
  PreparedStation& city = prepared_city(state.range(0), state.range(1));
  const PowerDiagram balanced = city.balanced_diagram();
  PassResult found;
  city.pass.run(balanced, 0.0, found);
  const Points centers = centroids(balanced, found.zones);
  for (auto _ : state)
    benchmark::DoNotOptimize(
        fit_offsets(city.pass, city.problem, centers, balanced, city.problem.aim, city.soft, effort)
            .offsets.data());
  count_stops(state);
}

// The exact offsets of a station, from those that the stage before leaves.
void fit_exactly(benchmark::State& state) {
  PreparedStation& city = prepared_city(state.range(0), state.range(1));
  const PowerDiagram balanced = city.balanced_diagram();
  for (auto _ : state)
    benchmark::DoNotOptimize(
        best_offsets(city.pass, city.problem, balanced.centers, balanced, Effort::standard).offsets.data());
  count_stops(state);
}

Partition partition_city(const benchmark::State& state) {
  const bench::Station& station = city_station(state.range(0));
  PartitionOptions options;
  options.zones = state.range(1);
  options.effort = Effort::fast;
  return partition(station.points, station.loads, options);
}

void fill_in(benchmark::State& state) {
  PreparedStation& city = prepared_city(state.range(0), state.range(1));
  Partition result = partition_city(state);
  const PowerDiagram diagram{city.problem.to_units(result.centers),
                             result.offsets / (city.problem.unit_m * city.problem.unit_m)};
  for (auto _ : state) certify(result, city.problem, diagram, city.pass);
  count_stops(state);
}

void check(benchmark::State& state) {
  const bench::Station& station = city_station(state.range(0));
  const Partition result = partition_city(state);
  for (auto _ : state)
    benchmark::DoNotOptimize(check_certificate(station.points, station.loads, result).cost);
  count_stops(state);
}

void stations(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Args({1'000, 40})->Args({10'000, 50})->Args({20'000, 128});
  bench->Unit(benchmark::kMillisecond);
}

void cities(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Args({10'000, 50})->Args({100'000, 500})->Args({1'000'000, 1000});
  bench->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(fit, fast, Effort::fast)->Apply(cities);
BENCHMARK_CAPTURE(fit, standard, Effort::standard)->Apply(cities);
BENCHMARK(fit_exactly)->Apply(stations);
BENCHMARK(fill_in)->Apply(cities);
BENCHMARK(check)->Apply(cities);

}  // namespace
