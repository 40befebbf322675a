#pragma once
/// \file
/// The few types that every part shares.

#include <Eigen/Core>
#include <cstdint>

namespace equizone {

/// Positions of stops in projected metres: one column per stop, row 0 = x (east), row 1 = y (north).
using Points = Eigen::Matrix2Xd;

/// One value per stop or per zone: loads, targets, offsets.
using Values = Eigen::VectorXd;

/// The zone of each stop, 0-based; one entry per stop.
using Labels = Eigen::Matrix<std::int32_t, Eigen::Dynamic, 1>;

/// Counts and positions in arrays.
using Index = Eigen::Index;

}  // namespace equizone
