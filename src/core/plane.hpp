#pragma once
/// \file
/// The plane of fences and barriers: integer coordinates, so that every question about position has an exact
/// answer.

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <cmath>
#include <compare>
#include <cstdint>

#include "equizone/core/error.hpp"
#include "equizone/core/polygon.hpp"

namespace equizone {

struct PlanePoint {
  std::int64_t x;
  std::int64_t y;
  friend auto operator<=>(const PlanePoint&, const PlanePoint&) = default;
};

struct PlaneSegment {
  PlanePoint from;
  PlanePoint to;
};

/// Holds every product of two coordinate differences (42 bits each), and such a product times a third.
using Wide = boost::multiprecision::int128_t;

/// Twice the signed area of the triangle a, b, c: positive if c lies to the left of a -> b.
inline Wide cross(const PlanePoint& a, const PlanePoint& b, const PlanePoint& c) {
  return Wide(b.x - a.x) * (c.y - a.y) - Wide(b.y - a.y) * (c.x - a.x);
}

/// The sign of cross(): 1 if c lies to the left of a -> b, -1 to the right, 0 on the line.
inline int turn(const PlanePoint& a, const PlanePoint& b, const PlanePoint& c) {
  const double left = static_cast<double>(b.x - a.x) * static_cast<double>(c.y - a.y);
  const double right = static_cast<double>(b.y - a.y) * static_cast<double>(c.x - a.x);
  const double rounding = 0x1.0p-50 * (std::abs(left) + std::abs(right));
  if (std::abs(left - right) > rounding) return left > right ? 1 : -1;
  return cross(a, b, c).sign();
}

/// Whether a point of the line through a segment lies within the segment's bounding box.
inline bool within_box(const PlaneSegment& segment, const PlanePoint& p) {
  const auto [left, right] = std::minmax(segment.from.x, segment.to.x);
  const auto [low, high] = std::minmax(segment.from.y, segment.to.y);
  return left <= p.x && p.x <= right && low <= p.y && p.y <= high;
}

/// Maps metres to the integer plane and back. The step is a power of two: plane points are doubles without
/// rounding, and metres with few binary digits stay as they are. 2^40 steps span the box (10 nm for 10 km),
/// or fewer where doubles are coarser than that.
class PlaneGrid {
 public:
  /// \param what  is in the box, as errors call it
  PlaneGrid(const FencePoint& low, const FencePoint& high, const char* what) {
    const double extent = std::max(high.x() - low.x(), high.y() - low.y());
    const double farthest =
        std::max({std::abs(low.x()), std::abs(low.y()), std::abs(high.x()), std::abs(high.y())});
    if (!(extent < 1e15 && farthest < 1e15))
      throw InputError(message(what, " reach over ", std::max(extent, farthest),
                               " m; it must be less than 1e15: give projected metres"));
    step_m_ =
        std::exp2(std::ceil(std::log2(std::max({extent * 0x1.0p-40, farthest * 0x1.0p-52, 0x1.0p-60}))));
  }

  [[nodiscard]] PlanePoint round(double x_m, double y_m) const {
    return {static_cast<std::int64_t>(std::round(x_m / step_m_)),
            static_cast<std::int64_t>(std::round(y_m / step_m_))};
  }
  [[nodiscard]] FencePoint metres(const PlanePoint& p) const {
    return {static_cast<double>(p.x) * step_m_, static_cast<double>(p.y) * step_m_};
  }

  /// Metres per step.
  [[nodiscard]] double step_m() const { return step_m_; }

 private:
  double step_m_;
};

}  // namespace equizone
