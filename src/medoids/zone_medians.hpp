#pragma once
// The median stops of given zones.

#include <vector>

#include "medoids/division.hpp"

namespace equizone {

// The stop of the zone from which the sum of visits * distance to all of them is least, among the
// `candidates` that are nearest to `around`, and that stop itself if it belongs to the zone. Of equally good
// ones the lowest. O(candidates) searches, most of them cut short.
Index median_of(const Distances& distances, const Values& visits, const std::vector<std::int32_t>& members,
                Index around, Index candidates);

// One per zone; zones without stops keep theirs.
std::vector<Index> medians_of(const MedoidProblem& problem, const Labels& labels, std::vector<Index> around,
                              Index candidates);

}  // namespace equizone
