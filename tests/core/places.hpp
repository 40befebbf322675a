#pragma once
// Places that several tests of the core share.

#include "equizone/core/random.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

inline Points uniform_points(Index n, std::uint64_t seed) {
  Random random(seed);
  Points points(2, n);
  for (double& value : points.reshaped()) value = 1000 * random.uniform();
  return points;
}

}  // namespace equizone
