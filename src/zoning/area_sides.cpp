#include "zoning/area_sides.hpp"

#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "zoning/region.hpp"
#include "zoning/snap_rounding.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

void add_sides(const Polygon::ring_type& ring, const PlaneGrid& grid, std::vector<PlaneSegment>& sides) {
  for (std::size_t i = 1; i < ring.size(); ++i)
    sides.push_back({grid.round(ring[i - 1].x(), ring[i - 1].y()), grid.round(ring[i].x(), ring[i].y())});
}

std::vector<PlaneSegment> rounded_sides(const MultiPolygon& area, const PlaneGrid& grid) {
  std::vector<PlaneSegment> sides;
  for (const Polygon& polygon : area) {
    add_sides(polygon.outer(), grid, sides);
    for (const auto& hole : polygon.inners()) add_sides(hole, grid, sides);
  }
  return sides;
}

// What the sides enclose, in steps squared, as seen from the first of them.
double enclosed(const std::vector<PlaneSegment>& sides) {
  Wide doubled = 0;
  for (const PlaneSegment& side : sides) doubled += cross(sides.front().from, side.from, side.to);
  return static_cast<double>(doubled) / 2;
}

double total_length(const std::vector<PlaneSegment>& sides) {
  double length = 0;
  for (const auto& [from, to] : sides)
    length += std::hypot(static_cast<double>(to.x - from.x), static_cast<double>(to.y - from.y));
  return length;
}

// The sides that separate what is wound around at least once from what is not.
std::vector<PlaneSegment> covering_sides(const std::vector<PlaneSegment>& sides) {
  const Pieces cut = snap_round(sides);
  const std::vector<Passes> passes = count_passes(cut.pieces);
  const auto segment = [&](std::int32_t from, std::int32_t to) {
    return PlaneSegment{cut.vertices[static_cast<std::size_t>(from)],
                        cut.vertices[static_cast<std::size_t>(to)]};
  };
  std::vector<PlaneSegment> wound;
  for (const auto& [from, to, count] : passes)
    wound.insert(wound.end(), static_cast<std::size_t>(std::abs(count)),
                 count > 0 ? segment(from, to) : segment(to, from));
  if (wound.empty()) return {};

  const Region region(wound);
  std::vector<PlaneSegment> result;
  for (const auto& [from, to, count] : passes) {
    const PlaneSegment side = segment(from, to);
    const int beside = region.winding_beside(side);
    // Vertices are sorted by x, then y: east of a side (north of a level one) is its left unless it rises.
    const bool rises = side.from.y < side.to.y;
    const int left = rises ? beside + count : beside;
    const int right = left - count;
    if ((left > 0) != (right > 0)) result.push_back(left > 0 ? side : segment(to, from));
  }
  return result;
}

}  // namespace

std::vector<PlaneSegment> area_sides(const MultiPolygon& area, const PlaneGrid& grid) {
  MultiPolygon oriented = area;
  bg::correct(oriented);
  const std::vector<PlaneSegment> sides = rounded_sides(oriented, grid);
  const std::vector<PlaneSegment> result = covering_sides(sides);
  if (result.empty()) throw InputError("area is empty; give a polygon that contains every stop");
  const double rounding = 4 * total_length(sides);
  if (std::abs(enclosed(sides) - enclosed(result)) > rounding)
    throw InputError(
        "area is not a valid polygon: a ring crosses itself or another, or parts overlap; repair it, e.g. "
        "with "
        "shapely.make_valid");
  return result;
}

}  // namespace equizone
