#include "zoning/widened.hpp"

#include <Eigen/Geometry>
#include <numbers>

#include "zoning/snap_rounding.hpp"
#include "zoning/subdivision.hpp"

namespace equizone {

namespace {

constexpr double widest_step = std::numbers::pi / 8;

using Vector = Eigen::Vector2d;

Vector vector(const FencePoint& p) { return {p.x(), p.y()}; }

// Points around a corner from one direction through an angle, both ends included.
void add_arc(std::vector<Vector>& curve, const Vector& corner, const Vector& from, double angle) {
  const int steps = std::max(1, static_cast<int>(std::ceil(angle / widest_step)));
  for (int step = 0; step <= steps; ++step)
    curve.push_back(corner + Eigen::Rotation2Dd(angle * step / steps) * from);
}

std::vector<Vector> offset_curve(const std::vector<FencePoint>& outline, double margin_m) {
  const std::size_t corners = outline.size();
  const auto outwards = [&](std::size_t side) -> Vector {
    const Vector along = vector(outline[(side + 1) % corners]) - vector(outline[side % corners]);
    return margin_m * Vector(along.y(), -along.x()).stableNormalized();
  };
  std::vector<Vector> curve;
  if (corners == 1) add_arc(curve, vector(outline[0]), {margin_m, 0}, 2 * std::numbers::pi);
  for (std::size_t side = 0; corners > 1 && side < corners; ++side) {
    const Vector corner = vector(outline[(side + 1) % corners]);
    const Vector before = outwards(side), after = outwards(side + 1);
    const double cross = before.x() * after.y() - before.y() * after.x();
    if (cross < 0)
      curve.insert(curve.end(), {corner + before, corner, corner + after});
    else  // std::abs: a turn back on a line has a zero of either sign
      add_arc(curve, corner, before, std::atan2(std::abs(cross), before.dot(after)));
  }
  return curve;
}

// How often a closed curve winds around what lies to the left of each half-edge. Its edges hang together, so
// that each face has one cycle, and the walk from face to face starts anywhere; the face around everything is
// not wound.
std::vector<int> windings(const Cycles& cycles, const std::vector<int>& passes) {
  constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::vector<std::size_t> cycle_of(2 * passes.size());
  for (std::size_t c = 0; c < cycles.size(); ++c)
    for (const HalfEdge half : cycles[c]) cycle_of[static_cast<std::size_t>(half)] = c;

  std::vector<int> winding(cycles.size(), 0);
  std::vector<std::size_t> reached{0}, from(cycles.size(), none);
  from[0] = 0;
  for (std::size_t next = 0; next < reached.size(); ++next)
    for (const HalfEdge half : cycles[reached[next]]) {
      const std::size_t across = cycle_of[static_cast<std::size_t>(half ^ 1)];
      if (from[across] != none) continue;
      from[across] = reached[next];
      const int to_the_right = passes[static_cast<std::size_t>(half / 2)] * (half % 2 == 0 ? -1 : 1);
      winding[across] = winding[reached[next]] + to_the_right;
      reached.push_back(across);
    }
  const int outside = *std::min_element(winding.begin(), winding.end());
  std::vector<int> result;
  for (const std::size_t c : cycle_of) result.push_back(winding[c] - outside);
  return result;
}

PlaneGrid grid_around(const std::vector<Vector>& curve) {
  Eigen::AlignedBox2d box;
  for (const Vector& p : curve) box.extend(p);
  return {{box.min().x(), box.min().y()}, {box.max().x(), box.max().y()}, "points"};
}

}  // namespace

Polygon widened(const std::vector<FencePoint>& outline, double margin_m) {
  const std::vector<Vector> curve = offset_curve(outline, margin_m);
  const PlaneGrid grid = grid_around(curve);
  std::vector<PlaneSegment> segments;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const Vector& to = curve[(i + 1) % curve.size()];
    segments.push_back({grid.round(curve[i].x(), curve[i].y()), grid.round(to.x(), to.y())});
  }
  const Pieces cut = snap_round(segments);

  std::vector<GraphEdge> edges;
  std::vector<int> passes;
  for (const auto& [from, to, count] : count_passes(cut.pieces)) {
    edges.push_back({from, to});
    passes.push_back(count);
  }
  const std::vector<int> winding = windings(trace_cycles(cut.vertices, edges), passes);
  std::vector<GraphEdge> boundary;
  std::vector<bool> covered;
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if ((winding[2 * e] > 0) == (winding[2 * e + 1] > 0)) continue;
    boundary.push_back(edges[e]);
    covered.insert(covered.end(), {winding[2 * e] > 0, winding[2 * e + 1] > 0});
  }
  Cycles around;
  for (auto& cycle : trace_cycles(cut.vertices, boundary))
    if (covered[static_cast<std::size_t>(cycle.front())]) around.push_back(std::move(cycle));
  Polygon result = polygons(cut.vertices, boundary, around, grid).back();
  result.inners().clear();
  return result;
}

}  // namespace equizone
