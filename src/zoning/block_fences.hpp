#pragma once
/// \file
/// Fences that are unions of blocks.

#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/zoning/fences.hpp"

namespace equizone {

/// The fences of zones made of blocks. A block goes to the zone with most load in it (the lowest of several),
/// one without stops to the zone with which it shares the longest border, ring by ring; blocks that hang
/// together with no stop at all go to the zone of the nearest block.
/// \param loads  one per stop; empty: 1 each
[[nodiscard]] Fences block_fences(const Points& points, const Labels& labels, const Values& loads,
                                  const std::vector<MultiPolygon>& blocks, Index zones);

}  // namespace equizone
