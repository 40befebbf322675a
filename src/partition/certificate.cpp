#include "partition/certificate.hpp"

#include <algorithm>

#include "equizone/balancing/dual.hpp"
#include "equizone/balancing/follow_centers.hpp"

namespace equizone {

PowerDiagram fit_offsets(PowerPass& pass, const Problem& problem, const Points& centers,
                         const PowerDiagram& from, const Values& aim, const SoftTargets& soft) {
  constexpr int newton_steps = 6;
  constexpr int most_moves = 5;
  constexpr double precision = 1e-4;
  CenterFollower follower(pass, aim, soft);
  follower.start(from);
  for (int move = 0; move < most_moves && follower.diagram().centers != centers; ++move)
    follower.move_to(centers);
  if (follower.diagram().centers != centers) follower.start({centers, follower.diagram().offsets});
  follower.settle(newton_steps, precision);
  PowerDiagram fitted = follower.diagram();
  fitted.offsets.array() += best_shift(fitted.offsets, problem.bounds, problem.loads.sum());
  return fitted;
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
