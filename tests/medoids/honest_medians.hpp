#pragma once
// What a partition around medians claims, looked at anew.

#include "catch.hpp"
#include "equizone/core/partition_result.hpp"
#include "medoids/metrics.hpp"
#include "properties/honesty.hpp"

namespace equizone::test {

// What a partition by a matrix says of itself, from labels and matrix alone.
inline void check_honest(const Station& station, const DistanceMatrix& matrix, const Values& visits,
                         const Partition& p) {
  const Index zones = p.zone_loads.size();
  REQUIRE(p.labels.size() == station.stops());
  REQUIRE(p.labels.minCoeff() == 0);
  REQUIRE(p.labels.maxCoeff() == zones - 1);
  REQUIRE(p.center_stops.size() == static_cast<std::size_t>(zones));
  Values loads = Values::Zero(zones);
  double cost = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    loads[p.labels[stop]] += station.loads[stop];
    cost += visits[stop] * matrix(p.center_stops[static_cast<std::size_t>(p.labels[stop])], stop);
  }
  for (Index zone = 0; zone < zones; ++zone) {
    const Index median = p.center_stops[static_cast<std::size_t>(zone)];
    CHECK(p.labels[median] == zone);
    CHECK(p.centers.col(zone) == station.points.col(median));
  }
  CHECK((p.zone_loads - loads).cwiseAbs().maxCoeff() <= 1e-12 * loads.sum());
  CHECK(p.cost == Approx(cost).margin(1e-9));
  CHECK(cost == Approx(cost_by_trying(matrix, visits, p.labels, zones)).margin(1e-9));
  if (p.status == Status::ok) CHECK(all_within(p));
  CHECK((p.status == Status::ok) == p.reason.empty());
  CHECK(p.lower_bound >= 0);
  CHECK(p.lower_bound <= p.cost);
}

}  // namespace equizone::test
