#pragma once
/// \file
/// An outline moved outwards.

#include <vector>

#include "equizone/zoning/fences.hpp"

namespace equizone {

/// Everything within a margin of an outline and its inside, without holes, with round corners.
/// \param outline  counterclockwise; two points are a line there and back, one point is itself
/// Method: one closed curve that runs along the outline at a distance, through the corner itself where the
/// outline turns right. It winds around a point as often as the outline, the strips beside its sides and the
/// sectors at its corners cover it. Rounding is exact (snap rounding), so thin outlines need no care;
/// Boost.Geometry's buffer loses those.
[[nodiscard]] Polygon widened(const std::vector<FencePoint>& outline, double margin_m);

}  // namespace equizone
