#pragma once
/// \file
/// The load that each zone should have.

#include <cmath>

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Targets as loads: equal ones if none are given; shares (which sum to 1) are multiplied by the total.
/// \throws InputError naming index and value. O(k).
inline Values resolve_targets(const Values& given, Index zones, double total) {
  if (given.size() == 0) return Values::Constant(zones, total / static_cast<double>(zones));
  if (given.size() != zones)
    throw InputError(
        message("targets has ", given.size(), " entries but zones is ", zones, "; give one target per zone"));
  for (Index zone = 0; zone < zones; ++zone)
    if (!std::isfinite(given[zone]) || given[zone] <= 0)
      throw InputError(
          message("targets[", zone, "] is ", given[zone], "; every target must be finite and > 0"));
  const bool shares = std::abs(given.sum() - 1.0) <= 1e-9;
  return shares ? Values(given * total) : given;
}

}  // namespace equizone
