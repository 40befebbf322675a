#pragma once
// Zones in one piece, on their side of barriers; enclosed stops and outliers with the nearest zone.

#include "equizone/balancing/problem.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/partition/partition.hpp"
#include "partition/ground.hpp"

namespace equizone {

// Whether the options ask for anything of that.
bool asks_for_ground(const PartitionOptions& options);

// Each part of the ground that barriers leave is divided alone; pieces of zones go to their neighbours, and
// moves that keep zones whole bring them within their bounds.
Partition solve_on_ground(const Points& points, const Problem& problem, const PartitionOptions& options,
                          const Deadline& deadline);

// Zones of another method as the ground allows: guests go with their hosts, and if so asked, every zone is
// brought into one piece, and back within its bounds if moves can.
Labels brought_to_ground(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                         const Ground& ground, Labels labels);

// A zone in several pieces although it was asked for one, or bounds that pieces forbid.
void judge_pieces(Partition& result, const Problem& problem, const PartitionOptions& options,
                  const Ground& ground);

}  // namespace equizone
