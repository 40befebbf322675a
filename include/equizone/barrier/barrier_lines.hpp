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
  /// Whether they are those of a map, on which a few stops between two tracks are usual. Lines that are given
  /// must not shut stops off so: partition() refuses them.
  bool mapped = false;

  [[nodiscard]] bool empty() const { return segments.cols() == 0; }
  /// Whether a way across any piece has a price, which is neither zero nor infinite. O(m).
  [[nodiscard]] bool priced() const;
  /// The closed pieces alone. O(m).
  [[nodiscard]] BarrierLines closed() const;
  /// The pieces with a price alone. O(m).
  [[nodiscard]] BarrierLines with_price() const;
};

/// Checks barriers: coordinates finite, as many prices as pieces (or none), prices >= 0, a reach > 0.
/// \throws InputError naming argument, index and value. O(m).
void check_barriers(const BarrierLines& barriers);

/// Barriers far from all stops are those of another region, or in another coordinate system.
/// \param points  projected metres, 2 x n; every coordinate finite
/// \throws InputError if the nearest piece lies beyond the stops' bounding box by more than 5 km, more than
///     that box is long, and more than the barriers reach, diagonally each. O(n + m).
void check_near(const BarrierLines& barriers, const Points& points);

}  // namespace equizone
