#pragma once
/// \file
/// Which stops barriers enclose.

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The ring of closed barriers that each stop lies in: stops with different numbers have no way to each
/// other. Open ends close nothing, for one gets around them, nor does a ring with a crossing. Of rings within
/// rings the innermost counts.
/// \param points    projected metres, 2 x n; every coordinate finite
/// \param barriers  lines and crossings
/// \return n numbers of rings, from the smallest area; -1 outside of all
/// \throws InputError for coordinates that are not finite, and for barriers that are not valid
/// Complexity: O(m log m) for m pieces of barriers, and for each stop the corners of the rings around it.
[[nodiscard]] Labels enclosures(const Points& points, const BarrierLines& barriers);

}  // namespace equizone
