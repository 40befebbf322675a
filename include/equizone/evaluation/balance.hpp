#pragma once
/// \file
/// How evenly work is spread. Knows no solver.

#include "equizone/core/types.hpp"

namespace equizone {

/// How evenly the zones' loads are spread.
struct LoadBalance {
  double most = 0.0;       ///< greatest load of a zone
  double least = 0.0;      ///< least load of a zone
  double mean = 0.0;       ///< mean load of a zone
  double deviation = 0.0;  ///< standard deviation of the zones' loads (of all zones, not of a sample)
  /// Gini coefficient of the zones' loads: 0 where all are equal, 1 - 1 / zones where one zone has all.
  double gini = 0.0;
};

/// Measures how evenly loads are spread over zones.
/// \param zone_loads  load of each zone, finite and >= 0, not all zero
/// \throws InputError naming argument, index and value
/// Complexity: O(k log k).
/// Source: Gini 1912.
[[nodiscard]] LoadBalance load_balance(const Values& zone_loads);

}  // namespace equizone
