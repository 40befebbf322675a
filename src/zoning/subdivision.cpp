#include "zoning/subdivision.hpp"

#include <numeric>
#include <stdexcept>
#include <unordered_map>

namespace equizone {

namespace {

using Ring = std::vector<PlanePoint>;

std::int32_t start_of(const std::vector<GraphEdge>& edges, HalfEdge half) {
  const GraphEdge& edge = edges[static_cast<std::size_t>(half / 2)];
  return half % 2 == 0 ? edge.from : edge.to;
}

HalfEdge twin(HalfEdge half) { return half ^ 1; }

// Half-edges by start, counterclockwise around each.
class Turns {
 public:
  Turns(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges)
      : order_(2 * edges.size()), position_(2 * edges.size()), first_(vertices.size() + 1, 0) {
    const auto count = static_cast<HalfEdge>(order_.size());
    for (HalfEdge half = 0; half < count; ++half) ++first_[start(edges, half) + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    auto next_free = first_;
    for (HalfEdge half = 0; half < count; ++half) order_[next_free[start(edges, half)]++] = half;
    for (std::size_t v = 0; v < vertices.size(); ++v) sort_around(vertices, edges, v);
    for (std::size_t at = 0; at < order_.size(); ++at) position_[static_cast<std::size_t>(order_[at])] = at;
  }

  // The half-edge that follows with the same face to the left: the next one clockwise from the way back.
  [[nodiscard]] HalfEdge next(const std::vector<GraphEdge>& edges, HalfEdge half) const {
    const std::size_t back = position_[static_cast<std::size_t>(twin(half))];
    const std::size_t vertex = start(edges, twin(half));
    return order_[back > first_[vertex] ? back - 1 : first_[vertex + 1] - 1];
  }

 private:
  static std::size_t start(const std::vector<GraphEdge>& edges, HalfEdge half) {
    return static_cast<std::size_t>(start_of(edges, half));
  }

  void sort_around(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges,
                   std::size_t v) {
    const PlanePoint& center = vertices[v];
    const auto end_of = [&](HalfEdge half) -> const PlanePoint& {
      return vertices[start(edges, twin(half))];
    };
    std::sort(order_.begin() + static_cast<std::ptrdiff_t>(first_[v]),
              order_.begin() + static_cast<std::ptrdiff_t>(first_[v + 1]), [&](HalfEdge a, HalfEdge b) {
                const PlanePoint& p = end_of(a);
                const PlanePoint& q = end_of(b);
                // Vertices left of the center (or straight below) come after all others.
                return (p < center) != (q < center) ? q < center : turn(center, p, q) > 0;
              });
  }

  std::vector<HalfEdge> order_;
  std::vector<std::size_t> position_;
  std::vector<std::size_t> first_;
};

Wide doubled_area(const Ring& ring) {
  Wide area = 0;
  for (std::size_t i = 2; i < ring.size(); ++i) area += cross(ring[0], ring[i - 1], ring[i]);
  return area;
}

// A face that touches itself at a vertex has a cycle that comes by there several times: cut into simple
// rings.
void cut_into_rings(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges,
                    const std::vector<HalfEdge>& cycle, std::vector<Ring>& rings) {
  std::vector<std::int32_t> walk;
  std::unordered_map<std::int32_t, std::size_t> visited;
  const auto cut_after = [&](std::size_t kept) {
    Ring ring;
    for (std::size_t i = kept; i < walk.size(); ++i) {
      ring.push_back(vertices[static_cast<std::size_t>(walk[i])]);
      visited.erase(walk[i]);
    }
    walk.resize(kept);
    rings.push_back(std::move(ring));
  };
  for (const HalfEdge half : cycle) {
    const std::int32_t vertex = start_of(edges, half);
    if (const auto before = visited.find(vertex); before != visited.end()) cut_after(before->second);
    visited.emplace(vertex, walk.size());
    walk.push_back(vertex);
  }
  cut_after(0);
}

struct Outer {
  Ring ring;
  Wide area;
  PlaneSegment box;  // lowest and highest corner
  std::vector<Ring> holes;
};

PlaneSegment bounding_box(const Ring& ring) {
  PlaneSegment box{ring[0], ring[0]};
  for (const PlanePoint& p : ring) {
    box.from = {std::min(box.from.x, p.x), std::min(box.from.y, p.y)};
    box.to = {std::max(box.to.x, p.x), std::max(box.to.y, p.y)};
  }
  return box;
}

bool strictly_inside(const Ring& ring, const PlanePoint& p) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlaneSegment side{ring[i], ring[i + 1 < ring.size() ? i + 1 : 0]};
    const int at = turn(side.from, side.to, p);
    if (at == 0 && within_box(side, p)) return false;
    const bool crosses = (side.from.y <= p.y) != (side.to.y <= p.y);
    if (crosses && (at > 0) == (side.from.y < side.to.y)) inside = !inside;
  }
  return inside;
}

// The smallest outer ring around it: a hole never touches its own outer ring from a cycle of its own.
Outer& around(std::vector<Outer>& outers, const Ring& hole) {
  for (Outer& outer : outers)
    if (within_box(outer.box, hole[0]) && strictly_inside(outer.ring, hole[0])) return outer;
  throw std::logic_error("fences: a hole lies in no face");
}

Polygon::ring_type closed(const Ring& ring, const PlaneGrid& grid) {
  Polygon::ring_type result;
  for (const PlanePoint& p : ring) result.push_back(grid.metres(p));
  result.push_back(grid.metres(ring[0]));
  return result;
}

}  // namespace

Cycles trace_cycles(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges) {
  const Turns turns(vertices, edges);
  Cycles cycles;
  std::vector<bool> traced(2 * edges.size(), false);
  for (HalfEdge start = 0; start < static_cast<HalfEdge>(traced.size()); ++start) {
    if (traced[static_cast<std::size_t>(start)]) continue;
    auto& cycle = cycles.emplace_back();
    for (HalfEdge half = start; !traced[static_cast<std::size_t>(half)]; half = turns.next(edges, half)) {
      traced[static_cast<std::size_t>(half)] = true;
      cycle.push_back(half);
    }
  }
  return cycles;
}

MultiPolygon polygons(const std::vector<PlanePoint>& vertices, const std::vector<GraphEdge>& edges,
                      const Cycles& cycles, const PlaneGrid& grid) {
  std::vector<Outer> outers;
  std::vector<Ring> loose_holes;
  for (const auto& cycle : cycles) {
    std::vector<Ring> rings;
    cut_into_rings(vertices, edges, cycle, rings);
    const auto outer =
        std::find_if(rings.begin(), rings.end(), [](const Ring& ring) { return doubled_area(ring) > 0; });
    auto holes_end = rings.end();
    if (outer != rings.end()) {
      std::swap(*outer, rings.back());
      --holes_end;
      Ring& ring = rings.back();
      const PlaneSegment box = bounding_box(ring);
      const Wide area = doubled_area(ring);
      outers.push_back({std::move(ring), area, box, {}});
    }
    auto& holes = outer != rings.end() ? outers.back().holes : loose_holes;
    holes.insert(holes.end(), std::make_move_iterator(rings.begin()), std::make_move_iterator(holes_end));
  }
  std::stable_sort(outers.begin(), outers.end(),
                   [](const Outer& a, const Outer& b) { return a.area < b.area; });
  for (Ring& hole : loose_holes) around(outers, hole).holes.push_back(std::move(hole));

  MultiPolygon result;
  for (const Outer& outer : outers) {
    Polygon polygon;
    polygon.outer() = closed(outer.ring, grid);
    for (const Ring& hole : outer.holes) polygon.inners().push_back(closed(hole, grid));
    result.push_back(std::move(polygon));
  }
  return result;
}

}  // namespace equizone
