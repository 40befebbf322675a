#include "equizone/partition/partition.hpp"

#include <algorithm>
#include <optional>

#include "barrier/priced_streets.hpp"
#include "equizone/barrier/barrier_metric.hpp"
#include "equizone/core/metric.hpp"
#include "equizone/network/network_metric.hpp"
#include "medoids/first_medians.hpp"
#include "medoids/medoid_solver.hpp"
#include "medoids/station.hpp"
#include "medoids/table.hpp"
#include "methods/partition_by.hpp"
#include "partition/balanced.hpp"
#include "partition/heavy_stops.hpp"
#include "partition/on_ground.hpp"
#include "partition/result.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

// A heavy stop's zone holds that stop and no more, the others share the rest.
Bounds bounds_to_meet(const Problem& problem) {
  if (!has_heavy_stop(problem)) return problem.bounds;
  const HeavySplit split = split_heavy_stops(problem);
  const Bounds rest = rest_of(problem, split).bounds;
  Bounds bounds = problem.bounds;
  bounds.lower(split.zones) = rest.lower;
  bounds.upper(split.zones) = rest.upper;
  for (std::size_t at = 0; at < split.alone.size(); ++at) {
    bounds.lower[split.own_zones[at]] = 0;
    bounds.upper[split.own_zones[at]] = problem.loads[split.alone[at]];
  }
  return bounds;
}

// The planar partition: whole stops within the bounds, if any are. It knows no prices. Thorough starts where
// default does.
Partition planar_start(const Points& points, const Problem& problem, const PartitionOptions& options,
                       const Deadline& deadline) {
  PartitionOptions planar = options;
  planar.start.reset();
  planar.contiguous = options.contiguous || !options.barriers.empty();
  planar.barriers = options.barriers.closed();
  if (planar.effort == Effort::thorough) planar.effort = Effort::standard;
  return partition_balanced(points, problem, planar, deadline);
}

// Both stages: true if the planar partition proves that nothing lies within the bounds, which holds for every
// metric.
bool solve(MedoidSolver& solver, const Points& points, const Problem& problem,
           const PartitionOptions& options, const Deadline& deadline) {
  if (options.start && options.start->labels.size() > 0)
    solver.try_labels(options.start->labels);
  else if (options.start)
    solver.try_medians(stops_at(options.start->centers, points));
  bool proven = false;
  if (!options.start || solver.best().violation > 0) {
    const Partition planar = planar_start(points, problem, options, deadline);
    proven = planar.status == Status::proven_infeasible;
    solver.try_labels(planar.labels);
  }
  if (!options.start) solver.try_drawn_medians();
  solver.search_regions();
  return proven;
}

// The zones found, as the ground allows. Where bounds are missed then, those that are found without the
// metric are tried: barriers leave few ways, and they know them from the start.
void bring_to_ground(MedoidSolver& solver, const Points& points, const Problem& problem, const Bounds& bounds,
                     const PartitionOptions& options, const Deadline& deadline, const Ground& ground) {
  const Problem joined = with_guests_at_hosts(problem, ground);
  const StopGraph graph(joined.points, joined.loads, ground.graph);
  const auto brought = [&](const Labels& labels) {
    ZoningState state(graph, bounds, brought_to_ground(joined, options, deadline, ground, labels));
    return solver.in_one_piece(state, ground.host);
  };
  Division found = brought(solver.best().labels);
  if (found.violation > 0 && !deadline.passed()) {
    Division other = brought(planar_start(points, problem, options, deadline).labels);
    if (other.better_than(found)) found = std::move(other);
  }
  solver.replace_by(std::move(found));
}

// Barriers that the metric alone knows are refused like those of the options. \throws InputError
void refuse_enclosing(const Metric& metric, const Points& points, const Problem& problem,
                      const PartitionOptions& options) {
  const auto* around = dynamic_cast<const BarrierMetric*>(&metric);
  if (around == nullptr || asks_for_ground(options)) return;
  PartitionOptions with_barriers = options;
  with_barriers.barriers = around->barriers().closed();
  if (!with_barriers.barriers.empty()) (void)survey(points, problem, with_barriers);
}

// What callers see of a division; distances are those of the metric itself.
Partition describe(const Problem& problem, const Points& points, const Division& division,
                   const Distances& distances, const Values& visits) {
  Partition result = describe(problem, division.labels, 1);
  result.center_stops = division.medians;
  for (Index zone = 0; zone < problem.zones(); ++zone)
    result.centers.col(zone) = points.col(division.medians[static_cast<std::size_t>(zone)]);
  const std::vector<Way> ways = ways_from_medians(distances, division.medians, division.labels);
  result.cost = cost_of(ways, visits);
  result.unreachable = unreachable_stops(ways);
  result.offsets = division.offsets;
  return result;
}

}  // namespace

Partition partition(const Points& points, const Values& loads, const PartitionOptions& options,
                    const Metric& metric) {
  const auto* streets = dynamic_cast<const NetworkMetric*>(&metric);
  if (streets != nullptr && options.barriers.priced()) {
    PartitionOptions priced = options;
    priced.barriers = options.barriers.closed();
    priced.contiguous = true;
    const StreetNetwork network = with_prices(streets->network(), options.barriers);
    return partition(points, loads, priced, NetworkMetric(network, streets->visits()));
  }
  if (const Method& method = method_of(options); method.divide != nullptr)
    return partition_by(method, points, loads, options, &metric);
  const Deadline deadline(options.time_limit_s);
  const Problem problem = make_problem(points, loads, options);
  if (options.start) (void)start_diagram(*options.start, problem);  // checks it
  refuse_enclosing(metric, points, problem, options);
  const Values visits = visits_of(metric, loads);
  const auto distances = metric.between(points);
  const auto table = table_if_small(*distances);
  const Bounds bounds = bounds_to_meet(problem);
  const MedoidProblem around_medians{table ? *table : *distances, visits, loads, bounds};
  MedoidSolver solver(around_medians, options, deadline);
  const bool proven = solve(solver, points, problem, options, deadline);
  std::optional<Ground> ground;
  if (asks_for_ground(options)) {
    ground = survey(points, problem, options);
    bring_to_ground(solver, points, problem, bounds, options, deadline, *ground);
  }
  const double bound = solver.fit_offsets();
  Partition result = describe(problem, points, solver.best(), *distances, visits);
  judge(result, problem, proven);
  if (ground) {
    judge_pieces(result, problem, options, *ground);
    result.enclosed = ground->enclosed;
    result.outliers = ground->outliers;
  }
  const bool bounded = result.status != Status::heavy_stop && result.unreachable.empty();
  result.lower_bound = bounded ? std::min(bound, result.cost) : 0.0;
  return result;
}

}  // namespace equizone
