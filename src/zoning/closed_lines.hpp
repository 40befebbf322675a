#pragma once
/// \file
/// Whether a border lies on a closed barrier.

#include <boost/geometry/index/rtree.hpp>

#include "core/plane.hpp"
#include "equizone/barrier/barrier_lines.hpp"

namespace equizone {

/// The closed pieces of barriers, crossings left aside: a border along a river is one under its bridges too.
class ClosedLines {
 public:
  /// \throws InputError as check_barriers() does. O(m log m) for m pieces.
  explicit ClosedLines(const BarrierLines& barriers);

  /// Whether both ends and the middle of a straight piece lie on closed pieces, within half a metre: borders
  /// are cut where lines meet, so none follows a barrier for a part only. O(log m).
  [[nodiscard]] bool follow(const FencePoint& from, const FencePoint& to) const;

 private:
  using Piece = boost::geometry::model::segment<FencePoint>;

  [[nodiscard]] bool has(const FencePoint& place) const;

  boost::geometry::index::rtree<Piece, boost::geometry::index::quadratic<16>> pieces_;
};

}  // namespace equizone
