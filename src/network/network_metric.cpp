#include "equizone/network/network_metric.hpp"

#include "network/stop_streets.hpp"

namespace equizone {

std::unique_ptr<const Distances> NetworkMetric::between(const Points& points) const {
  return std::make_unique<StopStreets>(network_, points);
}

}  // namespace equizone
