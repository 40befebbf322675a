#include "zoning/fewer_corners.hpp"

#include <algorithm>
#include <boost/geometry/algorithms/disjoint.hpp>
#include <boost/geometry/algorithms/equals.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <queue>
#include <tuple>

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using IndexPoint = bg::model::d2::point_xy<double>;
using Entry = std::pair<IndexPoint, std::int32_t>;  // vertices as they are numbered, places none

constexpr std::int32_t none = -1;

IndexPoint index_point(const PlanePoint& p) { return {static_cast<double>(p.x), static_cast<double>(p.y)}; }

class Corners {
 public:
  Corners(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges,
          std::vector<std::int32_t>& zone_left_of, std::int32_t outside,
          const std::vector<PlanePoint>& places)
      : vertices_(vertices),
        edges_(edges),
        zone_left_of_(zone_left_of),
        outside_(outside),
        at_(vertices.size()),
        gone_(edges.size(), 0) {
    for (std::size_t e = 0; e < edges.size(); ++e)
      for (const std::int32_t end : {edges[e].from, edges[e].to}) at(end).push_back(e);
    std::vector<Entry> entries;
    for (std::size_t v = 0; v < vertices.size(); ++v)
      if (!at_[v].empty()) entries.emplace_back(index_point(vertices[v]), static_cast<std::int32_t>(v));
    for (const PlanePoint& place : places) entries.emplace_back(index_point(place), none);
    index_ = decltype(index_)(entries);
  }

  void remove_smaller_than(double least_area) {
    least_area_ = least_area;
    for (std::size_t v = 0; v < vertices_.size(); ++v) offer(static_cast<std::int32_t>(v));
    while (!offers_.empty()) {
      const auto [area, corner, a, b] = offers_.top();
      offers_.pop();
      if (at(corner).size() != 2 || neighbours(corner) != std::pair(a, b)) continue;
      if (holds_anything(corner, a, b) || joined(a, b)) continue;
      remove(corner);
      offer(a);
      offer(b);
    }
  }

  [[nodiscard]] std::vector<GraphEdge> left() {
    std::vector<GraphEdge> edges;
    std::vector<std::int32_t> zones;
    for (std::size_t e = 0; e < edges_.size(); ++e) {
      if (gone_[e] != 0) continue;
      edges.push_back(edges_[e]);
      zones.insert(zones.end(), {zone_left_of_[2 * e], zone_left_of_[2 * e + 1]});
    }
    zone_left_of_ = std::move(zones);
    return edges;
  }

 private:
  using Offer = std::tuple<double, std::int32_t, std::int32_t, std::int32_t>;  // area, corner, its neighbours

  [[nodiscard]] std::vector<std::size_t>& at(std::int32_t vertex) {
    return at_[static_cast<std::size_t>(vertex)];
  }
  [[nodiscard]] const PlanePoint& point(std::int32_t vertex) const {
    return vertices_[static_cast<std::size_t>(vertex)];
  }
  [[nodiscard]] std::int32_t other_end(std::size_t edge, std::int32_t vertex) const {
    return edges_[edge].from == vertex ? edges_[edge].to : edges_[edge].from;
  }
  [[nodiscard]] std::pair<std::int32_t, std::int32_t> neighbours(std::int32_t corner) {
    return std::minmax({other_end(at(corner)[0], corner), other_end(at(corner)[1], corner)});
  }
  [[nodiscard]] bool inner(std::size_t edge) const {
    return zone_left_of_[2 * edge] != outside_ && zone_left_of_[2 * edge + 1] != outside_;
  }
  [[nodiscard]] bool joined(std::int32_t a, std::int32_t b) {
    return std::ranges::any_of(at(a), [&](std::size_t edge) { return other_end(edge, a) == b; });
  }

  void offer(std::int32_t corner) {
    if (at(corner).size() != 2 || !inner(at(corner)[0]) || !inner(at(corner)[1])) return;
    const auto [a, b] = neighbours(corner);
    const double area = std::abs(static_cast<double>(cross(point(a), point(corner), point(b)))) / 2;
    if (a != b && area < least_area_) offers_.emplace(area, corner, a, b);
  }

  // Whether a place or another vertex lies in the triangle, its sides included.
  [[nodiscard]] bool holds_anything(std::int32_t corner, std::int32_t a, std::int32_t b) const {
    const PlanePoint &p = point(corner), &q = point(a), &r = point(b);
    const bg::model::box<IndexPoint> box(
        {static_cast<double>(std::min({p.x, q.x, r.x})), static_cast<double>(std::min({p.y, q.y, r.y}))},
        {static_cast<double>(std::max({p.x, q.x, r.x})), static_cast<double>(std::max({p.y, q.y, r.y}))});
    for (auto hit = index_.qbegin(bgi::intersects(box)); hit != index_.qend(); ++hit) {
      const auto& [at, vertex] = *hit;
      if (vertex != none && (vertex == corner || vertex == a || vertex == b)) continue;
      const PlanePoint s{static_cast<std::int64_t>(at.x()), static_cast<std::int64_t>(at.y())};
      const int turns[] = {turn(p, q, s), turn(q, r, s), turn(r, p, s)};
      const bool left = std::ranges::any_of(turns, [](int t) { return t > 0; });
      const bool right = std::ranges::any_of(turns, [](int t) { return t < 0; });
      if (!(left && right)) return true;
    }
    return false;
  }

  // The first edge at the corner then leads from one neighbour to the other, as long as it keeps its sides.
  void remove(std::int32_t corner) {
    const std::size_t kept = at(corner)[0], dropped = at(corner)[1];
    const std::int32_t far = other_end(dropped, corner);
    (edges_[kept].from == corner ? edges_[kept].from : edges_[kept].to) = far;
    gone_[dropped] = 1;
    std::ranges::replace(at(far), dropped, kept);
    at(corner).clear();
    index_.remove(Entry(index_point(point(corner)), corner));
  }

  const std::vector<PlanePoint>& vertices_;
  std::vector<GraphEdge> edges_;
  std::vector<std::int32_t>& zone_left_of_;
  std::int32_t outside_;
  std::vector<std::vector<std::size_t>> at_;  // edges at each vertex
  std::vector<char> gone_;
  double least_area_ = 0;
  std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers_;
  bgi::rtree<Entry, bgi::quadratic<16>> index_;
};

}  // namespace

std::vector<GraphEdge> with_fewer_corners(const std::vector<PlanePoint>& vertices,
                                          const std::vector<GraphEdge>& edges,
                                          std::vector<std::int32_t>& zone_left_of, std::int32_t outside,
                                          const std::vector<PlanePoint>& places, double least_area) {
  Corners corners(vertices, edges, zone_left_of, outside, places);
  corners.remove_smaller_than(least_area);
  return corners.left();
}

}  // namespace equizone
