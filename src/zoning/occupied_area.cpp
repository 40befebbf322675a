#include "equizone/zoning/occupied_area.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/site_voronoi.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

namespace {

// Shorter, and gaps inside villages count as open country; longer, and open country counts as village. Among
// 3 to 32, tours through zones of real stations are best predicted by sqrt(n * area) with this one.
constexpr double longest_per_neighbour_distance = 12;

// A Delaunay face is a Voronoi vertex; its sides lie across the edges that meet there.
template <class Use>
void for_each_side(const VoronoiVertex& face, Use&& use) {
  const VoronoiEdge* const first = face.incident_edge();
  const VoronoiEdge* edge = first;
  do {
    use(*edge);
    edge = edge->rot_next();
  } while (edge != first);
}

bool is_occupied(const Sites& sites, const VoronoiVertex& face, double longest) {
  bool occupied = true;
  for_each_side(face,
                [&](const VoronoiEdge& edge) { occupied &= neighbour_distance(sites, edge) <= longest; });
  return occupied;
}

// Twice the area of a face in grid cells, exact: the whole bounding box has at most 2^57.
std::int64_t doubled_area(const Sites& sites, const VoronoiVertex& face) {
  std::int64_t doubled = 0;
  for_each_side(face, [&](const VoronoiEdge& edge) {
    const GridPoint& a = sites.grid[site_of(edge)];
    const GridPoint& b = sites.grid[site_of(*edge.twin())];
    doubled += static_cast<std::int64_t>(a.x) * b.y - static_cast<std::int64_t>(b.x) * a.y;
  });
  return std::abs(doubled);
}

// Occupied faces, and the sites at them.
class OccupiedGround {
 public:
  OccupiedGround(const Sites& sites, const VoronoiDiagram& diagram, double longest) {
    std::vector<bool> touched(sites.grid.size(), false);
    std::vector<bool> on_border(sites.grid.size(), false);
    for (const VoronoiVertex& face : diagram.vertices()) {
      if (!is_occupied(sites, face, longest)) continue;
      doubled_area_ += doubled_area(sites, face);
      for_each_side(face, [&](const VoronoiEdge& edge) { touched[site_of(edge)] = true; });
    }
    for (const VoronoiEdge& edge : diagram.edges())
      if (edge.vertex1() == nullptr || !is_occupied(sites, *edge.vertex1(), longest))
        on_border[site_of(edge)] = true;
    for (std::size_t site = 0; site < touched.size(); ++site) {
      touched_ += touched[site] ? 1 : 0;
      border_ += touched[site] && on_border[site] ? 1 : 0;
    }
  }

  /// Grid cells per site; 0 if no ground is occupied.
  [[nodiscard]] double per_site() const {
    if (touched_ == 0) return 0;
    const double weighing = touched_ - border_ / 2;
    return static_cast<double>(doubled_area_) / 2 * touched_ / (weighing * weighing);
  }

 private:
  std::int64_t doubled_area_ = 0;
  double touched_ = 0;
  double border_ = 0;
};

}  // namespace

double occupied_area_m2(const Points& points) {
  check_points(points);
  const Sites sites = find_sites(points);
  if (sites.size() < 3) return 0;
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);
  const double longest = longest_per_neighbour_distance * median_neighbour_distance(sites, diagram);
  const double cells = OccupiedGround(sites, diagram, longest).per_site() * static_cast<double>(sites.size());
  return cells * sites.cell_m * sites.cell_m;
}

}  // namespace equizone
