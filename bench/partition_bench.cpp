// Time and balance of partition(): 100,000 stops into 500 zones, and a station's size, at each effort.

#include <benchmark/benchmark.h>

#include <string>

#include "equizone/partition/partition.hpp"
#include "stations.hpp"

namespace {

using equizone::Effort;
using equizone::Index;
using equizone::Partition;
using equizone::PartitionOptions;
using equizone::bench::Station;

void partition_station(benchmark::State& state, Station (*make)(Index, std::uint64_t), Effort effort) {
  const Station station = make(state.range(0), 1);
  PartitionOptions options;
  options.zones = state.range(1);
  options.effort = effort;
  Partition result;
  for (auto _ : state) {
    result = equizone::partition(station.points, station.loads, options);
    benchmark::DoNotOptimize(result.labels.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["imbalance_%"] = 100 * result.imbalance;
  state.counters["shortfall_%"] = 100 * result.shortfall;
  state.counters["gap_%"] = 100 * (1 - result.lower_bound / result.cost);
  state.counters["moved_stops"] = static_cast<double>(result.moved.size());
  state.SetLabel(std::string(equizone::to_string(result.status)));
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})
      ->Args({840, 30})
      ->Args({10'000, 50})
      ->Args({100'000, 500})
      ->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(partition_station, uniform_fast, equizone::bench::uniform_station, Effort::fast)
    ->Apply(sizes);
BENCHMARK_CAPTURE(partition_station, uniform_default, equizone::bench::uniform_station, Effort::standard)
    ->Apply(sizes);
BENCHMARK_CAPTURE(partition_station, clustered_fast, equizone::bench::clustered_station, Effort::fast)
    ->Apply(sizes);
BENCHMARK_CAPTURE(partition_station, clustered_default, equizone::bench::clustered_station, Effort::standard)
    ->Apply(sizes);

}  // namespace
