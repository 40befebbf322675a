#pragma once
// Every zone that a tiny station can have.

#include <cstdint>
#include <optional>
#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "methods/candidate_zones.hpp"

namespace equizone {

// All sets of stops whose load lies within the bounds of some zone; nothing if these are more than `limit`,
// or the stops more than 16. O(2^stops).
std::optional<std::vector<CandidateZones::Stops>> all_zones(const Values& loads, const Bounds& bounds,
                                                            std::int64_t limit);

}  // namespace equizone
