#pragma once
/// \file
/// A straight line and its part within a box.

#include <Eigen/Geometry>
#include <algorithm>
#include <limits>
#include <utility>

namespace equizone {

/// The points `point + t * direction`.
struct Line {
  Eigen::Vector2d point;
  Eigen::Vector2d direction;

  [[nodiscard]] Eigen::Vector2d at(double t) const { return point + t * direction; }
  [[nodiscard]] double parameter(const Eigen::Vector2d& p) const {
    return (p - point).dot(direction) / direction.squaredNorm();
  }

  /// The interval of t within a box (Liang and Barsky 1984); empty if the first is not below the second.
  [[nodiscard]] std::pair<double, double> interval_within(const Eigen::AlignedBox2d& box) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    double enter = -infinity, leave = infinity;
    for (Eigen::Index axis = 0; axis < 2; ++axis) {
      const double speed = direction[axis];
      if (speed == 0) {
        if (point[axis] < box.min()[axis] || point[axis] > box.max()[axis]) return {0, 0};
        continue;
      }
      const double to_low = (box.min()[axis] - point[axis]) / speed;
      const double to_high = (box.max()[axis] - point[axis]) / speed;
      enter = std::max(enter, std::min(to_low, to_high));
      leave = std::min(leave, std::max(to_low, to_high));
    }
    return {enter, leave};
  }
};

}  // namespace equizone
