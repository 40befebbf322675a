#pragma once
// Balanced k-means from a checked problem to the result that callers see.

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/partition/partition.hpp"

namespace equizone {

// The diagram of a finished result. Stops that exceed every upper bound forbid the bounds: offsets are then
// fitted to the loads as they are.
PowerDiagram diagram_of(const Partition& result, const Problem& problem, const PowerDiagram& from,
                        PowerPass& pass, Effort effort);

// Both stages without a start, stage 2 alone from one.
Partition solve(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                const Start* given);

// The balanced method on checked input, on the ground if the options ask for that: what partition() does.
// All stages of one call share its deadline.
Partition partition_balanced(const Points& points, const Problem& problem, const PartitionOptions& options,
                             const Deadline& deadline);

}  // namespace equizone
