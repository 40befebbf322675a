#pragma once
// A few neighbouring zones at a time are divided anew.

#include <cstdint>

#include "equizone/core/random.hpp"
#include "medoids/settling.hpp"

namespace equizone {

// Closes a median, opens another where stops are badly served, and lets the zones around settle anew; kept if
// that costs less and violates no more. Work grows with the zones looked at, not with the town. Source:
// Taillard 2003 (optimising parts of a solution for clustering), Teitz and Bart 1968 (exchanging medians).
class RegionSearch {
 public:
  // References must outlive this. `time_left` is asked within a region.
  RegionSearch(const MedoidProblem& problem, Index width, Random random, const GoOn& time_left)
      : problem_(problem), width_(width), random_(random), time_left_(time_left) {}

  // Looks at every zone and those around it `rounds` times, with `tries` exchanges each.
  void run(Division& division, int rounds, int tries, const GoOn& go_on);

 private:
  struct Region {
    std::vector<std::int32_t> zones;
    std::vector<std::int32_t> stops;
  };
  [[nodiscard]] Region around(const Division& division, const NearZones& near, std::int32_t zone) const;
  void improve(Division& division, const Region& region, int tries);
  // A division in the region's own numbers, and back.
  static Labels labels_in(const Region& region, const Division& division);
  static std::vector<Index> medians_in(const Region& region, const Division& division);
  static void put_back(const Division& found, const Division& before, const Region& region,
                       Division& division);
  [[nodiscard]] std::vector<Index> exchanged(const MedoidProblem& problem, const Division& division);

  const MedoidProblem& problem_;
  Index width_;
  Random random_;
  const GoOn& time_left_;
};

}  // namespace equizone
