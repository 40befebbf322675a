#include "zoning/snap_rounding.hpp"

#include <boost/geometry/algorithms/disjoint.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <map>

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

// Doubles hold every plane coordinate exactly.
using IndexPoint = bg::model::d2::point_xy<double>;
using IndexBox = bg::model::box<IndexPoint>;
using IndexParameters = bgi::quadratic<16>;

IndexPoint index_point(const PlanePoint& p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

IndexBox index_box(const PlaneSegment& segment, double margin) {
  const auto [left, right] = std::minmax(segment.from.x, segment.to.x);
  const auto [low, high] = std::minmax(segment.from.y, segment.to.y);
  return {{static_cast<double>(left) - margin, static_cast<double>(low) - margin},
          {static_cast<double>(right) + margin, static_cast<double>(high) + margin}};
}

bool cross_each_other(const PlaneSegment& a, const PlaneSegment& b) {
  return turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) < 0 &&
         turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) < 0;
}

// floor(numerator / denominator + 1/2): halves go up, as the squares of passes_square() are closed below.
std::int64_t rounded_quotient(Wide numerator, Wide denominator) {
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  Wide quotient = numerator / denominator;
  Wide rest = numerator % denominator;
  if (rest < 0) {
    rest += denominator;
    --quotient;
  }
  return static_cast<std::int64_t>(quotient) + (rest >= denominator - rest ? 1 : 0);
}

PlanePoint crossing(const PlaneSegment& a, const PlaneSegment& b) {
  const Wide from_side = cross(b.from, b.to, a.from);
  const Wide both_sides = from_side - cross(b.from, b.to, a.to);
  return {a.from.x + rounded_quotient(from_side * (a.to.x - a.from.x), both_sides),
          a.from.y + rounded_quotient(from_side * (a.to.y - a.from.y), both_sides)};
}

void add_crossings(const std::vector<PlaneSegment>& segments, std::vector<PlanePoint>& vertices) {
  using Entry = std::pair<IndexBox, std::size_t>;
  std::vector<Entry> entries;
  for (std::size_t s = 0; s < segments.size(); ++s) entries.emplace_back(index_box(segments[s], 0), s);
  const bgi::rtree<Entry, IndexParameters> index(entries);
  for (const auto& [box, s] : entries)
    for (auto hit = index.qbegin(bgi::intersects(box)); hit != index.qend(); ++hit)
      if (hit->second > s && cross_each_other(segments[s], segments[hit->second]))
        vertices.push_back(crossing(segments[s], segments[hit->second]));
}

// Whether a segment passes the unit square around a vertex. The square is closed to the left and below only:
// each point of the plane lies in one square.
bool passes_square(const PlaneSegment& segment, const PlanePoint& vertex) {
  PlanePoint a{2 * segment.from.x, 2 * segment.from.y};
  PlanePoint b{2 * segment.to.x, 2 * segment.to.y};
  if (a.x > b.x) std::swap(a, b);
  const std::int64_t left = 2 * vertex.x - 1, right = left + 2, low = 2 * vertex.y - 1, high = low + 2;
  if (b.x < left || a.x >= right || std::max(a.y, b.y) < low || std::min(a.y, b.y) >= high) return false;
  if (a.x == b.x || a.y == b.y) return true;

  // The line passes between two opposite corners; of all corners only the lower left belongs to the square.
  if (a.y < b.y) return turn(a, b, {left, high}) > 0 && turn(a, b, {right, low}) < 0;
  const int at_own_corner = turn(a, b, {left, low});
  return at_own_corner == 0 || (at_own_corner < 0 && turn(a, b, {right, high}) > 0);
}

}  // namespace

Pieces snap_round(const std::vector<PlaneSegment>& segments) {
  Pieces result;
  auto& vertices = result.vertices;
  for (const auto& segment : segments) {
    vertices.push_back(segment.from);
    vertices.push_back(segment.to);
  }
  add_crossings(segments, vertices);
  std::sort(vertices.begin(), vertices.end());
  vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());

  using Entry = std::pair<IndexPoint, std::int32_t>;
  std::vector<Entry> entries;
  for (std::size_t v = 0; v < vertices.size(); ++v)
    entries.emplace_back(index_point(vertices[v]), static_cast<std::int32_t>(v));
  const bgi::rtree<Entry, IndexParameters> index(entries);

  std::vector<std::int32_t> passed;
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const PlaneSegment& segment = segments[s];
    passed.clear();
    for (auto hit = index.qbegin(bgi::intersects(index_box(segment, 1))); hit != index.qend(); ++hit)
      if (passes_square(segment, vertices[static_cast<std::size_t>(hit->second)]))
        passed.push_back(hit->second);
    // Along a segment neither coordinate ever turns back.
    const int along_x = segment.from.x <= segment.to.x ? 1 : -1;
    const int along_y = segment.from.y <= segment.to.y ? 1 : -1;
    std::sort(passed.begin(), passed.end(), [&](std::int32_t a, std::int32_t b) {
      const PlanePoint& p = vertices[static_cast<std::size_t>(a)];
      const PlanePoint& q = vertices[static_cast<std::size_t>(b)];
      return std::pair(along_x * p.x, along_y * p.y) < std::pair(along_x * q.x, along_y * q.y);
    });
    for (std::size_t i = 1; i < passed.size(); ++i)
      result.pieces.push_back({passed[i - 1], passed[i], static_cast<std::int32_t>(s)});
  }
  return result;
}

std::vector<Passes> count_passes(const std::vector<Piece>& pieces) {
  std::map<std::pair<std::int32_t, std::int32_t>, int> counts;
  for (const Piece& piece : pieces)
    counts[std::minmax(piece.from, piece.to)] += piece.from < piece.to ? 1 : -1;
  std::vector<Passes> result;
  for (const auto& [ends, count] : counts)
    if (count != 0) result.push_back({ends.first, ends.second, count});
  return result;
}

}  // namespace equizone
