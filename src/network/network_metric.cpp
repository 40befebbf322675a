#include "equizone/network/network_metric.hpp"

#include <algorithm>

#include "equizone/core/error.hpp"
#include "network/stop_streets.hpp"

namespace equizone {

namespace {

// Stops far beyond all streets are in another region, or in another coordinate system.
void check_near(const Points& points, const StreetNetwork& network) {
  constexpr double far_m = 5'000;
  if (points.cols() == 0 || network.nodes().cols() == 0) return;
  const Eigen::Array2d low = network.nodes().rowwise().minCoeff();
  const Eigen::Array2d high = network.nodes().rowwise().maxCoeff();
  const double far = std::max(far_m, (high - low).matrix().norm());
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const Eigen::Array2d place = points.col(stop);
    const double beyond = (low - place).max(place - high).max(0.0).matrix().norm();
    if (beyond > far)
      throw InputError(message("points[", stop, "] lies ", beyond / 1000,
                               " km beyond the street network; give the ",
                               "streets of the stops' region, in the same coordinate system"));
  }
}

}  // namespace

std::unique_ptr<const Distances> NetworkMetric::between(const Points& points) const {
  check_near(points, network_);
  return std::make_unique<StopStreets>(network_, points);
}

}  // namespace equizone
