#pragma once
// Stops that share places, as the order has them.

#include <vector>

#include "equizone/seeding/sorted_stops.hpp"

namespace equizone::test {

inline constexpr double gap_between_places = 100;

// Places in a row, `gap_between_places` apart, with so many stops of load 1 each.
inline SortedStops row_of_places(const std::vector<Index>& counts) {
  SortedStops stops;
  for (std::size_t place = 0; place < counts.size(); ++place)
    for (Index stop = 0; stop < counts[place]; ++stop) {
      stops.x.push_back(gap_between_places * static_cast<double>(place));
      stops.y.push_back(-gap_between_places);
      stops.load.push_back(1);
    }
  return stops;
}

}  // namespace equizone::test
