// Time of the parts of the finish, from the labels of a balanced diagram on, at a courier's scale.

#include <benchmark/benchmark.h>

#include "equizone/balancing/finish.hpp"
#include "prepared_station.hpp"

namespace {

using namespace equizone;
using bench::go_on;
using bench::PreparedStation;

// Labels of a balanced diagram, no zone empty, and the graph of the stops.
struct Labelled {
  Labelled(Index stops, Index zones)
      : station(bench::uniform_station(stops, 1), zones),
        graph(station.problem.points, station.problem.loads) {
    const PowerDiagram diagram = station.balanced_diagram();
    PassResult result;
    station.pass.label(diagram, labels, result);
    fill_empty_zones(labels, station.problem.points, diagram.centers);
  }

  [[nodiscard]] ZoningState zoning() const { return {graph, station.problem.bounds, labels}; }

  PreparedStation station;
  StopGraph graph;
  Labels labels;
};

// Times `stage`, each time on the zoning as `before` leaves it.
template <class Before, class Stage>
void time_stage(benchmark::State& state, Before&& before, Stage&& stage) {
  const Labelled labelled(state.range(0), state.range(1));
  ZoningState ready = labelled.zoning();
  before(ready);
  double violation = 0;
  for (auto _ : state) {
    state.PauseTiming();
    ZoningState zoning = ready;
    state.ResumeTiming();
    stage(zoning);
    state.PauseTiming();
    violation = zoning.total_violation();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  const double load = labelled.station.problem.loads.sum();
  state.counters["violation_before_%"] = 100 * ready.total_violation() / load;
  state.counters["violation_%"] = 100 * violation / load;
}

void search_locally(ZoningState& zoning) {
  constexpr int rounds = 50;
  BorderStops borders(zoning);
  LocalSearch(zoning, borders).run(rounds, go_on);
}

void nothing(ZoningState&) {}
void repair_zoning(ZoningState& zoning) {
  std::int64_t budget = repair_budget(zoning.graph().stops());
  repair(zoning, budget, go_on);
}
void finish_zoning(ZoningState& zoning) {
  std::int64_t budget = repair_budget(zoning.graph().stops());
  finish(zoning, budget, go_on);
}

void build_graph(benchmark::State& state) {
  const Labelled labelled(state.range(0), state.range(1));
  const Problem& problem = labelled.station.problem;
  for (auto _ : state)
    benchmark::DoNotOptimize(StopGraph(problem.points, problem.loads).neighbours.sites.data());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void build_zoning(benchmark::State& state) {
  const Labelled labelled(state.range(0), state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(labelled.zoning().labels().data());
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void join_pieces(benchmark::State& state) { time_stage(state, nothing, join_small_pieces); }
void chains(benchmark::State& state) { time_stage(state, join_small_pieces, repair_zoning); }

void local_search(benchmark::State& state) {
  const auto repaired = [](ZoningState& zoning) {
    join_small_pieces(zoning);
    repair_zoning(zoning);
  };
  time_stage(state, repaired, search_locally);
}

void whole_finish(benchmark::State& state) { time_stage(state, nothing, finish_zoning); }

void ruin_and_recreate(benchmark::State& state) {
  constexpr std::int64_t tries = 1000;
  time_stage(state, finish_zoning, [](ZoningState& zoning) {
    std::int64_t budget = repair_budget(zoning.graph().stops());
    anneal(zoning, tries, Random(1), budget, go_on);
  });
  state.SetItemsProcessed(state.iterations() * tries);
}

// 1,200 stops into 40 zones; 5 stops a zone; a station.
void stations(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"stops", "zones"})->Args({1200, 40})->Args({300, 60})->Args({10'000, 50});
  bench->Unit(benchmark::kMicrosecond);
}

BENCHMARK(build_graph)->Apply(stations);
BENCHMARK(build_zoning)->Apply(stations);
BENCHMARK(join_pieces)->Apply(stations);
BENCHMARK(chains)->Apply(stations);
BENCHMARK(local_search)->Apply(stations);
BENCHMARK(whole_finish)->Apply(stations);
BENCHMARK(ruin_and_recreate)->Apply(stations);

}  // namespace
