#pragma once
// Stops too heavy for any zone.

#include <optional>

#include "partition/solver.hpp"

namespace equizone {

// Balances a problem in which some stops exceed every zone's upper bound: each gets a zone of its own and the
// others share the rest. Without `start` both stages run, else stage 2 from there.
Solution solve_with_heavy_stops(const Problem& problem, const PartitionOptions& options,
                                const std::optional<PowerDiagram>& start);

}  // namespace equizone
