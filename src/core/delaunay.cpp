#include "core/delaunay.hpp"

#include <algorithm>
#include <utility>

#include "core/z_order.hpp"

namespace equizone {

namespace {

__extension__ typedef __int128 Wide;

// The vector from one place to another.
struct Step {
  std::int64_t x;
  std::int64_t y;

  Step(const GridPoint& from, const GridPoint& to)
      : x(std::int64_t{to.x} - from.x), y(std::int64_t{to.y} - from.y) {}
  [[nodiscard]] std::int64_t squared() const { return x * x + y * y; }
};

// Twice the area of the triangle between two steps: at most 2^57.
std::int64_t cross(const Step& a, const Step& b) { return a.x * b.y - a.y * b.x; }

// Positive if d lies inside the circle through a, b, c, which turn left; zero if on it. Exact 128-bit
// integers cost no more here than doubles with an error bound: terms are at most 2^114.
Wide depth_in_circle(const GridPoint& a, const GridPoint& b, const GridPoint& c, const GridPoint& d) {
  const Step to_a(d, a), to_b(d, b), to_c(d, c);
  return Wide{to_a.squared()} * cross(to_b, to_c) + Wide{to_b.squared()} * cross(to_c, to_a) +
         Wide{to_c.squared()} * cross(to_a, to_b);
}

}  // namespace

Delaunay::Delaunay(std::span<const GridPoint> places) : places_(places), edge_from_(places.size(), none) {
  if (places.size() < 2) return;
  edges_ = std::make_unique_for_overwrite<HalfEdge[]>(6 * places.size());
  hull_edge_ = edge_from(triangulate(0, static_cast<std::int32_t>(places.size())).least[0]);
  remove_diagonals();
  for (Edge edge = 0; edge < edges(); ++edge)
    if (!deleted(edge)) edge_from(to(reversed(edge))) = edge;
}

// Whether c lies to the left of the line from a to b.
bool Delaunay::to_the_left(std::int32_t a, std::int32_t b, std::int32_t c) const {
  return cross(Step(place(a), place(b)), Step(place(a), place(c))) > 0;
}

// Whether d lies inside the circle through a, b, c, which turn left.
bool Delaunay::in_circle(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) const {
  return depth_in_circle(place(a), place(b), place(c), place(d)) > 0;
}

bool Delaunay::on_circle(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) const {
  return depth_in_circle(place(a), place(b), place(c), place(d)) == 0;
}

bool Delaunay::before(std::int32_t a, std::int32_t b, std::size_t axis) const {
  const GridPoint &p = place(a), &q = place(b);
  return axis == 0 ? (p.x != q.x ? p.x < q.x : p.y < q.y) : (p.y != q.y ? p.y < q.y : p.x < q.x);
}

Delaunay::Corners Delaunay::triangulate(std::int32_t begin, std::int32_t end) {
  if (end - begin == 1) return {{begin, begin}, {begin, begin}};
  const ZCut cut = z_cut(place(begin), place(end - 1));
  const auto after =
      std::partition_point(places_.begin() + begin, places_.begin() + end,
                           [&](const GridPoint& p) { return (cut.axis == 0 ? p.x : p.y) < cut.least; });
  const auto middle = static_cast<std::int32_t>(after - places_.begin());
  const Corners left = triangulate(begin, middle);
  const Corners right = triangulate(middle, end);

  const auto axis = static_cast<std::size_t>(cut.axis);
  const Edge first = lower_tangent(left.greatest[axis], right.least[axis]);
  edge_from(to(reversed(first))) = first;
  const Edge last = sew(first);
  edge_from(to(last)) = reversed(last);

  Corners corners = left;
  corners.greatest[axis] = right.greatest[axis];
  const std::size_t other = 1 - axis;
  if (before(right.least[other], left.least[other], other)) corners.least[other] = right.least[other];
  if (before(left.greatest[other], right.greatest[other], other))
    corners.greatest[other] = right.greatest[other];
  return corners;
}

// Joins two hulls, from facing corners of theirs, by the edge from left to right that has both on its left.
Delaunay::Edge Delaunay::lower_tangent(std::int32_t left, std::int32_t right) {
  Edge clockwise = edge_from(left) == none ? none : previous(edge_from(left));
  Edge counterclockwise = edge_from(right);
  for (;;) {
    if (clockwise != none && to_the_left(right, left, to(clockwise))) {
      left = to(clockwise);
      clockwise = previous(reversed(clockwise));
    } else if (counterclockwise != none && to_the_left(right, left, to(counterclockwise))) {
      right = to(counterclockwise);
      counterclockwise = next(reversed(counterclockwise));
    } else {
      break;
    }
  }
  return connect(left, clockwise, right, counterclockwise == none ? none : previous(counterclockwise));
}

// Fills the gap to the left of `base`, triangle by triangle; returns the upper tangent.
Delaunay::Edge Delaunay::sew(Edge base) {
  for (;;) {
    const std::int32_t left = to(reversed(base)), right = to(base);
    const Edge on_left = clear_left(base), on_right = clear_right(base);
    if (on_left == none && on_right == none) return base;
    if (on_left == none || (on_right != none && in_circle(to(on_left), left, right, to(on_right))))
      base = connect(left, base, to(on_right), previous(reversed(on_right)));
    else
      base = connect(to(on_left), reversed(on_left), right, previous(reversed(base)));
  }
}

// The edge from the left end of `base` to the place above whose circle with the ends holds no other place of
// the left half; edges that such circles refute are removed. `none` if no place lies above.
Delaunay::Edge Delaunay::clear_left(Edge base) {
  const std::int32_t left = to(reversed(base)), right = to(base);
  Edge edge = next(base);
  if (!to_the_left(left, right, to(edge))) return none;
  for (Edge further = next(edge); in_circle(left, right, to(edge), to(further)); further = next(edge)) {
    remove(edge);
    edge = further;
  }
  return edge;
}

Delaunay::Edge Delaunay::clear_right(Edge base) {
  const std::int32_t left = to(reversed(base)), right = to(base);
  Edge edge = previous(reversed(base));
  if (!to_the_left(left, right, to(edge))) return none;
  for (Edge further = previous(edge); in_circle(left, right, to(edge), to(further));
       further = previous(edge)) {
    remove(edge);
    edge = further;
  }
  return edge;
}

// A new edge, behind the given ones in the rings of its ends (`none`: the first there).
Delaunay::Edge Delaunay::connect(std::int32_t from, Edge after_from, std::int32_t to, Edge after_to) {
  Edge edge = free_;
  if (edge == none) {
    edge = std::exchange(used_, used_ + 2);
  } else {
    free_ = next(edge);
  }
  at(edge).to = to;
  at(reversed(edge)).to = from;
  insert(edge, after_from);
  insert(reversed(edge), after_to);
  return edge;
}

void Delaunay::insert(Edge edge, Edge after) {
  const Edge previous = after == none ? edge : after;
  const Edge next = after == none ? edge : at(after).next;
  at(edge).previous = previous;
  at(edge).next = next;
  at(previous).next = edge;
  at(next).previous = edge;
}

void Delaunay::remove(Edge edge) {
  for (const Edge half : {edge, reversed(edge)}) {
    at(previous(half)).next = next(half);
    at(next(half)).previous = previous(half);
    at(half).to = none;
  }
  at(edge).next = free_;
  free_ = edge;
}

// Edges whose ends and the corners next to them, on both sides, lie on one circle: across them the Voronoi
// diagram has a corner but no edge, and they would depend on the order of cuts. Along the hull, the corner
// beyond is not to the right.
void Delaunay::remove_diagonals() {
  for (Edge edge = 0; edge < edges(); edge += 2) {
    if (deleted(edge)) continue;
    const std::int32_t a = to(reversed(edge)), b = to(edge);
    const std::int32_t on_left = to(next(edge)), on_right = to(previous(edge));
    if (on_circle(a, b, on_left, on_right) && to_the_left(a, b, on_left) && to_the_left(b, a, on_right))
      remove(edge);
  }
}

}  // namespace equizone
