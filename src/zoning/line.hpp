#pragma once
/// \file
/// A straight line and its part within a box.

#include <Eigen/Geometry>
#include <algorithm>
#include <limits>
#include <optional>
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

/// The ends of a straight edge.
using EdgeEnds = std::pair<Eigen::Vector2d, Eigen::Vector2d>;

/// The part of an edge along a line that matters to a box; none if it misses the box. An end is taken as it
/// is if the box holds it (every edge there ends at the same bits). An end far away or at infinity (nullptr)
/// is known too coarsely to aim at, so the edge then follows the line to the edge of the box.
/// \param from, to  in the direction of the line
inline std::optional<EdgeEnds> edge_within(const Line& line, const Eigen::Vector2d* from,
                                           const Eigen::Vector2d* to, const Eigen::AlignedBox2d& box) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const auto [enter, leave] = line.interval_within(box);
  const bool holds_from = from != nullptr && box.contains(*from);
  const bool holds_to = to != nullptr && box.contains(*to);
  const double begin = std::max(from != nullptr ? line.parameter(*from) : -infinity, enter);
  const double end = std::min(to != nullptr ? line.parameter(*to) : infinity, leave);
  if (!holds_from && !holds_to && begin >= end) return std::nullopt;
  return EdgeEnds{holds_from ? *from : line.at(begin), holds_to ? *to : line.at(end)};
}

}  // namespace equizone
