#pragma once
// Places in metres, far from zero as UTM coordinates are.

#include "equizone/core/random.hpp"
#include "equizone/core/types.hpp"

namespace equizone::test {

inline const Eigen::Vector2d far_from_zero(540000, 5220000);

inline Points scattered(Index n, double extent_m, Random& random) {
  Points points(2, n);
  for (Index i = 0; i < n; ++i)
    points.col(i) = far_from_zero + extent_m * Eigen::Vector2d(random.uniform(), random.uniform());
  return points;
}

inline Points lattice(int side, double spacing_m) {
  Points points(2, side * side);
  for (int i = 0; i < side * side; ++i)
    points.col(i) = far_from_zero + spacing_m * Eigen::Vector2d(i % side, i / side);
  return points;
}

}  // namespace equizone::test
