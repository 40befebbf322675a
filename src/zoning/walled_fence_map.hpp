#pragma once
/// \file
/// The map of all fences where barriers cut the cells of stops.

#include <vector>

#include "barrier/walls.hpp"
#include "equizone/core/sites.hpp"
#include "zoning/map_edges.hpp"
#include "zoning/region.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// Each zone's fence: the cells of its sites without what lies beyond a closed wall, which goes to sites on
/// its own side. The parts of a cell go as a whole: each to the nearest of the sites whose land borders on it
/// with no wall between, the nearest pair first. Land that walls and the area's boundary shut off from every
/// site stays with its cell.
/// \param area_sides  the boundary of the service area, the area to the left of each side
/// \param region      the same area
/// \param box         holds the area
/// O(s log s) time for s sites and wall pieces.
[[nodiscard]] std::vector<MultiPolygon> walled_fence_map(
    const Sites& sites, const std::vector<std::int32_t>& zone_of_site, const std::vector<Wall>& walls,
    const std::vector<PlaneSegment>& area_sides, const Region& region, const FenceBox& box,
    const PlaneGrid& grid, Index zones, const Simplifying& simplifying = {});

}  // namespace equizone
