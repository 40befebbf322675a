#pragma once
/// \file
/// Which zones are neighbours, and how readily load flows between them.

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "equizone/clustering/border_loads.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// A pair of neighbouring zones.
struct ZoneEdge {
  std::int32_t a;
  std::int32_t b;
  /// Load that changes hands per unit of difference between the two offsets.
  double conductance;
  Eigen::Vector2d place;  ///< the middle of their border
};

/// Pairs (a < b) of centers whose Voronoi cells are adjacent, sorted; centers at one place are chained.
/// O(k log k).
inline std::vector<std::pair<std::int32_t, std::int32_t>> neighbouring_centers(const Points& centers) {
  const Sites sites = find_sites(centers);
  const Neighbours neighbours = find_neighbours(sites);
  const auto center_at = [&](std::int32_t site) {
    return sites.stops[static_cast<std::size_t>(sites.first[static_cast<std::size_t>(site)])];
  };
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;
  const auto add = [&](std::int32_t a, std::int32_t b) {
    pairs.emplace_back(std::min(a, b), std::max(a, b));
  };
  for (std::int32_t site = 0; site < static_cast<std::int32_t>(sites.size()); ++site) {
    const auto s = static_cast<std::size_t>(site);
    for (auto at = neighbours.first[s]; at < neighbours.first[s + 1]; ++at) {
      const std::int32_t other = neighbours.sites[static_cast<std::size_t>(at)];
      if (other > site) add(center_at(site), center_at(other));
    }
    for (auto at = sites.first[s]; at + 1 < sites.first[s + 1]; ++at)
      add(sites.stops[static_cast<std::size_t>(at)], sites.stops[static_cast<std::size_t>(at) + 1]);
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

/// The neighbour graph of the zones: an edge per pair with stops near their border, and per pair of
/// neighbouring centers, so that it is connected. Its Laplacian, with the conductances, is the Hessian of the
/// dual of the transportation problem (up to sign).
class ZoneGraph {
 public:
  /// Where no stops lie between two neighbouring centers, their pair is in the graph all the same.
  void follow(const Points& centers) { neighbours_ = neighbouring_centers(centers); }

  /// Edges after a pass with `band`, sorted by (a, b). Conductances have a floor per edge: an empty gap
  /// between two neighbourhoods would otherwise call for giant steps; a floor on the zones instead would damp
  /// the long waves that carry load across town. O(k + borders).
  const std::vector<ZoneEdge>& edges(const PowerDiagram& diagram, const Values& targets,
                                     const std::vector<BorderLoad>& borders, double band) {
    edges_.clear();
    auto pair = neighbours_.begin();
    for (const BorderLoad& border : borders) {
      const std::pair<std::int32_t, std::int32_t> seen{border.a, border.b};
      for (; pair != neighbours_.end() && *pair < seen; ++pair) add_unseen(diagram, targets, *pair);
      if (pair != neighbours_.end() && *pair == seen) ++pair;
      if (border.load > 0)
        add(diagram, targets, border.a, border.b, border.load / (2 * band),
            Eigen::Vector2d(border.x, border.y) / border.load);
      else
        add_unseen(diagram, targets, seen);
    }
    for (; pair != neighbours_.end(); ++pair) add_unseen(diagram, targets, *pair);
    return edges_;
  }

 private:
  void add_unseen(const PowerDiagram& diagram, const Values& targets,
                  const std::pair<std::int32_t, std::int32_t>& pair) {
    const auto [a, b] = pair;
    add(diagram, targets, a, b, 0.0, (diagram.centers.col(a) + diagram.centers.col(b)) / 2);
  }

  void add(const PowerDiagram& diagram, const Values& targets, std::int32_t a, std::int32_t b, double density,
           const Eigen::Vector2d& place) {
    constexpr double floor_share = 0.2;
    const double distance_squared = (diagram.centers.col(a) - diagram.centers.col(b)).squaredNorm();
    if (distance_squared <= 0) return;
    const double floor = floor_share * std::min(targets[a], targets[b]);
    edges_.push_back({a, b, std::max(density, floor) / distance_squared, place});
  }

  std::vector<std::pair<std::int32_t, std::int32_t>> neighbours_;
  std::vector<ZoneEdge> edges_;
};

}  // namespace equizone
