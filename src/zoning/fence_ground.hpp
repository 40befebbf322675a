#pragma once
/// \file
/// The service area that fences divide, checked and on the plane.

#include <optional>
#include <vector>

#include "core/plane.hpp"
#include "equizone/core/types.hpp"
#include "zoning/region.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// What all kinds of fences are drawn on.
struct FenceGround {
  FenceBox box;  ///< holds the area and a margin around it
  PlaneGrid grid;
  std::vector<PlaneSegment> sides;  ///< of the area, which lies to the left of each
  Region region;                    ///< the same area

  explicit FenceGround(const MultiPolygon& area);
};

/// \throws InputError if stops lie outside the area, by more than a distance.
void check_area_covers(const MultiPolygon& area, const FenceGround& ground, const Points& points,
                       double allowed_m);

}  // namespace equizone
