#pragma once
// How many zones, and which, each part of the ground gets.

#include <vector>

#include "equizone/balancing/problem.hpp"
#include "partition/ground.hpp"

namespace equizone {

// The zones of each part: one for every part, then the largest targets first, each to the part that still has
// most load per zone to give; never more zones than stops. O(k parts).
std::vector<std::vector<Index>> zones_of_parts(const Ground& ground, const Problem& problem);

// The options for a part alone: its zones with their targets and bounds.
PartitionOptions options_of_part(const PartitionOptions& options, const Bounds& bounds,
                                 const std::vector<Index>& zones);

}  // namespace equizone
