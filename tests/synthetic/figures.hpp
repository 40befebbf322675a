#pragma once
// What tests ask of synthetic stations.

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/synthetic/synthetic_station.hpp"

namespace equizone::test {

inline std::vector<Index> stops_of(const SyntheticStation& station, PlaceKind kind) {
  std::vector<Index> stops;
  for (Index stop = 0; stop < station.points.cols(); ++stop)
    if (station.kinds[static_cast<std::size_t>(stop)] == kind) stops.push_back(stop);
  return stops;
}

// From a stop to the nearest other place, metres.
inline double nearest_place_m(const Points& points, Index stop) {
  double nearest = std::numeric_limits<double>::infinity();
  for (Index other = 0; other < points.cols(); ++other) {
    const double between = (points.col(other) - points.col(stop)).norm();
    if (between > 0) nearest = std::min(nearest, between);
  }
  return nearest;
}

inline double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

inline double median_nearest_m(const Points& points, const std::vector<Index>& stops) {
  std::vector<double> nearest;
  for (const Index stop : stops) nearest.push_back(nearest_place_m(points, stop));
  return median(std::move(nearest));
}

inline std::vector<Index> every_tenth(Index stops) {
  std::vector<Index> some;
  for (Index stop = 0; stop < stops; stop += 10) some.push_back(stop);
  return some;
}

}  // namespace equizone::test
