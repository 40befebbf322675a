#pragma once
/// \file
/// Stops far from everything.

#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// When stops count as far from everything.
struct OutlierOptions {
  /// Distance to the nearest stops beyond, in medians of the distances between nearest neighbours; > 0.
  double factor = 8;
  /// The same in metres; both must be exceeded. >= 0.
  double least_m = 1000;
  /// Stops that lie together (within the distance of each other) and count as lonely, at most; >= 1.
  Index group = 3;
};

/// Stops far from everything: alone or in groups of at most `group`, farther from all other stops than
/// `factor` times the median distance from a place to the nearest other, and than `least_m`. With fewer than
/// ten places nothing is far, and if no group is larger than `group` there is nothing to be far from.
/// \param points   projected metres, 2 x n; every coordinate finite
/// \param options  what counts as far
/// \return stops, ascending
/// \throws InputError naming what cannot be meant
/// Complexity: O(n log n). Method: single linkage, on the Delaunay graph, which holds a minimum spanning
/// tree.
[[nodiscard]] std::vector<Index> outliers(const Points& points, const OutlierOptions& options = {});

}  // namespace equizone
