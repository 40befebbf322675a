#pragma once
/// \file
/// The boundary of a given service area on the plane.

#include <vector>

#include "core/plane.hpp"

namespace equizone {

/// The sides of an area, the area to the left of each, cut where they touch.
/// \throws InputError if the area is empty or not valid: a ring crosses itself or another, parts overlap, a
/// hole lies
///         outside its polygon. Judged at the plane's precision, so an area that merely touches itself is
///         fine (Boost.Geometry's is_valid rejects some of those that come from unions).
[[nodiscard]] std::vector<PlaneSegment> area_sides(const MultiPolygon& area, const PlaneGrid& grid);

}  // namespace equizone
