#pragma once
/// \file
/// The dual of the balanced assignment with fixed centers.

#include <algorithm>
#include <numeric>
#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_diagram.hpp"

namespace equizone {

/// Value of the dual: sum of w * min(|x - c|^2 - u) + sum of lower * max(u, 0) + upper * min(u, 0). Bounds
/// from below the cost of every assignment within the bounds to these centers. O(k) after a pass.
inline double dual_value(const PowerDiagram& diagram, const std::vector<Sums>& zones, const Bounds& bounds) {
  double value = 0;
  double total = 0;
  for (const Sums& sums : zones) total += sums.load;
  for (Index zone = 0; zone < diagram.zones(); ++zone) {
    const Sums& sums = zones[static_cast<std::size_t>(zone)];
    const auto center = diagram.centers.col(zone);
    const double offset = diagram.offsets[zone];
    value += sums.square - 2 * (center.x() * sums.x + center.y() * sums.y) +
             (center.squaredNorm() - offset) * sums.load;
    if (offset > 0) value += bounds.lower[zone] * offset;
    if (offset < 0) value += std::min(bounds.upper[zone], total) * offset;  // no zone holds more than all
  }
  return value;
}

/// A common shift of all offsets leaves the diagram as it is but not the dual: the shift that makes the dual
/// greatest. O(k log k).
inline double best_shift(const Values& offsets, const Bounds& bounds, double total) {
  std::vector<Index> order(static_cast<std::size_t>(offsets.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return offsets[a] != offsets[b] ? offsets[a] > offsets[b] : a < b; });
  // With all offsets negative the slope is the room above the total; each zone that turns positive takes its
  // own room away.
  double slope = bounds.upper.cwiseMin(total).sum() - total;
  for (const Index zone : order) {
    slope -= std::min(bounds.upper[zone], total) - bounds.lower[zone];
    if (slope <= 0) return -offsets[zone];
  }
  return -offsets[order.back()];
}

}  // namespace equizone
