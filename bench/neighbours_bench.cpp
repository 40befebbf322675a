// Time of find_sites() and find_neighbours() beside Boost.Polygon's Voronoi diagram of the same sites.

#include <benchmark/benchmark.h>

#include "core/site_voronoi.hpp"
#include "equizone/core/sites.hpp"
#include "stations.hpp"

namespace {

using equizone::Index;
using equizone::Sites;
using equizone::bench::Station;

using MakeStation = Station (*)(Index, std::uint64_t);

void count_sites(benchmark::State& state) { state.SetItemsProcessed(state.iterations() * state.range(0)); }

void sites(benchmark::State& state, MakeStation make) {
  const Station station = make(state.range(0), 1);
  for (auto _ : state) benchmark::DoNotOptimize(equizone::find_sites(station.points).grid.data());
  count_sites(state);
}

void neighbours(benchmark::State& state, MakeStation make) {
  const Sites found = equizone::find_sites(make(state.range(0), 1).points);
  for (auto _ : state) benchmark::DoNotOptimize(equizone::find_neighbours(found).sites.data());
  count_sites(state);
}

void boost_voronoi(benchmark::State& state, MakeStation make) {
  const Sites found = equizone::find_sites(make(state.range(0), 1).points);
  for (auto _ : state) {
    equizone::VoronoiDiagram diagram;
    equizone::construct_voronoi(found, diagram);
    benchmark::DoNotOptimize(diagram.num_edges());
  }
  count_sites(state);
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgName("stops")->Arg(2000)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(
      benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(sites, uniform, equizone::bench::uniform_station)->Apply(sizes);
BENCHMARK_CAPTURE(sites, clustered, equizone::bench::clustered_station)->Apply(sizes);
BENCHMARK_CAPTURE(neighbours, uniform, equizone::bench::uniform_station)->Apply(sizes);
BENCHMARK_CAPTURE(neighbours, clustered, equizone::bench::clustered_station)->Apply(sizes);
BENCHMARK_CAPTURE(boost_voronoi, uniform, equizone::bench::uniform_station)->Apply(sizes);
BENCHMARK_CAPTURE(boost_voronoi, clustered, equizone::bench::clustered_station)->Apply(sizes);

}  // namespace
