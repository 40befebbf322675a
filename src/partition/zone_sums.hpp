#pragma once
// Loads and moments of zones, from labels.

#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/block_tree.hpp"

namespace equizone {

// Load and moments of each zone. The stops are added up in stretches of fixed length, so the result does not
// depend on the number of threads. O(n + k).
std::vector<Sums> zone_sums(const Problem& problem, const Labels& labels, int threads);

// Sum of load * squared distance to the given centers, likewise. O(n).
double cost_to(const Points& centers, const Problem& problem, const Labels& labels, int threads);

}  // namespace equizone
