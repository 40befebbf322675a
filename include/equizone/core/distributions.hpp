#pragma once
/// \file
/// Own distributions of random numbers, the same with every standard library.

#include <cmath>
#include <numbers>

#include "equizone/core/random.hpp"

namespace equizone {

/// Normal with mean 0 and standard deviation 1 (Box and Muller 1958; the second number of a pair is not
/// kept).
inline double normal(Random& random) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - random.uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * random.uniform());
}

/// Lognormal with mean 1; sigma is the standard deviation of the logarithm.
inline double lognormal(Random& random, double sigma) {
  return std::exp(sigma * normal(random) - sigma * sigma / 2);
}

}  // namespace equizone
