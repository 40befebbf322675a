#include "zoning/zone_borders.hpp"

#include <limits>

#include "core/site_voronoi.hpp"
#include "zoning/line.hpp"

namespace equizone {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Eigen::Vector2d grid_position(const Sites& sites, const FencePoint& p) {
  return (Eigen::Vector2d(p.x(), p.y()) - sites.origin) / sites.cell_m;
}

// The bisector of two sites as seen from the left one.
Line bisector(const GridPoint& left, const GridPoint& right) {
  const Eigen::Vector2d p(left.x, left.y), q(right.x, right.y);
  return {(p + q) / 2, {(p - q).y(), (q - p).x()}};
}

// The end of an edge: its vertex if the box holds it (every edge there ends at the same bits). A vertex far
// away or at infinity is known too coarsely to aim at, so the edge then follows the bisector to the edge of
// the box.
struct EdgeEnd {
  Eigen::Vector2d position;
  double t;
  bool in_box;

  EdgeEnd(const VoronoiVertex* vertex, const Line& line, const Eigen::AlignedBox2d& box, double infinite_t)
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
  const Eigen::AlignedBox2d grid_box{grid_position(sites, box.min_corner()),
                                     grid_position(sites, box.max_corner())};
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);
  std::vector<Border> borders;
  for (const VoronoiEdge& edge : diagram.edges()) {
    const std::size_t left = site_of(edge), right = site_of(*edge.twin());
    if (left > right || zone_of_site[left] == zone_of_site[right]) continue;
    const Line line = bisector(sites.grid[left], sites.grid[right]);
    const auto [enter, leave] = line.interval_within(grid_box);
    const EdgeEnd from(edge.vertex0(), line, grid_box, -infinity);
    const EdgeEnd to(edge.vertex1(), line, grid_box, infinity);
    if (!from.in_box && !to.in_box && std::max(from.t, enter) >= std::min(to.t, leave)) continue;
    const auto metres = [&](const Eigen::Vector2d& p) {
      const Eigen::Vector2d m = sites.metres(p.x(), p.y());
      return FencePoint(m.x(), m.y());
    };
    borders.push_back({metres(from.in_box ? from.position : line.at(std::max(from.t, enter))),
                       metres(to.in_box ? to.position : line.at(std::min(to.t, leave))), zone_of_site[left],
                       zone_of_site[right], static_cast<std::int32_t>(left),
                       static_cast<std::int32_t>(right)});
  }
  return borders;
}

}  // namespace equizone
