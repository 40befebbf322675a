// Stops of two zones change places while that lowers the cost to their sites.

#include <algorithm>
#include <utility>
#include <vector>

#include "equizone/core/parallel.hpp"
#include "equizone/seeding/runs.hpp"
#include "methods/capacity_swaps.hpp"
#include "methods/literature.hpp"
#include "methods/weighted_centers.hpp"
#include "methods/within_bounds.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

// Runs of a curve through the stops, each for the center that comes as early on a curve through the centers.
Labels runs_for(const Problem& problem, const Points& centers, int threads) {
  const std::vector<std::int32_t> zones = hilbert_order(centers, 0.0, 1);
  const SortedStops stops =
      sort_stops(problem.points, problem.loads, hilbert_order(problem.points, 0.0, threads), threads);
  Labels labels = labels_of_runs(stops, problem.aim(zones));
  for (std::int32_t& label : labels) label = zones[static_cast<std::size_t>(label)];
  return labels;
}

// A balanced labelling and its sites.
CapacitySwaps first_zones(const MethodCall& call, const GoOn& go_on) {
  const Problem& problem = call.problem;
  const int threads = resolve_threads(call.options.threads);
  Points sites;
  Labels labels;
  if (call.options.start) {
    sites = start_diagram(*call.options.start, problem).centers;
    labels = call.options.start->labels;
    if (labels.size() == 0) labels = runs_for(problem, sites, threads);
  } else {
    const SortedStops stops =
        sort_stops(problem.points, problem.loads, hilbert_order(problem.points, 0.0, threads), threads);
    sites = centers_of_runs(stops, problem.aim);
    labels = labels_of_runs(stops, problem.aim);
  }
  bring_within_bounds(problem, sites, labels, go_on);
  return {problem, std::move(sites), std::move(labels)};
}

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const std::int64_t budget = call.budget();
  const auto most_moves = static_cast<std::int64_t>(call.parameter("moves"));
  const GoOn go_on = call.go_on("swaps");
  CapacitySwaps zones = first_zones(call, go_on);
  std::int64_t moves = 0;
  bool stable = false;  // since the sites moved
  for (std::int64_t round = 0; round < budget; ++round) {
    if (!go_on(static_cast<double>(round) / static_cast<double>(budget))) break;
    if (zones.round([&](double) { return !call.deadline.passed(); })) {
      stable = false;
      continue;
    }
    if (stable || moves == most_moves) break;
    zones.move_sites(load_centroids(problem, zones.labels(), zones.sites()));
    stable = true;
    ++moves;
  }
  Labels labels = zones.labels();
  place_idle_stops(problem, {zones.sites(), Values::Zero(problem.zones())}, labels);
  return {std::move(labels), problem.zones(), {}, false};
}

}  // namespace

Method capacity_voronoi() {
  return {
      {.name = "capacity_voronoi",
       .description = "stops of two zones change places while that lowers the cost to their sites",
       .source = "Balzer and Heck, International Symposium on Voronoi Diagrams (2008), for fixed sites; "
                 "Balzer, Schloemer and Deussen, ACM Transactions on Graphics 28 (2009) 86, for sites that "
                 "move to their centroids; ours are loads that differ, moves of single stops within the "
                 "bounds, and the start from runs along a Hilbert curve",
       .complexity = "O(k^2 + n log n) a round, the budget is how many of them",
       .guarantees = "at the end no exchange of two stops between two zones, and no move of one, within the "
                     "bounds lowers the sum of load * squared distance to the sites, if the budget suffices; "
                     "it never rises, nor does a zone leave its bounds",
       .budget = {.fast = 50, .standard = 1000, .thorough = 10'000},
       .parameters = {{.name = "moves",
                       .standard = 1000,
                       .lowest = 0,
                       .highest = 1e6,
                       .meaning = "times that the sites move to the load centroids of their zones once no "
                                  "exchange helps, unless they rest before; 0: the sites of `start` stay"}},
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
