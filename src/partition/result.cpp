#include "partition/result.hpp"

#include <algorithm>
#include <cmath>

#include "partition/zone_sums.hpp"

namespace equizone {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::ok:
      return "ok";
    case Status::heavy_stop:
      return "heavy_stop";
    case Status::proven_infeasible:
      return "proven_infeasible";
    case Status::not_reached:
      return "not_reached";
  }
  return "unknown";
}

namespace {

// Load centroids; a zone without load is where its stops are.
Points centers_of(const Problem& problem, const Labels& labels, const std::vector<Sums>& zones) {
  Points centers = Points::Zero(2, problem.zones());
  bool idle = false;
  for (Index zone = 0; zone < problem.zones(); ++zone) {
    const Sums& sums = zones[static_cast<std::size_t>(zone)];
    if (sums.load > 0) centers.col(zone) = Eigen::Vector2d(sums.x, sums.y) / sums.load;
    idle = idle || sums.load <= 0;
  }
  if (!idle) return centers;
  Values counts = Values::Zero(problem.zones());
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    const Index zone = labels[stop];
    if (zones[static_cast<std::size_t>(zone)].load > 0) continue;
    counts[zone] += 1;
    centers.col(zone) += (problem.points.col(stop) - centers.col(zone)) / counts[zone];
  }
  return centers;
}

}  // namespace

Partition describe(const Problem& problem, Labels labels, int threads) {
  const Index k = problem.zones();
  Partition result;
  result.labels = std::move(labels);
  result.targets = problem.bounds.targets;
  result.lower = problem.bounds.lower;
  result.upper = problem.bounds.upper;
  const std::vector<Sums> zones = zone_sums(problem, result.labels, threads);
  result.zone_loads.resize(k);
  for (Index zone = 0; zone < k; ++zone) result.zone_loads[zone] = zones[static_cast<std::size_t>(zone)].load;
  const Points centers = centers_of(problem, result.labels, zones);
  result.cost = cost_to(centers, problem, result.labels, threads) * problem.unit_m * problem.unit_m;
  result.centers = problem.to_metres(centers);
  result.offsets = Values::Zero(k);
  result.imbalance = (result.zone_loads.array() / result.targets.array()).maxCoeff() - 1;
  result.shortfall = 1 - (result.zone_loads.array() / result.targets.array()).minCoeff();
  return result;
}

namespace {

Index heaviest(const Values& loads) {
  Index stop = 0;
  loads.maxCoeff(&stop);
  return stop;
}

std::string worst_zone(const Partition& result, const Bounds& bounds) {
  Index worst = 0;
  double most = 0;
  Index outside = 0;
  for (Index zone = 0; zone < bounds.zones(); ++zone) {
    const double violation = bounds.violation(zone, result.zone_loads[zone]);
    if (violation > 0) ++outside;
    if (violation > most) {
      most = violation;
      worst = zone;
    }
  }
  return message(outside, outside == 1 ? " zone lies" : " zones lie", " outside the bounds; the worst, zone ",
                 worst, ", has a load of ", result.zone_loads[worst], " where ", bounds.lower[worst], " to ",
                 bounds.upper[worst], " are allowed");
}

}  // namespace

void judge(Partition& result, const Problem& problem, bool proven) {
  const Bounds& bounds = problem.bounds;
  result.status = Status::ok;
  result.reason.clear();
  if (bounds.violation(result.zone_loads) <= 0) return;

  const Index stop = heaviest(problem.loads);
  const double most = bounds.upper.maxCoeff();
  const std::string forbidden = why_infeasible(bounds, problem.loads);
  if (problem.loads[stop] > most * (1 + 1e-12)) {
    result.status = Status::heavy_stop;
    const Index others = (problem.loads.array() > most * (1 + 1e-12)).count() - 1;
    result.reason = message("stop ", stop, " alone (", problem.loads[stop],
                            ") exceeds its zone's upper bound (", bounds.upper[result.labels[stop]], ")",
                            others > 0 ? message("; so do ", others, " other stops") : "");
  } else if (proven || !forbidden.empty()) {
    result.status = Status::proven_infeasible;
    result.reason = forbidden.empty()
                        ? message("no assignment of whole stops meets the bounds (all were tried); ",
                                  worst_zone(result, bounds))
                        : forbidden;
  } else {
    result.status = Status::not_reached;
    result.reason = message(worst_zone(result, bounds), "; the heaviest stop is ", problem.loads[stop],
                            "; a larger tolerance, or more effort, may help");
  }
}

}  // namespace equizone
