// Time of what a move of the centers consists of, against the number of zones: the graph of the zones, its
// Laplacian factorised and solved; and of a whole move.

#include <benchmark/benchmark.h>

#include "equizone/balancing/laplacian.hpp"
#include "equizone/balancing/zone_graph.hpp"
#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::prepared_city;
using bench::PreparedStation;

constexpr double band = 0.15;

// A city into zones of 64 stops: as many as the stages work on where zones have more.
struct Borders {
  explicit Borders(Index zones) : city(prepared_city(64 * zones, zones)), diagram(city.first_diagram()) {
    city.pass.run(diagram, band, result);
    graph.follow(diagram.centers);
  }

  const std::vector<ZoneEdge>& edges() {
    return graph.edges(diagram, city.problem.aim, result.borders, band);
  }

  PreparedStation& city;
  PowerDiagram diagram;
  PassResult result;
  ZoneGraph graph;
};

void count_zones(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
}

void neighbouring_zones(benchmark::State& state) {
  const Points centers = Borders(state.range(0)).diagram.centers;
  for (auto _ : state) benchmark::DoNotOptimize(neighbouring_centers(centers).data());
  count_zones(state);
}

void conductances(benchmark::State& state) {
  Borders borders(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(borders.edges().data());
  count_zones(state);
}

void factorise(benchmark::State& state) {
  Borders borders(state.range(0));
  const Values diagonal = Values::Zero(state.range(0));
  const std::vector<ZoneEdge>& edges = borders.edges();
  Laplacian laplacian;
  for (auto _ : state) laplacian.factorise(edges, diagonal);
  count_zones(state);
}

void solve(benchmark::State& state) {
  Borders borders(state.range(0));
  const Values error = borders.city.problem.aim / 10;
  Laplacian laplacian;
  laplacian.factorise(borders.edges(), Values::Ones(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(laplacian.solve(error).data());
  count_zones(state);
}

// Over runs of merged stops, as where the centers find their places, or over all stops.
void move_centers(benchmark::State& state) {
  constexpr int moves_before = 20;  // the first ones, far from balance, take longer
  const PreparedStation& city = prepared_city(state.range(0), state.range(1));
  const SortedStops stops = merge_runs(city.stops, state.range(2));
  const BlockTree tree(stops);
  PowerPass pass(tree, 1);
  CenterFollower follower(pass, city.problem.aim, city.soft);
  follower.start(city.first_diagram());
  follower.move_centers(moves_before, 1.0, bench::go_on);
  for (auto _ : state) follower.move_centers(1, 1.0, bench::go_on);
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["error_%"] = 100 * follower.error_size();
}

void by_zones(benchmark::internal::Benchmark* bench) {
  bench->ArgName("zones")->RangeMultiplier(10)->Range(100, 10'000)->Unit(benchmark::kMicrosecond);
}

BENCHMARK(neighbouring_zones)->Apply(by_zones)->Complexity(benchmark::oNLogN);
BENCHMARK(conductances)->Apply(by_zones)->Complexity(benchmark::oN);
BENCHMARK(factorise)->Apply(by_zones)->Complexity(benchmark::oNLogN);
BENCHMARK(solve)->Apply(by_zones)->Complexity(benchmark::oNLogN);
BENCHMARK(move_centers)
    ->ArgNames({"stops", "zones", "run"})
    ->Args({1200, 40, 1})
    ->Args({1'000'000, 1000, 15})
    ->Args({1'000'000, 1000, 1})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
