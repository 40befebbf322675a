#pragma once
// Stations on ground with a river, and what partitions by a metric say of themselves there.

#include <array>
#include <cmath>
#include <initializer_list>

#include "catch.hpp"
#include "equizone/barrier/barrier_lines.hpp"
#include "medoids/honest_medians.hpp"
#include "medoids/metrics.hpp"
#include "properties/solving.hpp"
#include "zoning/places.hpp"

namespace equizone::test {

inline Station scattered_station(std::uint64_t seed, Index stops, double width_m, double height_m) {
  Random random(seed);
  Station station{scattered(stops, 1, random), Values(stops)};
  for (Index stop = 0; stop < stops; ++stop) {
    const Eigen::Vector2d within_one = station.points.col(stop) - far_from_zero;
    station.points.col(stop) = far_from_zero + within_one.cwiseProduct(Eigen::Vector2d(width_m, height_m));
    station.loads[stop] = 1 + std::floor(9 * random.uniform());
  }
  return station;
}

// Closed, from far in the west to far in the east, with a crossing at every x given.
inline BarrierLines river_at(double y_m, std::initializer_list<double> crossings_x_m = {}) {
  BarrierLines river;
  river.segments.resize(4, 1);
  river.segments.col(0) << far_from_zero + Eigen::Vector2d(-1e4, y_m),
      far_from_zero + Eigen::Vector2d(1e4, y_m);
  river.crossings.resize(2, static_cast<Index>(crossings_x_m.size()));
  Index crossing = 0;
  for (const double x_m : crossings_x_m)
    river.crossings.col(crossing++) = far_from_zero + Eigen::Vector2d(x_m, y_m);
  return river;
}

inline bool is_north(const Station& station, Index stop, double river_y_m) {
  return station.points(1, stop) > far_from_zero.y() + river_y_m;
}

inline Index zones_on_both_banks(const Station& station, const Labels& labels, double river_y_m) {
  Index both = 0;
  for (Index zone = 0; zone <= labels.maxCoeff(); ++zone) {
    std::array<bool, 2> on_bank{false, false};
    for (Index stop = 0; stop < labels.size(); ++stop)
      if (labels[stop] == zone) on_bank[is_north(station, stop, river_y_m) ? 1 : 0] = true;
    if (on_bank[0] && on_bank[1]) ++both;
  }
  return both;
}

inline DistanceMatrix straight_matrix(const Points& points) {
  DistanceMatrix matrix(points.cols(), points.cols());
  for (Index from = 0; from < points.cols(); ++from)
    matrix.row(from) = (points.colwise() - points.col(from)).colwise().norm();
  return matrix;
}

inline PartitionOptions options_on_ground(Index zones, double tolerance, std::uint64_t seed = 0) {
  PartitionOptions options = options_for(zones, seed);
  options.tolerance = tolerance;
  options.contiguous = true;
  return options;
}

}  // namespace equizone::test
