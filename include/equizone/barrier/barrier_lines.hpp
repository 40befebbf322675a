#pragma once
/// \file
/// Barriers as the library sees them: straight pieces, each closed or at a price, and places to cross them.

#include "equizone/core/types.hpp"

namespace equizone {

/// Lines that stand between stops: rivers, railways, trunk roads.
struct BarrierLines {
  /// One column (x1, y1, x2, y2) for each straight piece, metres; a line of many corners is many pieces.
  Eigen::Matrix4Xd segments;
  /// Metres that a way across a piece counts more; infinity: closed. Empty: all pieces are closed. Only
  /// closed pieces cut neighbours and fences.
  Values prices;
  /// Places where barriers may be crossed at no price (bridges, underpasses), metres, one column each.
  Points crossings;
  /// Barriers are open within this distance of a crossing, metres; > 0.
  double reach_m = 15.0;

  [[nodiscard]] bool empty() const { return segments.cols() == 0; }
};

/// Checks barriers: coordinates finite, as many prices as pieces (or none), prices >= 0, a reach > 0.
/// \throws InputError naming argument, index and value. O(m).
void check_barriers(const BarrierLines& barriers);

}  // namespace equizone
