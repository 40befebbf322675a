#pragma once
/// \file
/// Fences that are unions of blocks.

#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/zoning/fences.hpp"

namespace equizone {

/// The fences of zones made of blocks. A block goes to the zone with most load in it (the lowest of several),
/// one without stops to the zone with which it shares the longest border that is no closed barrier, ring by
/// ring; what barriers enclose goes over the longest border, and blocks that hang together with no stop at
/// all go to the zone of the nearest block.
/// \param options  blocks, loads of the stops (empty: 1 each), barriers
[[nodiscard]] Fences block_fences(const Points& points, const Labels& labels, const FenceOptions& options,
                                  Index zones);

}  // namespace equizone
