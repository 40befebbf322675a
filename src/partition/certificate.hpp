#pragma once
// Offsets and lower bound of a finished partition.

#include "equizone/balancing/problem.hpp"
#include "equizone/balancing/soft_targets.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/partition_result.hpp"

namespace equizone {

// The diagram with the final `centers`: offsets of `from` are carried along to them, fitted to the soft
// targets by a few Newton steps, and shifted such that the dual is greatest.
PowerDiagram fit_offsets(PowerPass& pass, const Problem& problem, const Points& centers,
                         const PowerDiagram& from, const Values& aim, const SoftTargets& soft, Effort effort);

// The diagram with the final `centers` whose dual is greatest: exact for stations of usual size, elsewhere,
// or at effort fast, fitted as above.
PowerDiagram best_offsets(PowerPass& pass, const Problem& problem, const Points& centers,
                          const PowerDiagram& from, Effort effort);

// Fills in offsets, lower bound and moved stops from a diagram at the final centers; the pass must be over
// the stops where they truly are.
void certify(Partition& result, const Problem& problem, const PowerDiagram& diagram, PowerPass& pass);

}  // namespace equizone
