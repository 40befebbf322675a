#pragma once
// Synthetic stops for benchmarks: the same for every compiler and platform.

#include <cmath>
#include <utility>

#include "equizone/core/distributions.hpp"
#include "equizone/core/types.hpp"
#include "equizone/synthetic/synthetic_station.hpp"

namespace equizone::bench {

struct Station {
  Points points;
  Values loads;
};

// Of a synthetic station, what benchmarks look at.
inline Station drawn_station(const char* kind, Index stops, std::uint64_t seed) {
  SyntheticStation drawn = synthetic_station(kind, stops, seed);
  return {std::move(drawn.points), std::move(drawn.loads)};
}

inline Station city_station(Index stops, std::uint64_t seed) { return drawn_station("city", stops, seed); }

inline Station uniform_station(Index stops, std::uint64_t seed) {
  return drawn_station("uniform", stops, seed);
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
    station.loads[i] = lognormal(random, 0.6);
  }
  return station;
}

}  // namespace equizone::bench
