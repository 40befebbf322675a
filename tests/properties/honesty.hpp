#pragma once
// Checks everything that a partition says about itself, computed anew from labels, centers and offsets alone.

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

namespace equizone::test {

struct Recomputed {
  Labels counts;
  Values zone_loads;
  Points centers;
  double cost = 0;
};

inline Recomputed recompute(const Station& station, const Labels& labels, Index zones) {
  const Eigen::Vector2d origin = station.points.rowwise().mean();
  Recomputed result{Labels::Zero(zones), Values::Zero(zones), Points::Zero(2, zones)};
  Points plain = Points::Zero(2, zones);
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const Index zone = labels[stop];
    ++result.counts[zone];
    result.zone_loads[zone] += station.loads[stop];
    result.centers.col(zone) += station.loads[stop] * (station.points.col(stop) - origin);
    plain.col(zone) += station.points.col(stop) - origin;
  }
  for (Index zone = 0; zone < zones; ++zone) {
    if (result.zone_loads[zone] > 0)
      result.centers.col(zone) /= result.zone_loads[zone];
    else
      result.centers.col(zone) = plain.col(zone) / static_cast<double>(result.counts[zone]);
  }
  for (Index stop = 0; stop < station.stops(); ++stop)
    result.cost += station.loads[stop] *
                   (station.points.col(stop) - origin - result.centers.col(labels[stop])).squaredNorm();
  result.centers.colwise() += origin;
  return result;
}

// sum of w * min(|x - c|^2 - u) + sum of lower * max(u, 0) + upper * min(u, 0); no zone holds more than all
// stops.
inline double dual(const Station& station, const Partition& p) {
  double value = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const auto squares = (p.centers.colwise() - station.points.col(stop)).colwise().squaredNorm().transpose();
    value += station.loads[stop] * (squares - p.offsets).minCoeff();
  }
  const double total = station.loads.sum();
  for (Index zone = 0; zone < p.offsets.size(); ++zone)
    value += p.lower[zone] * std::max(p.offsets[zone], 0.0) +
             std::min(p.upper[zone], total) * std::min(p.offsets[zone], 0.0);
  return value;
}

inline bool all_within(const Partition& p) {
  for (Index zone = 0; zone < p.zone_loads.size(); ++zone)
    if (!within(p.zone_loads[zone], p.lower[zone], p.upper[zone])) return false;
  return true;
}

inline double square_extent(const Station& station) {
  return (station.points.rowwise().maxCoeff() - station.points.rowwise().minCoeff()).squaredNorm();
}

// By how much a stop's power distance to its own zone exceeds the least one; 0 if it is in its zone.
inline double excess(const Station& station, const Partition& p, Index stop) {
  const Values powers =
      (p.centers.colwise() - station.points.col(stop)).colwise().squaredNorm().transpose() - p.offsets;
  return powers[p.labels[stop]] - powers.minCoeff();
}

inline void check_diagram(const Station& station, const Partition& p) {
  const double rounding = 1e-9 * (square_extent(station) + p.offsets.cwiseAbs().maxCoeff());
  std::vector<char> moved(static_cast<std::size_t>(station.stops()), 0);
  for (const Index stop : p.moved) {
    REQUIRE(stop >= 0);
    REQUIRE(stop < station.stops());
    moved[static_cast<std::size_t>(stop)] = 1;
  }
  CHECK(std::ranges::adjacent_find(p.moved, std::ranges::greater_equal{}) == p.moved.end());
  double worst = 0;
  for (Index stop = 0; stop < station.stops(); ++stop)
    if (!moved[static_cast<std::size_t>(stop)]) worst = std::max(worst, excess(station, p, stop));
  CHECK(worst <= rounding);
}

inline void check_honest(const Station& station, Index zones, const Partition& p) {
  REQUIRE(p.labels.size() == station.stops());
  REQUIRE(p.labels.minCoeff() >= 0);
  REQUIRE(p.labels.maxCoeff() < zones);
  for (const Index size : {p.centers.cols(), p.offsets.size(), p.zone_loads.size(), p.targets.size(),
                           p.lower.size(), p.upper.size()})
    REQUIRE(size == zones);
  REQUIRE(p.centers.allFinite());
  REQUIRE(p.offsets.allFinite());

  const Recomputed known = recompute(station, p.labels, zones);
  const double total = station.loads.sum();
  const double spread = square_extent(station);
  CHECK(known.counts.minCoeff() > 0);
  CHECK((p.zone_loads - known.zone_loads).cwiseAbs().maxCoeff() <= 1e-12 * total);
  CHECK((p.centers - known.centers).cwiseAbs().maxCoeff() <=
        1e-9 * std::sqrt(spread) + 1e-15 * station.points.cwiseAbs().maxCoeff());
  CHECK(p.cost == Approx(known.cost).epsilon(1e-9).margin(1e-12 * total * spread));
  CHECK(p.imbalance == Approx((known.zone_loads.array() / p.targets.array()).maxCoeff() - 1).margin(1e-9));
  CHECK(p.shortfall == Approx(1 - (known.zone_loads.array() / p.targets.array()).minCoeff()).margin(1e-9));

  CHECK((p.status == Status::ok) == all_within(p));
  CHECK((p.status == Status::ok) == p.reason.empty());

  CHECK(p.lower_bound >= 0);
  CHECK(p.lower_bound <= p.cost);
  CHECK(p.lower_bound == Approx(std::clamp(dual(station, p), 0.0, p.cost))
                             .epsilon(1e-9)
                             .margin(1e-9 * total * (spread + p.offsets.cwiseAbs().maxCoeff())));
  check_diagram(station, p);
}

inline bool same_bits(const Partition& a, const Partition& b) {
  return a.labels == b.labels && a.centers == b.centers && a.offsets == b.offsets && a.cost == b.cost &&
         a.lower_bound == b.lower_bound && a.moved == b.moved;
}

}  // namespace equizone::test
