// Time per stop of putting stops in the order of the curve, of merging runs of them, and of first centers.

#include <benchmark/benchmark.h>

#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::city_station;
using bench::Station;

void count_stops(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}

SortedStops sorted(const Station& station) {
  return sort_stops(station.points, station.loads, hilbert_order(station.points));
}

void find_order(benchmark::State& state) {
  const Station& station = city_station(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(hilbert_order(station.points).data());
  count_stops(state);
}

void put_in_order(benchmark::State& state) {
  const Station& station = city_station(state.range(0));
  const std::vector<std::int32_t> order = hilbert_order(station.points);
  for (auto _ : state) benchmark::DoNotOptimize(sort_stops(station.points, station.loads, order).x.data());
  count_stops(state);
}

void merge(benchmark::State& state) {
  constexpr Index run = 15;
  const SortedStops stops = sorted(city_station(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(merge_runs(stops, run).x.data());
  count_stops(state);
}

void find_first_centers(benchmark::State& state) {
  constexpr Index zones = 1000;
  const SortedStops stops = sorted(city_station(state.range(0)));
  const Values targets = Values::Ones(zones);
  for (auto _ : state) benchmark::DoNotOptimize(centers_of_runs(stops, targets).data());
  count_stops(state);
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgName("stops")->RangeMultiplier(10)->Range(10'000, 1'000'000)->Unit(benchmark::kMicrosecond);
  bench->Complexity(benchmark::oN);
}

BENCHMARK(find_order)->Apply(sizes);
BENCHMARK(put_in_order)->Apply(sizes);
BENCHMARK(merge)->Apply(sizes);
BENCHMARK(find_first_centers)->Apply(sizes);

}  // namespace
