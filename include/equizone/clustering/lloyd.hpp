#pragma once
/// \file
/// Weighted k-means: Lloyd's iteration.

#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"

namespace equizone {

/// The load centroids of the zones, or the present center where a zone has no load.
inline Points centroids(const PowerDiagram& diagram, const std::vector<Sums>& zones) {
  Points result = diagram.centers;
  for (Index zone = 0; zone < diagram.zones(); ++zone) {
    const Sums& sums = zones[static_cast<std::size_t>(zone)];
    if (sums.load > 0) result.col(zone) = Eigen::Vector2d(sums.x, sums.y) / sums.load;
  }
  return result;
}

/// Sum of load * squared distance to the zones' load centroids.
inline double spread(const std::vector<Sums>& zones) {
  double total = 0;
  for (const Sums& sums : zones)
    if (sums.load > 0) total += std::max(0.0, sums.square - (sums.x * sums.x + sums.y * sums.y) / sums.load);
  return total;
}

/// Moves centers to the centroids of their zones (nearest center), each stop counting with its load, until no center moves or `iterations`
/// are spent. `go_on()` is asked before each iteration. Source: Lloyd 1982. A pass costs what PowerPass says.
template <class GoOn>
void lloyd(PowerPass& pass, Points& centers, int iterations, GoOn&& go_on) {
  PowerDiagram diagram{centers, Values::Zero(centers.cols())};
  for (int iteration = 0; iteration < iterations && go_on(iteration, iterations); ++iteration) {
    const Points next = centroids(diagram, pass.run(diagram, false).zones);
    const bool still = next == diagram.centers;
    diagram.centers = next;
    if (still) break;
  }
  centers = diagram.centers;
}

}  // namespace equizone
