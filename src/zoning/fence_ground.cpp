#include "zoning/fence_ground.hpp"

#include <Eigen/Geometry>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/for_each.hpp>
#include <boost/geometry/algorithms/num_points.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "equizone/core/error.hpp"
#include "zoning/area_sides.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

void check_area_is_finite(const MultiPolygon& area) {
  bg::for_each_point(area, [](const FencePoint& p) {
    if (!std::isfinite(p.x()) || !std::isfinite(p.y()))
      throw InputError(
          message("area has a vertex (", p.x(), ", ", p.y(), "); every coordinate must be finite"));
  });
}

const MultiPolygon& checked(const MultiPolygon& area) {
  if (bg::num_points(area) == 0) throw InputError("area is empty; give a polygon that contains every stop");
  check_area_is_finite(area);
  return area;
}

FenceBox enlarged_bounding_box(const MultiPolygon& area) {
  Eigen::AlignedBox2d box;
  for (const Polygon& polygon : area)
    for (const FencePoint& p : polygon.outer()) box.extend(Eigen::Vector2d(p.x(), p.y()));
  const Eigen::Vector2d margin = Eigen::Vector2d::Constant(box.sizes().maxCoeff() / 16);
  const Eigen::Vector2d low = box.min() - margin, high = box.max() + margin;
  return {{low.x(), low.y()}, {high.x(), high.y()}};
}

}  // namespace

FenceGround::FenceGround(const MultiPolygon& area)
    : box(enlarged_bounding_box(checked(area))),
      grid(box.min_corner(), box.max_corner(), "corners of area"),
      sides(area_sides(area, grid)),
      region(sides) {}

void check_area_covers(const MultiPolygon& area, const FenceGround& ground, const Points& points,
                       double allowed_m) {
  Index first = -1, count = 0;
  double first_m = 0;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const FencePoint p(points(0, stop), points(1, stop));
    if (ground.region.covers(ground.grid.round(p.x(), p.y()))) continue;
    const double distance_m = bg::distance(p, area);
    if (distance_m <= allowed_m) continue;
    if (count++ == 0) {
      first = stop;
      first_m = distance_m;
    }
  }
  if (count > 0)
    throw InputError(message("points[", first, "] lies ", first_m, " m outside area (", count, " of ",
                             points.cols(),
                             " stops lie outside); enlarge the area or leave these stops out"));
}

}  // namespace equizone
