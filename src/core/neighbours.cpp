#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/site_voronoi.hpp"
#include "equizone/core/sites.hpp"

namespace equizone {

namespace {

constexpr double grid_steps = 0x1.0p28;

Labels to_grid(const Eigen::RowVectorXd& values, double origin, double cell_m) {
  return ((values.array() - origin) / cell_m).round().cast<std::int32_t>();
}

}  // namespace

Sites find_sites(const Points& points) {
  Sites sites;
  sites.first.push_back(0);
  const Index n = points.cols();
  if (n == 0) return sites;

  // Halves before sums: coordinates near the largest double must not overflow.
  const Eigen::Vector2d low = points.rowwise().minCoeff();
  const Eigen::Vector2d high = points.rowwise().maxCoeff();
  const double extent = (high / 2 - low / 2).maxCoeff();
  sites.origin = low / 2 + high / 2;
  sites.cell_m = extent > 0 ? extent / (grid_steps / 2) : 1.0;
  if (!(sites.cell_m > 0)) sites.cell_m = 1.0;

  const Labels x = to_grid(points.row(0), sites.origin.x(), sites.cell_m);
  const Labels y = to_grid(points.row(1), sites.origin.y(), sites.cell_m);
  sites.stops.resize(static_cast<std::size_t>(n));
  std::iota(sites.stops.begin(), sites.stops.end(), 0);
  std::sort(sites.stops.begin(), sites.stops.end(), [&](std::int32_t a, std::int32_t b) {
    return x[a] != x[b] ? x[a] < x[b] : y[a] != y[b] ? y[a] < y[b] : a < b;
  });

  sites.of_stop.resize(static_cast<std::size_t>(n));
  for (std::size_t at = 0; at < sites.stops.size(); ++at) {
    const std::int32_t stop = sites.stops[at];
    const GridPoint place{x[stop], y[stop]};
    if (sites.grid.empty() || !(sites.grid.back() == place)) {
      if (at > 0) sites.first.push_back(static_cast<std::int32_t>(at));
      sites.grid.push_back(place);
    }
    sites.of_stop[static_cast<std::size_t>(stop)] = static_cast<std::int32_t>(sites.grid.size() - 1);
  }
  sites.first.push_back(static_cast<std::int32_t>(n));
  return sites;
}

Neighbours find_neighbours(const Sites& sites) {
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);

  std::vector<const VoronoiDiagram::cell_type*> cell_of(sites.grid.size(), nullptr);
  for (const auto& cell : diagram.cells()) cell_of[cell.source_index()] = &cell;

  Neighbours result;
  result.first.reserve(sites.grid.size() + 1);
  result.sites.reserve(sites.grid.size() * 6);
  for (const auto* cell : cell_of) {
    result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
    const auto* start = cell == nullptr ? nullptr : cell->incident_edge();
    if (start == nullptr) continue;
    const auto* edge = start;
    do {
      result.sites.push_back(static_cast<std::int32_t>(site_of(*edge->twin())));
      result.gap_after.push_back(edge->vertex1() == nullptr);
      edge = edge->next();
    } while (edge != start);
  }
  result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
  return result;
}

}  // namespace equizone
