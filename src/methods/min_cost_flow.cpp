// The cheapest assignment within the bounds, centers to the centroids, and again.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numbers>
#include <optional>
#include <utility>

#include "equizone/balancing/finish.hpp"
#include "equizone/balancing/soft_targets.hpp"
#include "equizone/balancing/transportation.hpp"
#include "equizone/seeding/runs.hpp"
#include "methods/literature.hpp"
#include "methods/within_bounds.hpp"
#include "partition/certificate.hpp"
#include "partition/levels.hpp"
#include "partition/result.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

// The load that all working stops have, if they have the same.
std::optional<double> load_of_all(const Values& loads) {
  const double most = loads.maxCoeff();
  if (most <= 0 || (loads.array() > 0 && loads.array() < most).any()) return std::nullopt;
  return most;
}

bool can_hold(const Bounds& bounds, double total) {
  return (bounds.lower.array() <= bounds.upper.array()).all() && bounds.lower.sum() <= total &&
         bounds.upper.sum() >= total;
}

// Bounds as whole numbers of stops that all have this load.
Bounds counts_within(const Bounds& bounds, double load) {
  constexpr double rounding = 1e-9;
  return {bounds.targets / load, (bounds.lower.array() / load - rounding).ceil(),
          (bounds.upper.array() / load + rounding).floor()};
}

// Stops that weigh the same are counted: no bound then divides a stop, and neither does the flow. A zone has
// at least one stop, where there are enough and its bounds allow it. Counts that cannot be met give way to
// those next to the loads aimed at.
Problem counted(Problem problem, double load) {
  problem.loads = (problem.loads.array() > 0).cast<double>();
  const double total = problem.loads.sum();
  problem.aim *= total / problem.aim.sum();
  problem.bounds = counts_within(problem.bounds, load);
  if (!can_hold(problem.bounds, total)) {
    problem.bounds.lower = problem.aim.array().floor();
    problem.bounds.upper = problem.aim.array().ceil();
  }
  Bounds& bounds = problem.bounds;
  if (total >= static_cast<double>(problem.zones()))
    bounds.lower = bounds.lower.cwiseMax(bounds.upper.cwiseMin(1.0));
  return problem;
}

// Bounds that cannot hold the load give way to the loads aimed at, in proportion.
Problem held(Problem problem) {
  const double total = problem.loads.sum();
  if (can_hold(problem.bounds, total)) return problem;
  problem.aim *= total / problem.aim.sum();
  problem.bounds.lower = problem.bounds.upper = problem.aim;
  return problem;
}

// An assignment in which stops may be divided between zones, and what it costs around its own centroids.
struct Flow {
  Labels labels;  // of each stop the zone with most of it
  PowerDiagram diagram;
  double cost = std::numeric_limits<double>::infinity();
};

class Flows {
 public:
  Flows(const Problem& problem, int threads)
      : problem_(problem),
        soft_(soft_targets(problem.bounds, problem.aim, 1.0)),
        level_(level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads)) {}

  // The cheapest one around the centers of `from`; its diagram has the centroids that come of it. Fitted
  // offsets leave few stops out of place, which the exact solution takes long for.
  Flow cheapest(const PowerDiagram& from) {
    const PowerDiagram fitted =
        fit_offsets(level_.pass, problem_, from.centers, from, problem_.aim, soft_, Effort::fast);
    Transportation transportation(SquaredDistances(problem_.points, from.centers), problem_.loads,
                                  problem_.bounds);
    Flow flow;
    flow.diagram.offsets = transportation.raise(fitted.offsets);
    flow.diagram.centers = centroids(transportation, from.centers);
    flow.cost = 0;
    transportation.for_each_part([&](Index stop, Index zone, double load) {
      flow.cost += load * (problem_.points.col(stop) - flow.diagram.centers.col(zone)).squaredNorm();
    });
    flow.labels = Labels::Zero(problem_.stops());
    transportation.label(flow.labels);
    return flow;
  }

 private:
  [[nodiscard]] Points centroids(const Transportation<SquaredDistances>& transportation,
                                 const Points& centers) const {
    Points moments = Points::Zero(2, problem_.zones());
    Values loads = Values::Zero(problem_.zones());
    transportation.for_each_part([&](Index stop, Index zone, double load) {
      moments.col(zone) += load * problem_.points.col(stop);
      loads[zone] += load;
    });
    for (Index zone = 0; zone < problem_.zones(); ++zone)
      moments.col(zone) =
          loads[zone] > 0 ? Eigen::Vector2d(moments.col(zone) / loads[zone]) : centers.col(zone);
    return moments;
  }

  const Problem& problem_;
  SoftTargets soft_;
  Level level_;
};

// Centers of runs along a curve turned by `angle` (radians).
PowerDiagram diagram_of_runs(const MethodCall& call, double angle) {
  const Problem& problem = call.problem;
  const int threads = resolve_threads(call.options.threads);
  const SortedStops stops =
      sort_stops(problem.points, problem.loads, hilbert_order(problem.points, angle, threads), threads);
  return {centers_of_runs(stops, problem.aim), Values::Zero(problem.zones())};
}

// Cheapest assignments from these centers on, until the cost falls no more.
Flow settled(const MethodCall& call, Flows& flows, PowerDiagram first) {
  constexpr double rounding = 1e-12;
  const std::int64_t budget = call.budget();
  const GoOn go_on = call.go_on("flows");
  Flow flow;
  flow.diagram = std::move(first);
  for (std::int64_t flowed = 0; flowed < budget; ++flowed) {
    if (flowed > 0 && !go_on(static_cast<double>(flowed) / static_cast<double>(budget))) break;
    Flow next = flows.cheapest(flow.diagram);
    if (!(next.cost < flow.cost * (1 - rounding))) break;
    flow = std::move(next);
  }
  return flow;
}

// From `start`, or the cheapest from runs along some curves.
Flow best_flow(const MethodCall& call, const Problem& flowing) {
  Flows flows(flowing, resolve_threads(call.options.threads));
  if (call.options.start) return settled(call, flows, start_diagram(*call.options.start, call.problem));
  const auto starts = static_cast<int>(call.parameter("starts"));
  Flow best;
  for (int start = 0; start < starts && (start == 0 || !call.deadline.passed()); ++start) {
    const double angle = std::numbers::pi / 2 * start / starts;
    Flow flow = settled(call, flows, diagram_of_runs(call, angle));
    if (start == 0 || flow.cost < best.cost) best = std::move(flow);
  }
  return best;
}

// Rounding of divided stops may make a good start dearer.
Labels no_dearer_than_start(const MethodCall& call, Labels labels) {
  if (!call.options.start || call.options.start->labels.size() == 0) return labels;
  const Problem& problem = call.problem;
  Labels start = call.options.start->labels;
  fill_empty_zones(start, problem.points, start_diagram(*call.options.start, problem).centers);
  const int threads = resolve_threads(call.options.threads);
  if (!within_bounds(problem, start)) return labels;
  const bool dearer = describe(problem, labels, threads).cost > describe(problem, start, threads).cost;
  return dearer || !within_bounds(problem, labels) ? start : labels;
}

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const std::optional<double> same = load_of_all(problem.loads);
  const Problem flowing = same ? counted(problem, *same) : held(problem);
  Flow best = best_flow(call, flowing);
  place_idle_stops(problem, best.diagram, best.labels);
  // Of stops that were counted, no other assignment is nearer to the bounds.
  if (same)
    fill_empty_zones(best.labels, problem.points, best.diagram.centers);
  else
    bring_within_bounds(problem, best.diagram.centers, best.labels, call.go_on("repair"));
  const bool proven = same && !can_hold(counts_within(problem.bounds, *same), flowing.loads.sum());
  return {no_dearer_than_start(call, std::move(best.labels)), problem.zones(), {}, proven};
}

}  // namespace

Method min_cost_flow() {
  return {
      {.name = "min_cost_flow",
       .description = "the cheapest assignment within the bounds, centers to its centroids, and again",
       .source =
           "Bradley, Bennett and Demiriz, Constrained k-means clustering, Microsoft Research "
           "MSR-TR-2000-65 (2000); shortest augmenting paths of Edmonds and Karp 1972; ours are "
           "loads that differ, and the starts from runs along Hilbert curves, of which the cheapest is taken",
       .complexity = "O(n k) an iteration, and O(k^2 + n) for each path of stops out of place; the budget "
                     "is how many iterations of a start",
       .guarantees = "the cost never rises; with equal loads the zones are the cheapest within the "
                     "bounds for their centroids, if the budget suffices; with others that holds for "
                     "parts of stops, about zones - 1 of which then go to the zone with most of them, "
                     "and chains of moves bring loads into the bounds",
       .budget = {.fast = 20, .standard = 300, .thorough = 1000},
       .parameters = {{.name = "starts",
                       .standard = 4,
                       .lowest = 1,
                       .highest = 100,
                       .meaning = "curves that it begins with, turned by different angles; none of them "
                                  "with `start`"}},
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
