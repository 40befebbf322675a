#include "partition/first_centers.hpp"

#include <cmath>
#include <numbers>

#include "equizone/core/random.hpp"
#include "equizone/seeding/runs.hpp"

namespace equizone {

Points first_centers(const SortedStops& stops, const Values& aim, std::uint64_t seed, int start) {
  if (seed == 0 && start == 0) return centers_of_runs(stops, aim);
  // The golden angle spreads any number of turns evenly over the circle; the seed turns them all.
  constexpr std::uint64_t stream = 1;
  const double first = seed == 0 ? 0.0 : 2 * std::numbers::pi * Random(seed, stream).uniform();
  const double angle = first + start * std::numbers::pi * (3 - std::sqrt(5.0));
  return centers_of_runs(along_turned_curve(stops, angle), aim);
}

}  // namespace equizone
