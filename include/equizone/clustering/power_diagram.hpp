#pragma once
/// \file
/// The power diagram: centers with offsets.

#include "equizone/core/types.hpp"

namespace equizone {

/// Zones as cells of a power diagram: a stop belongs to the zone with the least |x - center|^2 - offset, the
/// lowest such zone on ties. Source: Aurenhammer 1987.
struct PowerDiagram {
  Points centers;
  Values offsets;

  [[nodiscard]] Index zones() const { return centers.cols(); }

  /// |x - center|^2 - offset.
  [[nodiscard]] double power(Index zone, const Eigen::Vector2d& place) const {
    return (place - centers.col(zone)).squaredNorm() - offsets[zone];
  }
};

}  // namespace equizone
