#pragma once
// From labels to the result that callers see.

#include "equizone/balancing/problem.hpp"
#include "equizone/partition/partition.hpp"

namespace equizone {

// Everything that follows from labels alone: centers, loads, cost, imbalance, shortfall. O(n + k).
Partition describe(const Problem& problem, Labels labels, int threads);

// Sets status and reason against the bounds; `proven`: a complete search found no assignment within them.
void judge(Partition& result, const Problem& problem, bool proven);

}  // namespace equizone
