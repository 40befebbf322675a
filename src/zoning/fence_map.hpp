#pragma once
/// \file
/// The map of all fences at once: borders between zones and the boundary of the service area, cut where they
/// meet.

#include <functional>
#include <vector>

#include "core/plane.hpp"
#include "zoning/map_edges.hpp"
#include "zoning/region.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// Each zone's fence. Neighbours share every vertex of their common border, so there are neither gaps nor
/// overlaps.
/// \param area_sides  the boundary of the service area, the area to the left of each side
/// \param region      the same area
/// \param zone_at     the zone of a point; asked once for each part of the area without a border
[[nodiscard]] std::vector<MultiPolygon> fence_map(
    const std::vector<Border>& borders, const std::vector<PlaneSegment>& area_sides, const Region& region,
    const PlaneGrid& grid, Index zones, const std::function<std::int32_t(const FencePoint&)>& zone_at,
    const Simplifying& simplifying = {});

}  // namespace equizone
