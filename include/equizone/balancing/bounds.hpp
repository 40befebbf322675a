#pragma once
/// \file
/// What load each zone should have, and between which bounds it must lie.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "equizone/core/error.hpp"
#include "equizone/core/options.hpp"
#include "equizone/core/targets.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Targets and bounds of the zones, all as loads.
struct Bounds {
  Values targets;
  Values lower;
  Values upper;  ///< may be infinite

  [[nodiscard]] Index zones() const { return targets.size(); }

  /// By how much a load lies outside a zone's bounds; 0 inside. Sums of loads carry rounding errors: a
  /// relative 1e-12 is forgiven.
  [[nodiscard]] double violation(Index zone, double load) const {
    const double over = load - upper[zone];
    const double under = lower[zone] - load;
    const double worst = std::max(over, under);
    return worst > 1e-12 * load ? worst : 0.0;
  }

  [[nodiscard]] double violation(const Values& loads) const {
    double total = 0;
    for (Index zone = 0; zone < zones(); ++zone) total += violation(zone, loads[zone]);
    return total;
  }
};

namespace detail {

inline Values one_per_zone(const Values& given, Index zones, const char* argument) {
  if (given.size() == 1 && zones != 1) return Values::Constant(zones, given[0]);
  if (given.size() != zones)
    throw InputError(message(argument, " has ", given.size(), " entries but zones is ", zones,
                             "; give one number per zone, or one for all"));
  return given;
}

inline void check_bounds(const Bounds& bounds) {
  constexpr double most_load = 1e100;  // sums and squares of larger ones overflow
  for (Index zone = 0; zone < bounds.zones(); ++zone) {
    const double lower = bounds.lower[zone];
    const double upper = bounds.upper[zone];
    if (!(lower >= 0 && lower <= most_load))
      throw InputError(
          message("lower[", zone, "] is ", lower, "; a lower bound must be >= 0 and at most 1e100"));
    if (std::isnan(upper) || upper <= 0)
      throw InputError(message("upper[", zone, "] is ", upper, "; an upper bound must be > 0"));
    if (lower > upper)
      throw InputError(message("lower[", zone, "] is ", lower, " but upper[", zone, "] is ", upper,
                               "; a lower bound must not exceed its upper bound"));
  }
}

}  // namespace detail

/// Targets and bounds from the options. \throws InputError naming option, index and value. O(k).
inline Bounds resolve_bounds(const PartitionOptions& options, double total) {
  const Index zones = options.zones;
  if (!std::isfinite(options.tolerance) || options.tolerance < 0)
    throw InputError(
        message("tolerance is ", options.tolerance, "; it must be a fraction >= 0, such as 0.03 for 3 %"));
  Bounds bounds;
  bounds.targets = resolve_targets(options.targets, zones, total);
  if (options.lower.size() == 0 && options.upper.size() == 0) {
    const double sum = bounds.targets.sum();
    if (std::abs(sum - total) > (options.tolerance + 1e-9) * total)
      throw InputError(message("targets sum to ", sum, " but the loads to ", total,
                               "; give absolute loads that sum to the total, or shares that sum to 1"));
    bounds.lower = bounds.targets * std::max(0.0, 1.0 - options.tolerance);
    bounds.upper = bounds.targets * (1.0 + options.tolerance);
  } else {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    bounds.lower =
        options.lower.size() > 0 ? detail::one_per_zone(options.lower, zones, "lower") : Values::Zero(zones);
    bounds.upper = options.upper.size() > 0 ? detail::one_per_zone(options.upper, zones, "upper")
                                            : Values::Constant(zones, infinity);
    detail::check_bounds(bounds);
  }
  return bounds;
}

/// Why no assignment whatsoever can meet the bounds; empty if these simple counts do not forbid it. O(n + k).
inline std::string why_infeasible(const Bounds& bounds, const Values& loads) {
  const double total = loads.sum();
  const double slack = 1e-9 * total;
  if (bounds.upper.sum() < total - slack)
    return message("the zones hold at most ", bounds.upper.sum(), " together but the stops' loads sum to ",
                   total);
  if (bounds.lower.sum() > total + slack)
    return message("the zones need at least ", bounds.lower.sum(), " together but the stops' loads sum to ",
                   total);
  const Index working = (loads.array() > 0).count();
  const Index needing = (bounds.lower.array() > 0).count();
  if (needing > working)
    return message(needing, " zones have a lower bound above 0 but only ", working,
                   " stops have a load above 0");
  const double half = bounds.upper.maxCoeff() / 2 * (1 + 1e-9);
  const Index large = (loads.array() > half).count();
  if (large > bounds.zones())
    return message(large, " stops are heavier than half of the largest upper bound (",
                   bounds.upper.maxCoeff(), "), so no two of them share a zone, but there are only ",
                   bounds.zones(), " zones");
  return {};
}

/// Loads to aim at: as near to the targets as the bounds allow, summing to the total where the bounds permit.
/// O(k), 60 bisection steps.
inline Values loads_to_aim_at(const Bounds& bounds, double total) {
  const Values scaled = bounds.targets * (total / bounds.targets.sum());
  double low = 0;
  double high = 1;
  const auto at = [&](double factor) -> Values {
    return (scaled * factor).cwiseMax(bounds.lower).cwiseMin(bounds.upper);
  };
  while (at(high).sum() < total && high < 1e12) high *= 2;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (at(middle).sum() < total ? low : high) = middle;
  }
  return at(high);
}

}  // namespace equizone
