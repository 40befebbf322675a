#include "zoning/zone_borders.hpp"

#include <limits>

#include "core/site_voronoi.hpp"

namespace equizone {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A box in the units of the sites' grid.
struct GridBox {
  Eigen::Vector2d low;
  Eigen::Vector2d high;

  [[nodiscard]] bool contains(const Eigen::Vector2d& p) const {
    return (p.array() >= low.array()).all() && (p.array() <= high.array()).all();
  }
};

Eigen::Vector2d grid_position(const Sites& sites, const FencePoint& p) {
  return (Eigen::Vector2d(p.x(), p.y()) - sites.origin) / sites.cell_m;
}

// The bisector of two sites as seen from the left one: middle + t * direction.
struct Bisector {
  Eigen::Vector2d middle;
  Eigen::Vector2d direction;

  Bisector(const GridPoint& left, const GridPoint& right) {
    const Eigen::Vector2d p(left.x, left.y), q(right.x, right.y);
    middle = (p + q) / 2;
    direction = {(p - q).y(), (q - p).x()};
  }
  [[nodiscard]] Eigen::Vector2d at(double t) const { return middle + t * direction; }
  [[nodiscard]] double parameter(const Eigen::Vector2d& p) const {
    return (p - middle).dot(direction) / direction.squaredNorm();
  }
};

// The interval of t within the box (Liang and Barsky 1984); empty if the first is not below the second.
std::pair<double, double> interval_within(const Bisector& line, const GridBox& box) {
  double enter = -infinity, leave = infinity;
  for (Index axis = 0; axis < 2; ++axis) {
    const double speed = line.direction[axis];
    if (speed == 0) {
      if (line.middle[axis] < box.low[axis] || line.middle[axis] > box.high[axis]) return {0, 0};
      continue;
    }
    const double to_low = (box.low[axis] - line.middle[axis]) / speed;
    const double to_high = (box.high[axis] - line.middle[axis]) / speed;
    enter = std::max(enter, std::min(to_low, to_high));
    leave = std::min(leave, std::max(to_low, to_high));
  }
  return {enter, leave};
}

// The end of an edge: its vertex if the box holds it (every edge there ends at the same bits). A vertex far
// away or at infinity is known too coarsely to aim at, so the edge then follows the bisector to the edge of
// the box.
struct EdgeEnd {
  Eigen::Vector2d position;
  double t;
  bool in_box;

  EdgeEnd(const VoronoiVertex* vertex, const Bisector& line, const GridBox& box, double infinite_t)
      : position(0, 0), t(infinite_t), in_box(false) {
    if (vertex == nullptr) return;
    position = {vertex->x(), vertex->y()};
    t = line.parameter(position);
    in_box = box.contains(position);
  }
};

}  // namespace

std::vector<Border> zone_borders(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                                 const FenceBox& box) {
  const GridBox grid_box{grid_position(sites, box.min_corner()), grid_position(sites, box.max_corner())};
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);
  std::vector<Border> borders;
  for (const VoronoiEdge& edge : diagram.edges()) {
    const std::size_t left = site_of(edge), right = site_of(*edge.twin());
    if (left > right || zone_of_site[left] == zone_of_site[right]) continue;
    const Bisector line(sites.grid[left], sites.grid[right]);
    const auto [enter, leave] = interval_within(line, grid_box);
    const EdgeEnd from(edge.vertex0(), line, grid_box, -infinity);
    const EdgeEnd to(edge.vertex1(), line, grid_box, infinity);
    if (!from.in_box && !to.in_box && std::max(from.t, enter) >= std::min(to.t, leave)) continue;
    const auto metres = [&](const Eigen::Vector2d& p) {
      const Eigen::Vector2d m = sites.metres(p.x(), p.y());
      return FencePoint(m.x(), m.y());
    };
    borders.push_back({metres(from.in_box ? from.position : line.at(std::max(from.t, enter))),
                       metres(to.in_box ? to.position : line.at(std::min(to.t, leave))), zone_of_site[left],
                       zone_of_site[right]});
  }
  return borders;
}

}  // namespace equizone
