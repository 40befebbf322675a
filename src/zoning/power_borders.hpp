#pragma once
/// \file
/// Where the cells of a power diagram meet.

#include <vector>

#include "equizone/core/types.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// The borders of power cells within a box; those that leave it are cut somewhere beyond it or at its edge.
/// Zones whose cell is empty, or does not reach the box, have none.
/// \param centers  metres, 2 x k
/// \param offsets  m^2, one per center
/// O(k^2) time for k centers.
[[nodiscard]] std::vector<Border> power_borders(const Points& centers, const Values& offsets,
                                                const FenceBox& box);

}  // namespace equizone
