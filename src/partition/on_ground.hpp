#pragma once
// Zones in one piece, on their side of barriers; enclosed stops and outliers with the nearest zone.

#include "equizone/balancing/problem.hpp"
#include "equizone/partition/partition.hpp"

namespace equizone {

// Whether the options ask for anything of that.
bool asks_for_ground(const PartitionOptions& options);

// Each part of the ground that barriers leave is divided alone; pieces of zones go to their neighbours, and
// moves that keep zones whole bring them within their bounds.
Partition solve_on_ground(const Points& points, const Problem& problem, const PartitionOptions& options);

}  // namespace equizone
