#pragma once
/// \file
/// The site nearest to a place.

#include <algorithm>

#include "equizone/core/polygon.hpp"
#include "equizone/core/sites.hpp"

namespace equizone {

/// O(s) time for s sites.
inline std::int32_t nearest_site(const Sites& sites, const FencePoint& p) {
  const double x = (p.x() - sites.origin.x()) / sites.cell_m, y = (p.y() - sites.origin.y()) / sites.cell_m;
  const auto squared_distance = [&](const GridPoint& site) {
    return (site.x - x) * (site.x - x) + (site.y - y) * (site.y - y);
  };
  const auto nearest = std::min_element(
      sites.grid.begin(), sites.grid.end(),
      [&](const GridPoint& a, const GridPoint& b) { return squared_distance(a) < squared_distance(b); });
  return static_cast<std::int32_t>(nearest - sites.grid.begin());
}

}  // namespace equizone
