#include "equizone/zoning/enclosures.hpp"

#include <algorithm>
#include <boost/geometry/algorithms/disjoint.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "barrier/walls.hpp"
#include "core/plane.hpp"
#include "equizone/core/checks.hpp"
#include "zoning/snap_rounding.hpp"
#include "zoning/subdivision.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using Ring = std::vector<PlanePoint>;
using Entry = std::pair<bg::model::box<FencePoint>, std::int32_t>;

Wide doubled_area(const Ring& ring) {
  Wide area = 0;
  for (std::size_t i = 2; i < ring.size(); ++i) area += cross(ring[0], ring[i - 1], ring[i]);
  return area;
}

// Counts the sides to the right: those that a ring runs along on both sides, dead ends, count twice.
bool holds(const Ring& ring, const PlanePoint& p) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    PlanePoint low = ring[i], high = ring[(i + 1) % ring.size()];
    if ((low.y > p.y) == (high.y > p.y)) continue;
    if (low.y > high.y) std::swap(low, high);
    if (turn(low, high, p) > 0) inside = !inside;
  }
  return inside;
}

std::vector<GraphEdge> distinct_edges(const std::vector<Piece>& pieces) {
  std::vector<std::pair<std::int32_t, std::int32_t>> ends;
  for (const Piece& piece : pieces) ends.push_back(std::minmax(piece.from, piece.to));
  std::sort(ends.begin(), ends.end());
  ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
  std::vector<GraphEdge> edges;
  for (const auto& [from, to] : ends) edges.push_back({from, to});
  return edges;
}

// The outlines of all faces that walls enclose, the smallest first.
std::vector<Ring> rings_of(const std::vector<PlaneSegment>& walls) {
  const Pieces cut = snap_round(walls);
  const std::vector<GraphEdge> edges = distinct_edges(cut.pieces);
  std::vector<std::pair<Wide, Ring>> found;
  for (const auto& cycle : trace_cycles(cut.vertices, edges)) {
    Ring ring;
    for (const HalfEdge half : cycle) {
      const GraphEdge& edge = edges[static_cast<std::size_t>(half / 2)];
      ring.push_back(cut.vertices[static_cast<std::size_t>(half % 2 == 0 ? edge.from : edge.to)]);
    }
    const Wide area = doubled_area(ring);
    if (area > 0) found.emplace_back(area, std::move(ring));  // the outsides of walls run clockwise
  }
  std::sort(found.begin(), found.end());
  std::vector<Ring> rings;
  for (auto& [area, ring] : found) rings.push_back(std::move(ring));
  return rings;
}

std::vector<PlaneSegment> closed_segments(const std::vector<Wall>& walls, const PlaneGrid& grid) {
  std::vector<PlaneSegment> segments;
  for (const Wall& wall : walls) {
    const PlaneSegment segment{grid.round(wall.from.x(), wall.from.y()),
                               grid.round(wall.to.x(), wall.to.y())};
    if (std::isinf(wall.price_m) && segment.from != segment.to) segments.push_back(segment);
  }
  return segments;
}

FencePoint corner(const PlanePoint& p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

std::vector<Entry> boxes_of(const std::vector<Ring>& rings) {
  std::vector<Entry> entries;
  for (const Ring& ring : rings) {
    const auto by_x = [](const PlanePoint& a, const PlanePoint& b) { return a.x < b.x; };
    const auto by_y = [](const PlanePoint& a, const PlanePoint& b) { return a.y < b.y; };
    const auto [left, right] = std::minmax_element(ring.begin(), ring.end(), by_x);
    const auto [low, high] = std::minmax_element(ring.begin(), ring.end(), by_y);
    entries.push_back({{corner({left->x, low->y}), corner({right->x, high->y})},
                       static_cast<std::int32_t>(entries.size())});
  }
  return entries;
}

}  // namespace

Labels enclosures(const Points& points, const BarrierLines& barriers) {
  constexpr std::int32_t none = -1;
  check_points(points);
  const std::vector<Wall> walls = walls_of(barriers);
  Labels result = Labels::Constant(points.cols(), none);
  if (walls.empty()) return result;
  const PlaneGrid grid = grid_around(points, walls);
  const std::vector<Ring> rings = rings_of(closed_segments(walls, grid));
  const bgi::rtree<Entry, bgi::quadratic<16>> index(boxes_of(rings));
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const PlanePoint place = grid.round(points(0, stop), points(1, stop));
    std::vector<std::int32_t> around;
    for (auto hit = index.qbegin(bgi::intersects(corner(place))); hit != index.qend(); ++hit)
      around.push_back(hit->second);
    std::sort(around.begin(), around.end());
    for (const std::int32_t ring : around)
      if (holds(rings[static_cast<std::size_t>(ring)], place)) {
        result[stop] = ring;
        break;
      }
  }
  return result;
}

}  // namespace equizone
