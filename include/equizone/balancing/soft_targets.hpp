#pragma once
/// \file
/// Loads that the offsets aim at, within the bounds.

#include <algorithm>
#include <cmath>

#include "equizone/balancing/bounds.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Bounds inside which the offsets may leave a zone's load. The dual's part of a zone is lower * max(u, 0) +
/// upper * min(u, 0); its slope jumps from upper to lower at u = 0. Smoothed, the slope is a load that falls
/// gently from `high` to `low` as the zone's offset grows: crowded quarters settle at their upper bound,
/// sparse ones at their lower, and cost falls by 1-3 % against equal loads.
struct SoftTargets {
  Values low;
  Values high;
  double softness = 0.3;  ///< in mean squared distances of the stops from their centers
  double scale = 1.0;     ///< offsets of this size use up most of the room; set when the distances are known

  [[nodiscard]] double load(Index zone, double offset) const {
    const double t = offset / scale;
    return (low[zone] + high[zone]) / 2 - (high[zone] - low[zone]) / 2 * (t / std::sqrt(1 + t * t));
  }
  /// By how much the load falls per unit of offset.
  [[nodiscard]] double fall(Index zone, double offset) const {
    const double t = offset / scale;
    const double square = 1 + t * t;
    return (high[zone] - low[zone]) / 2 / (scale * square * std::sqrt(square));
  }
  /// The mean room of a zone, as a load.
  [[nodiscard]] double room() const { return (high - low).mean() / 2; }

  /// A common shift of all offsets changes no zone but the loads aimed at: the shift with which these sum to
  /// `total` is added. Newton's method between bisections. O(k).
  void balance(Values& offsets, double total) const {
    if (!(room() > 0)) return;
    double shift = 0;
    double low_shift = -offsets.maxCoeff() - 1e3 * scale;  // all loads near `high`, and below near `low`
    double high_shift = -offsets.minCoeff() + 1e3 * scale;
    for (int step = 0; step < 60; ++step) {
      double excess = -total;
      double slope = 0;
      for (Index zone = 0; zone < offsets.size(); ++zone) {
        excess += load(zone, offsets[zone] + shift);
        slope += fall(zone, offsets[zone] + shift);
      }
      if (std::abs(excess) <= 1e-9 * total) break;
      (excess > 0 ? low_shift : high_shift) = shift;
      const double newton = shift + excess / slope;
      const bool inside = newton > low_shift && newton < high_shift;
      shift = inside ? newton : (low_shift + high_shift) / 2;
    }
    offsets.array() += shift;
  }
};

/// Keeps `share` of the room between the loads aimed at and the bounds: whole stops need some of it.
inline SoftTargets soft_targets(const Bounds& bounds, const Values& aim, double share,
                                double softness = 0.3) {
  SoftTargets soft;
  soft.low = aim + share * (bounds.lower - aim);
  soft.high = aim + share * (bounds.upper.cwiseMin(2 * aim.cwiseMax(bounds.lower)) - aim);
  soft.high = soft.high.cwiseMax(soft.low);
  soft.softness = softness;
  return soft;
}

}  // namespace equizone
