#include "zoning/zone_borders.hpp"

#include "core/site_voronoi.hpp"
#include "zoning/line.hpp"

namespace equizone {

namespace {

Eigen::Vector2d grid_position(const Sites& sites, const FencePoint& p) {
  return (Eigen::Vector2d(p.x(), p.y()) - sites.origin) / sites.cell_m;
}

// The bisector of two sites as seen from the left one.
Line bisector(const GridPoint& left, const GridPoint& right) {
  const Eigen::Vector2d p(left.x, left.y), q(right.x, right.y);
  return {(p + q) / 2, {(p - q).y(), (q - p).x()}};
}

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
    const auto position = [](const VoronoiVertex* vertex) {
      return vertex != nullptr ? Eigen::Vector2d(vertex->x(), vertex->y()) : Eigen::Vector2d::Zero();
    };
    const Eigen::Vector2d from = position(edge.vertex0()), to = position(edge.vertex1());
    const auto ends = edge_within(line, edge.vertex0() != nullptr ? &from : nullptr,
                                  edge.vertex1() != nullptr ? &to : nullptr, grid_box);
    if (!ends) continue;
    const auto metres = [&](const Eigen::Vector2d& p) {
      const Eigen::Vector2d m = sites.metres(p.x(), p.y());
      return FencePoint(m.x(), m.y());
    };
    borders.push_back({metres(ends->first), metres(ends->second), zone_of_site[left], zone_of_site[right],
                       static_cast<std::int32_t>(left), static_cast<std::int32_t>(right)});
  }
  return borders;
}

}  // namespace equizone
