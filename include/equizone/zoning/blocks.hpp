#pragma once
/// \file
/// Blocks: land between streets, rivers or other lines, of which zones may be made as wholes.

#include <vector>

#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/polygon.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The block that each stop lies in; on a border of several, the first of them.
/// \param points  projected metres, 2 x n; every coordinate finite
/// \param blocks  polygons in the same metres that do not overlap
/// \throws InputError naming a block that is not a valid polygon, two that overlap, or a stop that lies in no
///     block (a micrometre is forgiven)
/// Complexity: O(n log b + m log m) for b blocks of m corners.
[[nodiscard]] Labels blocks_of_stops(const Points& points, const std::vector<MultiPolygon>& blocks);

/// Pairs of blocks that share a border (more than a corner), sorted: a graph for is_contiguous().
/// \param blocks  polygons in metres that do not overlap
/// \throws InputError naming a block that is not a valid polygon, or two that overlap
/// Complexity: O(m log m) for m corners.
[[nodiscard]] StopPairs neighbouring_blocks(const std::vector<MultiPolygon>& blocks);

}  // namespace equizone
