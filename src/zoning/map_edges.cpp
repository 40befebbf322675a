#include "zoning/map_edges.hpp"

#include <algorithm>

#include "zoning/fewer_corners.hpp"

namespace equizone {

namespace {

// Several borders on one edge are strips between them that collapsed: the cells within cancel out.
void cancel_common(std::vector<SeamSide>& left, std::vector<SeamSide>& right) {
  std::erase_if(left, [&](const SeamSide& side) {
    const auto match = std::find_if(right.begin(), right.end(),
                                    [&](const SeamSide& other) { return other.cell == side.cell; });
    if (match == right.end()) return false;
    right.erase(match);
    return true;
  });
}

}  // namespace

std::vector<Seam> find_seams(std::vector<Piece> pieces, const std::vector<Border>& borders,
                             const SegmentCounts& counts) {
  const auto ends = [](const Piece& piece) -> std::pair<std::int32_t, std::int32_t> {
    return std::minmax(piece.from, piece.to);
  };
  std::stable_sort(pieces.begin(), pieces.end(),
                   [&](const Piece& a, const Piece& b) { return ends(a) < ends(b); });
  std::vector<Seam> seams;
  std::vector<SeamSide> left, right;
  for (auto piece = pieces.begin(); piece != pieces.end();) {
    const auto [low, high] = ends(*piece);
    Seam seam{{low, high}};
    left.clear();
    right.clear();
    for (; piece != pieces.end() && ends(*piece) == std::pair(low, high); ++piece) {
      const bool forward = piece->from == low;
      const auto segment = static_cast<std::size_t>(piece->segment);
      if (segment < counts.borders) {
        const Border& border = borders[segment];
        const SeamSide sides[] = {{border.left, border.left_site}, {border.right, border.right_site}};
        left.push_back(sides[forward ? 0 : 1]);
        right.push_back(sides[forward ? 1 : 0]);
      } else if (segment < counts.borders + counts.area_sides) {
        seam.inside += forward ? 1 : -1;
      } else if (segment < counts.borders + counts.area_sides + counts.walls) {
        seam.wall = true;
      } else {
        seam.spoke = true;
      }
    }
    cancel_common(left, right);
    if (!left.empty()) {
      seam.left = left.front();
      seam.right = right.front();
    }
    if (!left.empty() || seam.inside != 0 || seam.wall || seam.spoke) seams.push_back(seam);
  }
  return seams;
}

std::vector<GraphEdge> edges_of(const std::vector<Seam>& seams) {
  std::vector<GraphEdge> edges;
  for (const Seam& seam : seams) edges.push_back(seam.ends);
  return edges;
}

std::vector<MultiPolygon> fences_between(const std::vector<PlanePoint>& vertices,
                                         const std::vector<GraphEdge>& all_edges,
                                         const std::vector<std::int32_t>& zone_left_of, const PlaneGrid& grid,
                                         Index zones, const Simplifying& simplifying) {
  std::vector<GraphEdge> edges;
  std::vector<std::int32_t> zone_left;
  for (std::size_t e = 0; e < all_edges.size(); ++e) {
    if (zone_left_of[2 * e] == zone_left_of[2 * e + 1]) continue;
    edges.push_back(all_edges[e]);
    zone_left.insert(zone_left.end(), {zone_left_of[2 * e], zone_left_of[2 * e + 1]});
  }
  if (simplifying.least_area > 0)
    edges = with_fewer_corners(vertices, edges, zone_left, outside_area, simplifying.places,
                               simplifying.least_area);
  std::vector<Cycles> cycles_of_zone(static_cast<std::size_t>(zones));
  for (auto& cycle : trace_cycles(vertices, edges)) {
    const std::int32_t zone = zone_left[static_cast<std::size_t>(cycle.front())];
    if (zone != outside_area) cycles_of_zone[static_cast<std::size_t>(zone)].push_back(std::move(cycle));
  }
  std::vector<MultiPolygon> fences;
  for (const Cycles& cycles : cycles_of_zone) fences.push_back(polygons(vertices, edges, cycles, grid));
  return fences;
}

}  // namespace equizone
