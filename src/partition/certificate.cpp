#include "partition/certificate.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "equizone/balancing/dual.hpp"
#include "equizone/balancing/follow_centers.hpp"
#include "equizone/balancing/transportation.hpp"

namespace equizone {

namespace {

constexpr Index few_stops = 20'000;

// Soft targets are the dual smoothed: step by step less. Where zones have many stops, or time is short, one
// step is near enough.
std::vector<double> softnesses(const Problem& problem, Effort effort) {
  if (effort == Effort::fast || problem.stops() > few_stops) return {0.03};
  return {0.3, 0.1, 0.03, 0.01, 0.003, 0.001};
}

// Exact offsets take paths from zone to zone: no longer than a few passes while these are few.
bool exact_is_quick(const Problem& problem, Effort effort) {
  constexpr Index few_zones = 128;
  return effort != Effort::fast && problem.zones() <= few_zones && problem.stops() <= few_stops;
}

// At the greatest dual, stops that it would divide are as near to one zone as to another. Offsets a little
// apart leave no doubt which zone has them, whoever computes it, and lower the dual by next to nothing.
PowerDiagram exact_offsets(const Problem& problem, const Points& centers, Values offsets) {
  constexpr double apart = 1e-9;
  offsets.array() += best_shift(offsets, problem.bounds, problem.loads.sum());
  offsets =
      Transportation(SquaredDistances(problem.points, centers), problem.loads, problem.bounds).raise(offsets);
  return {centers, offsets + Values::LinSpaced(problem.zones(), 0, apart)};
}

}  // namespace

PowerDiagram fit_offsets(PowerPass& pass, const Problem& problem, const Points& centers,
                         const PowerDiagram& from, const Values& aim, const SoftTargets& soft,
                         Effort effort) {
  const int newton_steps = effort == Effort::fast ? 2 : 6;
  constexpr int most_moves = 5;
  const double precision = std::max(1e-4, 0.5 * stop_share(problem));
  CenterFollower follower(pass, aim, soft);
  follower.start(from);
  for (int move = 0; move < most_moves && follower.diagram().centers != centers; ++move)
    follower.move_to(centers);
  if (follower.diagram().centers != centers) follower.start({centers, follower.diagram().offsets});

  PowerDiagram best = follower.diagram();
  double highest = -std::numeric_limits<double>::infinity();
  for (const double softness : softnesses(problem, effort)) {
    follower.set_softness(softness);
    follower.settle(newton_steps, precision);
    PowerDiagram fitted = follower.diagram();
    fitted.offsets.array() += best_shift(fitted.offsets, problem.bounds, problem.loads.sum());
    const double value = dual_value(fitted, follower.result().zones, problem.bounds);
    if (value <= highest) break;
    highest = value;
    best = std::move(fitted);
  }
  return best;
}

PowerDiagram best_offsets(PowerPass& pass, const Problem& problem, const Points& centers,
                          const PowerDiagram& from, Effort effort) {
  if (exact_is_quick(problem, effort)) return exact_offsets(problem, centers, from.offsets);
  const SoftTargets soft = soft_targets(problem.bounds, problem.aim, 1.0);
  return fit_offsets(pass, problem, centers, from, problem.aim, soft, effort);
}

void certify(Partition& result, const Problem& problem, const PowerDiagram& diagram, PowerPass& pass) {
  Labels nearest;
  PassResult last;
  pass.label(diagram, nearest, last);

  const double square_m2 = problem.unit_m * problem.unit_m;
  result.offsets = diagram.offsets * square_m2;
  result.lower_bound =
      std::min(result.cost, std::max(0.0, dual_value(diagram, last.zones, problem.bounds) * square_m2));
  result.moved.clear();
  for (Index stop = 0; stop < problem.stops(); ++stop)
    if (nearest[stop] != result.labels[stop]) result.moved.push_back(stop);
}

}  // namespace equizone
