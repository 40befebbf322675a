#pragma once
/// \file
/// The ground that stops occupy, as tour estimates need it.

#include "equizone/core/types.hpp"

namespace equizone {

/// The ground that stops occupy, from how densely they lie: a far outlier, a lake or open country between
/// villages adds nothing of its own.
///
/// Delaunay faces with an edge longer than 12 times the median distance between neighbours are not occupied.
/// Places inside the occupied faces tell the density; those on their border lie there because they are the
/// outermost, and every distinct place gets the same ground: with b of s places on the border,
/// area = faces' area * (s / (s - b / 2))^2, to first order the unbiased estimator of Ripley and Rasson, and
/// finite for the few stops that all lie on the border.
/// \param points  projected metres, 2 x n
/// \return m^2; 0 for stops that lie on one line, as one or two do
/// \throws InputError for coordinates that are not finite
/// Complexity: O(n log n).
/// Source: Ripley and Rasson, Finding the edge of a Poisson forest, 1977.
[[nodiscard]] double occupied_area_m2(const Points& points);

}  // namespace equizone
