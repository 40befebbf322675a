#pragma once
// From labels to the result that callers see.

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/partition/partition.hpp"

namespace equizone {

// Everything that follows from labels alone: centers, loads, cost, imbalance, shortfall. O(n + k).
Partition describe(const Problem& problem, Labels labels);

// Fits offsets to the final centers, starting from `diagram`, by up to `steps` Newton steps (0: they stay),
// and fills in offsets, lower bound and moved stops.
void certify(Partition& result, const Problem& problem, const PowerDiagram& start, int steps, int threads);

// Sets status and reason against the bounds; `proven`: a complete search found no assignment within them.
void judge(Partition& result, const Problem& problem, bool proven);

}  // namespace equizone
