#pragma once
/// \file
/// What a zone's cost depends on, and how it changes with a stop.

#include "equizone/core/types.hpp"

namespace equizone {

/// A zone's load and load centroid.
struct ZoneMass {
  double load = 0;
  Eigen::Vector2d centroid = Eigen::Vector2d::Zero();

  /// Increase of the sum of load * squared distance to the centroid when a stop joins.
  [[nodiscard]] double joining(double w, const Eigen::Vector2d& place) const {
    return w > 0 && load > 0 ? load / (load + w) * w * (place - centroid).squaredNorm() : 0.0;
  }
  /// Change of the same sum (<= 0) when a stop leaves.
  [[nodiscard]] double leaving(double w, const Eigen::Vector2d& place) const {
    return load - w > 1e-12 * load ? -load / (load - w) * w * (place - centroid).squaredNorm() : 0.0;
  }
  [[nodiscard]] ZoneMass with(double w, const Eigen::Vector2d& place) const {
    if (w <= 0) return *this;
    return {load + w, centroid + w / (load + w) * (place - centroid)};
  }
  [[nodiscard]] ZoneMass without(double w, const Eigen::Vector2d& place) const {
    if (w <= 0) return *this;
    const double rest = load - w;
    if (rest <= 1e-12 * load) return {0.0, centroid};
    return {rest, centroid - w / rest * (place - centroid)};
  }
};

}  // namespace equizone
