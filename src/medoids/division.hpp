#pragma once
// What the medoid solver works on, and what it finds.

#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "equizone/core/metric.hpp"

namespace equizone {

// Up to here, distances between all stops are measured once, and every stop is tried as a median.
inline constexpr Index few_stops = 2'000;

// Checked before; references outlive it. Bounds may differ from those that the caller asked for, where a
// heavy stop forbids them.
struct MedoidProblem {
  const Distances& distances;
  const Values& visits;
  const Values& loads;
  const Bounds& bounds;

  [[nodiscard]] Index stops() const { return loads.size(); }
  [[nodiscard]] Index zones() const { return bounds.zones(); }
};

// Stops divided around medians. The cost is the sum of visits * distance from the median.
struct Division {
  std::vector<Index> medians;
  Labels labels;
  Values offsets;  // of distances, per unit of load
  double violation = 0;
  double cost = 0;

  [[nodiscard]] bool better_than(const Division& other) const {
    return violation != other.violation ? violation < other.violation : cost < other.cost;
  }
};

// The stops of each zone, ascending. O(n).
std::vector<std::vector<std::int32_t>> members_of(const Labels& labels, Index zones);

// Sums of the loads in each zone. O(n).
Values loads_of_zones(const Labels& labels, const Values& loads, Index zones);

}  // namespace equizone
