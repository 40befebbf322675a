#pragma once
/// \file
/// Borders between zones with fewer corners.

#include <vector>

#include "core/plane.hpp"
#include "zoning/subdivision.hpp"

namespace equizone {

/// The edges of a map without some corners of its inner borders: those whose triangle with their two
/// neighbours is smaller than `least_area` (in steps squared), smallest first, as long as no place and no
/// other vertex lies in the triangle. So no border sweeps over a place, and borders neither cross nor touch
/// anew. Corners at which three borders meet, or the outside begins, stay.
/// \param edges         distinct, meeting at vertices only
/// \param zone_left_of  the zone to the left of each half-edge; changed with the edges
/// \param outside       what `zone_left_of` says beyond the map
/// Source: Visvalingam and Whyatt 1993. O(m log m) time for m edges and places.
[[nodiscard]] std::vector<GraphEdge> with_fewer_corners(const std::vector<PlanePoint>& vertices,
                                                        const std::vector<GraphEdge>& edges,
                                                        std::vector<std::int32_t>& zone_left_of,
                                                        std::int32_t outside,
                                                        const std::vector<PlanePoint>& places,
                                                        double least_area);

}  // namespace equizone
