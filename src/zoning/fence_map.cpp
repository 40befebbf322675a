#include "zoning/fence_map.hpp"

#include "zoning/face_cells.hpp"
#include "zoning/map_edges.hpp"

namespace equizone {

std::vector<MultiPolygon> fence_map(const std::vector<Border>& borders,
                                    const std::vector<PlaneSegment>& area_sides, const Region& region,
                                    const PlaneGrid& grid, Index zones,
                                    const std::function<std::int32_t(const FencePoint&)>& zone_at,
                                    const Simplifying& simplifying) {
  std::vector<PlaneSegment> segments;
  for (const Border& border : borders)
    segments.push_back(
        {grid.round(border.from.x(), border.from.y()), grid.round(border.to.x(), border.to.y())});
  segments.insert(segments.end(), area_sides.begin(), area_sides.end());
  Pieces cut = snap_round(segments);
  const std::vector<Seam> seams =
      find_seams(std::move(cut.pieces), borders, {borders.size(), area_sides.size(), 0});

  const std::vector<GraphEdge> edges = edges_of(seams);
  const FaceCells faces(cut.vertices, seams, region);
  const auto zone_of = [&](const std::vector<HalfEdge>& cycle) {
    if (!faces.inside(cycle)) return outside_area;
    const HalfEdge border = faces.longest_border(cycle);
    if (border >= 0) return faces.side(border).cell;
    const auto [a, b] = faces.ends(faces.longest_edge(cycle));
    const FencePoint p = grid.metres(a), q = grid.metres(b);
    return zone_at({(p.x() + q.x()) / 2, (p.y() + q.y()) / 2});
  };
  std::vector<std::int32_t> zone_left_of(2 * edges.size());
  for (const auto& cycle : trace_cycles(cut.vertices, edges)) {
    const std::int32_t zone = zone_of(cycle);
    for (const HalfEdge half : cycle) zone_left_of[static_cast<std::size_t>(half)] = zone;
  }
  return fences_between(cut.vertices, edges, zone_left_of, grid, zones, simplifying);
}

}  // namespace equizone
