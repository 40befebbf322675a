#pragma once
// Synthetic stops for benchmarks: the same for every compiler and platform.

#include <cmath>
#include <numbers>

#include "equizone/core/random.hpp"
#include "equizone/core/types.hpp"

namespace equizone::bench {

struct Station {
  Points points;
  Values loads;
};

inline double normal(Random& random) {
  const double radius = std::sqrt(-2.0 * std::log(1.0 - random.uniform()));
  return radius * std::cos(2.0 * std::numbers::pi * random.uniform());
}

// Loads with mean 1 and the long tail of real stops: lognormal, sigma 0.6.
inline double lognormal_load(Random& random) {
  constexpr double sigma = 0.6;
  return std::exp(sigma * normal(random) - sigma * sigma / 2);
}

// Stops spread evenly over a square of 20 km.
inline Station uniform_station(Index stops, std::uint64_t seed) {
  Random random(seed);
  Station station{Points(2, stops), Values(stops)};
  for (Index i = 0; i < stops; ++i) {
    station.points(0, i) = 20e3 * random.uniform();
    station.points(1, i) = 20e3 * random.uniform();
    station.loads[i] = lognormal_load(random);
  }
  return station;
}

// Nine stops in ten in 150 neighbourhoods of 100 m to 1 km, the others anywhere.
inline Station clustered_station(Index stops, std::uint64_t seed) {
  constexpr Index neighbourhoods = 150;
  Random random(seed);
  Points middle(2, neighbourhoods);
  Values spread_m(neighbourhoods);
  for (Index c = 0; c < neighbourhoods; ++c) {
    middle.col(c) = Eigen::Vector2d(20e3 * random.uniform(), 20e3 * random.uniform());
    spread_m[c] = 100.0 * std::pow(10.0, random.uniform());
  }
  Station station{Points(2, stops), Values(stops)};
  for (Index i = 0; i < stops; ++i) {
    if (random.uniform() < 0.9) {
      const auto c = static_cast<Index>(random.uniform() * neighbourhoods);
      const double east = spread_m[c] * normal(random);
      const double north = spread_m[c] * normal(random);
      station.points.col(i) = middle.col(c) + Eigen::Vector2d(east, north);
    } else {
      const double east = 20e3 * random.uniform();
      const double north = 20e3 * random.uniform();
      station.points.col(i) = Eigen::Vector2d(east, north);
    }
    station.loads[i] = lognormal_load(random);
  }
  return station;
}

}  // namespace equizone::bench
