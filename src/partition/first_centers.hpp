#pragma once
// Where centers stand at first.

#include <cstdint>

#include "equizone/core/types.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

// Centers of runs of equal load along a Hilbert curve. Each start turns the curve, and so does the seed; with
// neither (0 and 0) it is the curve that the stops are sorted along.
Points first_centers(const SortedStops& stops, const Values& aim, std::uint64_t seed, int start);

}  // namespace equizone
