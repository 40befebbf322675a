#pragma once
// What must hold for the fences of any labels.

#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <limits>
#include <map>

#include "catch.hpp"
#include "equizone/core/random.hpp"
#include "equizone/zoning/fences.hpp"
#include "zoning/places.hpp"

namespace equizone::test {

inline Labels random_labels(Index n, int zones, Random& random) {
  Labels labels(n);
  for (Index i = 0; i < n; ++i) labels[i] = static_cast<std::int32_t>(random.uniform() * zones);
  return labels;
}

inline Polygon box(double left, double low, double right, double high) {
  Polygon polygon;
  for (const auto& [x, y] : {std::pair(left, low), {right, low}, {right, high}, {left, high}, {left, low}})
    polygon.outer().emplace_back(far_from_zero.x() + x, far_from_zero.y() + y);
  return polygon;
}

template <class Use>
void for_each_ring(const MultiPolygon& fence, Use&& use) {
  for (const Polygon& polygon : fence) {
    use(polygon.outer());
    for (const auto& hole : polygon.inners()) use(hole);
  }
}

inline double distance_to_boundary(const MultiPolygon& area, const FencePoint& p) {
  double nearest = std::numeric_limits<double>::infinity();
  for_each_ring(area, [&](const auto& ring) {
    nearest = std::min(nearest, boost::geometry::distance(p, boost::geometry::model::linestring<FencePoint>(
                                                                 ring.begin(), ring.end())));
  });
  return nearest;
}

// Each edge is passed once with a fence to its left; inside the area a second fence passes it back, bit for
// bit. Passed twice the same way would be an overlap; an edge without the way back must run along the area's
// boundary.
inline void check_no_gap_no_overlap(const Fences& result, const MultiPolygon& area) {
  using Corner = std::pair<double, double>;
  std::map<std::pair<Corner, Corner>, int> passes;
  for (const MultiPolygon& fence : result.zones)
    for_each_ring(fence, [&](const auto& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i)
        ++passes[{{ring[i - 1].x(), ring[i - 1].y()}, {ring[i].x(), ring[i].y()}}];
    });
  int passed_twice = 0;
  double gap_m = 0;
  for (const auto& [edge, count] : passes) {
    const auto& [from, to] = edge;
    passed_twice += count - 1;
    if (!passes.contains({to, from}))
      gap_m = std::max(
          gap_m, distance_to_boundary(area, {(from.first + to.first) / 2, (from.second + to.second) / 2}));
  }
  CHECK(passed_twice == 0);
  CHECK(gap_m < 1e-6);
}

inline void check_areas_add_up(const Fences& result, const MultiPolygon& area) {
  double sum_m2 = 0;
  for (const MultiPolygon& fence : result.zones) sum_m2 += boost::geometry::area(fence);
  CHECK(std::abs(sum_m2 / boost::geometry::area(area) - 1) < 1e-9);
}

// Outer rings counterclockwise, holes clockwise: each ring counts with the right sign.
inline void check_ring_directions(const Fences& result) {
  for (const MultiPolygon& fence : result.zones)
    for (const Polygon& polygon : fence) {
      CHECK(boost::geometry::area(polygon.outer()) > 0);
      for (const auto& hole : polygon.inners()) CHECK(boost::geometry::area(hole) < 0);
    }
}

inline void check_stops_covered(const Fences& result, const Points& points, const Labels& labels) {
  auto shared = result.shared.begin();
  for (Index stop = 0; stop < points.cols(); ++stop) {
    if (shared != result.shared.end() && *shared == stop) {
      ++shared;
      continue;
    }
    const FencePoint p(points(0, stop), points(1, stop));
    CHECK(boost::geometry::distance(p, result.zones[static_cast<std::size_t>(labels[stop])]) < 1e-6);
  }
  CHECK(shared == result.shared.end());
}

// Brute force: any place in the area belongs to a zone with a nearest stop.
inline void check_places_belong_to_nearest(const Fences& result, const MultiPolygon& area,
                                           const Points& points, const Labels& labels, Random& random) {
  const Eigen::Vector2d low = points.rowwise().minCoeff(), extent = points.rowwise().maxCoeff() - low;
  for (int trial = 0; trial < 200; ++trial) {
    const Eigen::Vector2d place =
        low + extent.cwiseProduct(Eigen::Vector2d(random.uniform(), random.uniform()));
    const FencePoint p(place.x(), place.y());
    if (!boost::geometry::within(p, area)) continue;
    const Eigen::VectorXd distances = (points.colwise() - place).colwise().norm();
    const double nearest = distances.minCoeff();
    bool found = false;
    for (std::size_t zone = 0; zone < result.zones.size() && !found; ++zone)
      if (boost::geometry::covered_by(p, result.zones[zone]))
        for (Index stop = 0; stop < points.cols() && !found; ++stop)
          found = labels[stop] == static_cast<std::int32_t>(zone) && distances[stop] < nearest + 1e-6;
    CHECK(found);
  }
}

}  // namespace equizone::test
