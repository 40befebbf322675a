#include "equizone/evaluation/shapes.hpp"

#include <algorithm>
#include <array>
#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/convex_hull.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/intersection.hpp>
#include <boost/geometry/algorithms/perimeter.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/multi_point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/rings.hpp"
#include "equizone/core/checks.hpp"
#include "evaluation/smallest_circle.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

std::vector<Eigen::Vector2d> corners_of(const MultiPolygon& fence) {
  std::vector<Eigen::Vector2d> corners;
  for_each_ring(fence, [&](const auto& ring) {
    for (const FencePoint& p : ring) {
      if (!std::isfinite(p.x()) || !std::isfinite(p.y()))
        throw InputError(message("fences have a corner (", p.x(), ", ", p.y(),
                                 "); every coordinate must be finite, in projected metres"));
      corners.emplace_back(p.x(), p.y());
    }
  });
  return corners;
}

// Moments of the area by Green's theorem, relative to a corner: squares of UTM northings leave no digits.
struct Moments {
  double area = 0, x = 0, y = 0, square = 0;
};

Moments moments_of(const MultiPolygon& fence, const Eigen::Vector2d& origin) {
  Moments sum;
  for_each_ring(fence, [&](const auto& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const double ax = ring[i - 1].x() - origin.x(), ay = ring[i - 1].y() - origin.y();
      const double bx = ring[i].x() - origin.x(), by = ring[i].y() - origin.y();
      const double cross = ax * by - bx * ay;
      sum.area += cross / 2;
      sum.x += cross * (ax + bx) / 6;
      sum.y += cross * (ay + by) / 6;
      sum.square += cross * (ax * ax + ax * bx + bx * bx + ay * ay + ay * by + by * by) / 12;
    }
  });
  return sum;
}

double inertia_compactness(const MultiPolygon& fence, const Eigen::Vector2d& origin) {
  const Moments sum = moments_of(fence, origin);
  const double around_centroid = sum.square - (sum.x * sum.x + sum.y * sum.y) / sum.area;
  return sum.area * sum.area / (2 * std::numbers::pi * around_centroid);
}

// Borders between zones are sides that two fences have in common: they share every corner bit for bit.
double length_of_inner_borders(const std::vector<MultiPolygon>& fences) {
  using Side = std::array<double, 4>;
  std::vector<Side> sides;
  for (const MultiPolygon& fence : fences)
    for_each_ring(fence, [&](const auto& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const std::array<double, 2> from{ring[i - 1].x(), ring[i - 1].y()}, to{ring[i].x(), ring[i].y()};
        const auto& [low, high] = std::minmax(from, to);
        sides.push_back({low[0], low[1], high[0], high[1]});
      }
    });
  std::sort(sides.begin(), sides.end());
  double length = 0;
  for (std::size_t at = 1; at < sides.size(); ++at)
    if (sides[at] == sides[at - 1])
      length += std::hypot(sides[at][2] - sides[at][0], sides[at][3] - sides[at][1]);
  return length;
}

std::vector<Polygon> hulls_of(const Points& points, const Labels& labels, Index zones) {
  const Eigen::Vector2d origin = points.rowwise().minCoeff();
  std::vector<bg::model::multi_point<FencePoint>> members(static_cast<std::size_t>(zones));
  for (Index stop = 0; stop < labels.size(); ++stop)
    members[static_cast<std::size_t>(labels[stop])].emplace_back(points(0, stop) - origin.x(),
                                                                 points(1, stop) - origin.y());
  std::vector<Polygon> hulls(members.size());
  for (std::size_t zone = 0; zone < members.size(); ++zone)
    if (members[zone].size() > 2) bg::convex_hull(members[zone], hulls[zone]);
  return hulls;
}

double common_area(const Polygon& a, const Polygon& b) {
  MultiPolygon common;
  bg::intersection(a, b, common);
  return bg::area(common);
}

}  // namespace

ZoneShapes zone_shapes(const std::vector<MultiPolygon>& fences) {
  const auto zones = static_cast<Index>(fences.size());
  const Values none = Values::Constant(zones, std::numeric_limits<double>::quiet_NaN());
  ZoneShapes shapes{Values::Zero(zones), Values::Zero(zones), none, none, none, 0.0};
  for (Index zone = 0; zone < zones; ++zone) {
    const MultiPolygon& fence = fences[static_cast<std::size_t>(zone)];
    std::vector<Eigen::Vector2d> corners = corners_of(fence);
    if (corners.empty()) continue;
    const Eigen::Vector2d origin = corners.front();
    const double area = moments_of(fence, origin).area;
    const auto perimeter = static_cast<double>(bg::perimeter(fence));
    shapes.areas_m2[zone] = area;
    shapes.perimeters_m[zone] = perimeter;
    if (!(area > 0)) continue;
    for (Eigen::Vector2d& corner : corners) corner -= origin;
    const double radius = smallest_circle_radius(std::move(corners));
    shapes.polsby_popper[zone] = 4 * std::numbers::pi * area / (perimeter * perimeter);
    shapes.reock[zone] = area / (std::numbers::pi * radius * radius);
    shapes.inertia[zone] = inertia_compactness(fence, origin);
  }
  shapes.border_m = length_of_inner_borders(fences);
  return shapes;
}

double hull_overlap(const Points& points, const Labels& labels, Index zones) {
  check_points(points);
  check_labels(labels, points.cols(), zones);
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  const std::vector<Polygon> hulls = hulls_of(points, labels, check_zone_count(labels, zones));
  using Box = bg::model::box<FencePoint>;
  using Entry = std::pair<Box, std::size_t>;
  std::vector<Entry> boxes;
  double total = 0;
  for (std::size_t zone = 0; zone < hulls.size(); ++zone) {
    const double area = bg::area(hulls[zone]);
    if (!(area > 0)) continue;
    total += area;
    boxes.emplace_back(bg::return_envelope<Box>(hulls[zone]), zone);
  }
  const bgi::rtree<Entry, bgi::quadratic<16>> index(boxes);
  double common = 0;
  for (const auto& [box, zone] : boxes) {
    std::vector<std::size_t> others;
    for (auto hit = index.qbegin(bgi::intersects(box)); hit != index.qend(); ++hit)
      if (hit->second > zone) others.push_back(hit->second);
    std::sort(others.begin(), others.end());
    for (const std::size_t other : others) common += common_area(hulls[zone], hulls[other]);
  }
  return total > 0 ? common / total : 0.0;
}

}  // namespace equizone
