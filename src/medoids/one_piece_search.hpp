#pragma once
// Zones in one piece are brought nearer to their medians.

#include <vector>

#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"
#include "medoids/division.hpp"

namespace equizone {

// Lowers the sum of visits * distance from the medians, by moves of single border stops and exchanges of two
// that cut no zone in pieces and worsen no violation; medians follow. Ends at a local optimum, or after a few
// moves of the medians; stops without load stay. `medians` are those of the state's labels, and are so in the
// end. O(stops * zones) memory, a search per zone and move of its median.
void lower_cost_in_one_piece(const MedoidProblem& problem, ZoningState& state, std::vector<Index>& medians,
                             const GoOn& go_on);

}  // namespace equizone
