#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/algorithms/simplify.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <queue>

#include "core/site_voronoi.hpp"
#include "equizone/core/checks.hpp"
#include "equizone/zoning/fences.hpp"
#include "zoning/widened.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

constexpr double lonely_margin_m = 100;
constexpr double erosion_per_neighbour_distance = 32;
constexpr double margin_given_up = 1.0 / 8;

// The characteristic shape: the hull of the sites, from which Delaunay triangles with a long outer edge are
// taken away one by one, longest first, as long as the outline stays one simple polygon through or around
// every site. A Delaunay face with more than three corners (sites on one circle) goes as a whole.
class CharacteristicShape {
 public:
  CharacteristicShape(const Sites& sites, const VoronoiDiagram& diagram, double erosion_length)
      : sites_(sites), next_(sites.grid.size(), nobody) {
    for (const VoronoiEdge& edge : diagram.edges())
      if (edge.vertex1() == nullptr) add(edge);
    while (!outline_.empty()) {
      const auto [edge_length, edge] = outline_.top();
      outline_.pop();
      if (edge_length > erosion_length && may_go(*edge)) open(*edge);
    }
  }

  /// Sites along the outline, counterclockwise.
  [[nodiscard]] std::vector<std::size_t> outline() const {
    const auto start = static_cast<std::size_t>(
        std::find_if(next_.begin(), next_.end(), [](std::size_t next) { return next != nobody; }) -
        next_.begin());
    std::vector<std::size_t> result{start};
    for (std::size_t site = next_[start]; site != start; site = next_[site]) result.push_back(site);
    return result;
  }

 private:
  static constexpr auto nobody = static_cast<std::size_t>(-1);

  // An edge of the outline as the Voronoi edge across it that leads outwards: its left site precedes its
  // right one.
  void add(const VoronoiEdge& outwards) {
    next_[site_of(*outwards.twin())] = site_of(outwards);
    outline_.emplace(neighbour_distance(sites_, outwards), &outwards);
  }

  // The Delaunay face behind an outline edge is the Voronoi vertex where the edge starts.
  template <class Use>
  static void for_each_other_edge(const VoronoiEdge& outwards, Use&& use) {
    for (const VoronoiEdge* edge = outwards.rot_next(); edge != &outwards; edge = edge->rot_next())
      use(*edge);
  }

  [[nodiscard]] bool may_go(const VoronoiEdge& outwards) const {
    const std::size_t ends[] = {site_of(outwards), site_of(*outwards.twin())};
    bool corners_are_inner = true;
    for_each_other_edge(outwards, [&](const VoronoiEdge& edge) {
      const std::size_t corner = site_of(edge);
      corners_are_inner &= corner == ends[0] || corner == ends[1] || next_[corner] == nobody;
    });
    return corners_are_inner;
  }

  void open(const VoronoiEdge& outwards) {
    for_each_other_edge(outwards, [&](const VoronoiEdge& edge) { add(*edge.twin()); });
  }

  const Sites& sites_;
  std::vector<std::size_t> next_;
  // Longest first; all edges lie in one array, so ties always fall the same way.
  std::priority_queue<std::pair<double, const VoronoiEdge*>> outline_;
};

// Sites on one line have no Delaunay triangles: its ends.
std::vector<std::size_t> find_outline(const Sites& sites, const VoronoiDiagram& diagram,
                                      double erosion_length) {
  if (sites.size() == 1) return {0};
  if (diagram.num_vertices() == 0) {
    const auto [first, last] =
        std::ranges::minmax_element(sites.grid, {}, [](const GridPoint& p) { return std::pair(p.x, p.y); });
    return {static_cast<std::size_t>(first - sites.grid.begin()),
            static_cast<std::size_t>(last - sites.grid.begin())};
  }
  return CharacteristicShape(sites, diagram, erosion_length).outline();
}

// So wide that neither the rounding of sites (2^-28 of their extent) nor that of doubles uses it up.
double least_margin_m(const Points& points) {
  const double extent = (points.rowwise().maxCoeff() - points.rowwise().minCoeff()).maxCoeff();
  constexpr double micrometre = 1e-6;
  return std::max({micrometre, extent * 0x1.0p-26, points.cwiseAbs().maxCoeff() * 0x1.0p-32});
}

// Fewer vertices at the price of a part of the margin; as it was where a shortcut would cut across another
// part.
Polygon simplified(const Polygon& polygon, double deviation_m) {
  Polygon result;
  bg::simplify(polygon, result, deviation_m);
  return bg::is_valid(result) ? result : polygon;
}

}  // namespace

MultiPolygon service_area(const Points& points, std::optional<double> margin_m) {
  check_points(points);
  if (points.cols() == 0) throw InputError("points is empty; a service area needs at least one stop");
  const double least_m = least_margin_m(points);
  if (margin_m && !(std::isfinite(*margin_m) && *margin_m >= least_m))
    throw InputError(
        message("margin_m is ", *margin_m, "; it must be finite and > 0 (here at least ", least_m, ")"));
  const Sites sites = find_sites(points);
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);
  const double neighbour_distance = sites.size() > 1 ? median_neighbour_distance(sites, diagram) : 0;
  const double usual_margin_m = sites.size() > 1 ? sites.cell_m * neighbour_distance : lonely_margin_m;
  const double margin = std::max(least_m, margin_m.value_or(usual_margin_m));

  std::vector<FencePoint> outline;
  for (const std::size_t site :
       find_outline(sites, diagram, erosion_per_neighbour_distance * neighbour_distance)) {
    const Eigen::Vector2d p = sites.metres(sites.grid[site].x, sites.grid[site].y);
    outline.emplace_back(p.x(), p.y());
  }
  return {simplified(widened(outline, margin), margin * margin_given_up)};
}

}  // namespace equizone
