// Stops spread evenly: the plainest ground to measure on.

#include "synthetic/draws.hpp"
#include "synthetic/generators.hpp"

namespace equizone::synthetic {

SyntheticStation uniform(Index stops, std::uint64_t seed) {
  constexpr double side_m = 20e3;
  Random random(seed);
  SyntheticStation made{Points(2, stops), Values(stops), middle_of_station, {}, {}};
  for (Index i = 0; i < stops; ++i) {
    made.points(0, i) = side_m * random.uniform();
    made.points(1, i) = side_m * random.uniform();
    made.loads[i] = lognormal(random, 0.6);
  }
  made.kinds.assign(static_cast<std::size_t>(stops), PlaceKind::any);
  return made;
}

}  // namespace equizone::synthetic
