#pragma once
/// \file
/// Weighted k-means: Lloyd's iteration.

#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/deadline.hpp"

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

/// Puts the center of each zone that no stop is nearest to on the stop that lies worst, counting its load;
/// false if there is none such zone, or no better place (fewer places than zones). O(n) per zone concerned.
inline bool reseed_empty_zones(const Points& points, const Values& loads, const Labels& labels,
                               Points& centers) {
  std::vector<char> used(static_cast<std::size_t>(centers.cols()), 0);
  Values harm(points.cols());
  for (Index stop = 0; stop < points.cols(); ++stop) {
    used[static_cast<std::size_t>(labels[stop])] = 1;
    harm[stop] = (points.col(stop) - centers.col(labels[stop])).squaredNorm() * loads[stop];
  }
  bool reseeded = false;
  for (Index zone = 0; zone < centers.cols(); ++zone) {
    Index worst = 0;
    if (used[static_cast<std::size_t>(zone)] || harm.maxCoeff(&worst) <= 0) continue;
    centers.col(zone) = points.col(worst);
    for (Index stop = 0; stop < points.cols(); ++stop)
      harm[stop] = std::min(harm[stop], (points.col(stop) - centers.col(zone)).squaredNorm() * loads[stop]);
    reseeded = true;
  }
  return reseeded;
}

/// Moves centers to the centroids of their zones (nearest center), each stop counting with its load, until no
/// center moves or `iterations` are spent. `go_on(fraction)` is asked before each iteration. Source: Lloyd
/// 1982. A pass costs what PowerPass says.
inline void lloyd(PowerPass& pass, Points& centers, int iterations, const GoOn& go_on) {
  PowerDiagram diagram{centers, Values::Zero(centers.cols())};
  PassResult result;
  for (int iteration = 0; iteration < iterations && go_on(static_cast<double>(iteration) / iterations);
       ++iteration) {
    pass.run(diagram, 0.0, result);
    const Points next = centroids(diagram, result.zones);
    const bool still = next == diagram.centers;
    diagram.centers = next;
    if (still) break;
  }
  centers = diagram.centers;
}

}  // namespace equizone
