#include "evaluation/claim.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "equizone/core/checks.hpp"

namespace equizone {

namespace {

Values per_zone(const Values& given, Index zones, double otherwise, const char* argument) {
  if (given.size() == 0) return Values::Constant(zones, otherwise);
  if (given.size() == 1) return Values::Constant(zones, given[0]);
  if (given.size() != zones)
    throw InputError(message(argument, " has ", given.size(), " entries but centers has ", zones,
                             "; give one number per zone, or one for all"));
  return given;
}

void check_input(const Points& points, const Values& loads, const Partition& p) {
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  if (!p.center_stops.empty())
    throw InputError("the partition was made with a metric; only that of a power diagram can be checked");
  if (p.centers.cols() == 0) throw InputError("centers is empty; give one center per zone");
  check_points(points);
  check_loads(loads, points.cols());
  check_points(p.centers, "centers");
  check_labels(p.labels, points.cols(), p.centers.cols());
  check_offsets(p.offsets, p.centers.cols());
}

void check_bounds(const Values& lower, const Values& upper) {
  for (Index zone = 0; zone < lower.size(); ++zone)
    if (!(lower[zone] >= 0 && lower[zone] <= upper[zone]))
      throw InputError(message("lower[", zone, "] is ", lower[zone], " and upper[", zone, "] is ",
                               upper[zone], "; bounds must be numbers, 0 <= lower <= upper"));
}

}  // namespace

Claim make_claim(const Points& points, const Values& loads, const Partition& p) {
  check_input(points, loads, p);
  const double total = check_total_load(loads);
  const Index zones = p.centers.cols();
  const Values lower = per_zone(p.lower, zones, 0.0, "lower");
  const Values upper = per_zone(p.upper, zones, std::numeric_limits<double>::infinity(), "upper");
  check_bounds(lower, upper);
  const Eigen::Vector2d origin = points.rowwise().minCoeff() / 2 + points.rowwise().maxCoeff() / 2;
  Claim claim{points.colwise() - origin, loads, p.labels, p.centers.colwise() - origin, p.offsets, lower,
              upper.cwiseMin(total)};
  const double reach = std::max(claim.points.cwiseAbs().maxCoeff(), claim.centers.cwiseAbs().maxCoeff());
  const double farthest = std::max(points.cwiseAbs().maxCoeff(), p.centers.cwiseAbs().maxCoeff());
  claim.rounding_m = 1e-10 * reach + 4e-15 * farthest;
  claim.rounding_m2 = 1e-12 * (reach * reach + p.offsets.cwiseAbs().maxCoeff()) + 4e-15 * reach * farthest;
  return claim;
}

}  // namespace equizone
