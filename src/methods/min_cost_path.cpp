// Stops are given to medians along the cheapest paths, to each median as many as its zone holds.

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include "equizone/core/random.hpp"
#include "equizone/network/network_metric.hpp"
#include "equizone/seeding/runs.hpp"
#include "medoids/assignment.hpp"
#include "medoids/first_medians.hpp"
#include "medoids/settling.hpp"
#include "medoids/station.hpp"
#include "medoids/table.hpp"
#include "medoids/zone_medians.hpp"
#include "methods/literature.hpp"
#include "methods/weighted_centers.hpp"

namespace equizone {

namespace {

// Paths along the neighbour graph of the stops.
NetworkMetric neighbour_paths(const Points& points) {
  const StopPairs pairs = neighbouring_stops(points);
  Edges edges(2, 2 * pairs.cols());
  edges << pairs.cast<std::int64_t>(), pairs.colwise().reverse().cast<std::int64_t>();
  return NetworkMetric(StreetNetwork(points, std::move(edges)));
}

// What each stop's visits cost more from its second median than from its nearest.
std::vector<double> regrets(const MedoidProblem& problem, const NearZones& near) {
  std::vector<double> regrets(static_cast<std::size_t>(problem.stops()), 0.0);
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    double first = std::numeric_limits<double>::infinity();
    double second = first;
    for (const NearZones::Entry& entry : near.of(stop)) {
      second = std::min(second, std::max(first, entry.distance));
      first = std::min(first, entry.distance);
    }
    if (second < std::numeric_limits<double>::infinity())
      regrets[static_cast<std::size_t>(stop)] = problem.visits[stop] * (second - first);
  }
  return regrets;
}

// The stop with the most to lose first, each to the median with the shortest path whose zone has room for it;
// if none has, where it is least too much.
Labels by_regret(const MedoidProblem& problem, const NearZones& near) {
  const std::vector<double> regret = regrets(problem, near);
  std::vector<std::int32_t> order(regret.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    return regret[static_cast<std::size_t>(a)] > regret[static_cast<std::size_t>(b)];
  });
  Values loads = Values::Zero(problem.zones());
  Labels labels(problem.stops());
  for (const std::int32_t stop : order) {
    const double load = problem.loads[stop];
    const auto excess = [&](const NearZones::Entry& entry) {
      return std::max(0.0, loads[entry.zone] + load - problem.bounds.upper[entry.zone]);
    };
    const auto list = near.of(stop);
    const auto chosen = std::min_element(list.begin(), list.end(), [&](const auto& a, const auto& b) {
      if (excess(a) != excess(b)) return excess(a) < excess(b);
      return a.distance != b.distance ? a.distance < b.distance : a.zone < b.zone;
    });
    labels[stop] = chosen->zone;
    loads[chosen->zone] += load;
  }
  return labels;
}

// The stops nearest to the centers to start from, or to the centroids of runs along a curve.
std::vector<Index> first_medians(const MethodCall& call) {
  const std::optional<Start>& start = call.options.start;
  if (start && start->centers.cols() > 0) return stops_at(start->centers, call.points);
  const Labels labels = start ? start->labels : hilbert().divide(call).labels;
  const Points centroids = load_centroids(call.problem, labels, Points::Zero(2, call.problem.zones()));
  return stops_at(call.problem.to_metres(centroids), call.points);
}

constexpr Index median_candidates = 10;  // the nearest to the last median

// Assignment and medians in turns. When the medians come to rest, others are drawn.
Division searched(const MethodCall& call, const MedoidProblem& problem) {
  const Values no_offsets = Values::Zero(problem.zones());
  const Index width = list_width(problem.stops(), problem.zones());
  const std::int64_t assignments = call.budget();
  const GoOn go_on = call.go_on("paths");
  Random random(call.options.seed);
  std::vector<Index> medians = first_medians(call);
  Division best;
  Division before;  // with the same start
  for (std::int64_t assigned = 0; assigned < assignments; ++assigned) {
    const auto asking = [&](double) {
      return go_on(static_cast<double>(assigned) / static_cast<double>(assignments));
    };
    std::int64_t repairs = 2'000'000 + 100 * static_cast<std::int64_t>(problem.stops());
    NearZones near = problem.distances.near_zones(medians, no_offsets, width);
    Labels labels = by_regret(problem, near);
    fill_empty_zones(medians, labels);
    list_own_zones(problem, medians, labels, near);
    assign_whole(problem, near, labels, repairs, asking);
    std::vector<Index> next = medians_of(problem, labels, medians, median_candidates);
    Division found{.medians = next, .labels = std::move(labels), .offsets = no_offsets};
    found.cost = cost_of(ways_from_medians(problem.distances, next, found.labels), problem.visits);
    found.violation = problem.bounds.violation(loads_of_zones(found.labels, problem.loads, problem.zones()));
    const bool settled = next == medians || (before.labels.size() > 0 && !found.better_than(before));
    before = settled ? Division{} : found;
    medians = settled ? drawn_medians(problem, random) : std::move(next);
    if (best.labels.size() == 0 || found.better_than(best)) best = std::move(found);
    if (!asking(0)) break;
  }
  return best;
}

Divided divide(const MethodCall& call) {
  if (call.problem.zones() == 1) return {Labels::Zero(call.problem.stops()), 1, {}, false};
  std::optional<NetworkMetric> paths;
  if (call.metric == nullptr) paths.emplace(neighbour_paths(call.points));
  const Metric& metric = paths ? *paths : *call.metric;
  const Values visits = visits_of(metric, call.problem.loads);
  const auto distances = metric.between(call.points);
  const auto table = table_if_small(*distances);
  const MedoidProblem problem{table ? *table : *distances, visits, call.problem.loads, call.problem.bounds};
  return {searched(call, problem).labels, call.problem.zones(), {}, false};
}

}  // namespace

Method min_cost_path() {
  return {
      {.name = "min_cost_path",
       .description = "stops go to medians along the cheapest paths on the streets, as long as there is room",
       .source = "matrices of minimum-cost paths are named in the literature on courier zones without a "
                 "procedure; ours is that of Mulvey and Beck, European Journal of Operational Research 18 "
                 "(1984) 339-348, for medians with capacities: the stop with the most to lose first, then "
                 "exchanges, medians and assignment in turns; ours are lower bounds, and the neighbour "
                 "graph of the stops where no metric is given",
       .complexity = "k searches of paths and O(n log n) an assignment, and the exchanges",
       .guarantees =
           "the best of all assignments seen: first by how far loads are off, then by the sum of visits "
           "* path",
       .budget = {.fast = 5, .standard = 30, .thorough = 300},
       .parameters = {},
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
