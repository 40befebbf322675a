#pragma once
// A caller's start in the solver's own units.

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/options.hpp"

namespace equizone {

// The diagram to start from: given centers, or those of given labels. Throws InputError if `start` does not
// fit the problem.
PowerDiagram start_diagram(const Start& start, const Problem& problem);

}  // namespace equizone
