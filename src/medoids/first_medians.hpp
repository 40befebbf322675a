#pragma once
// Medians to start from.

#include "equizone/core/options.hpp"
#include "equizone/core/random.hpp"
#include "medoids/division.hpp"

namespace equizone {

// Stops drawn one after the other, each the more likely the more its visits cost from the medians drawn
// before (after Arthur and Vassilvitskii 2007). A search per zone.
std::vector<Index> drawn_medians(const MedoidProblem& problem, Random& random);

// For given centers the nearest stops, each for one center only, in the order of the centers. O(n k).
std::vector<Index> stops_at(const Points& centers, const Points& points);

}  // namespace equizone
