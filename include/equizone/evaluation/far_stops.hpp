#pragma once
/// \file
/// Stops that lie with another zone. Knows no solver.

#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// From how many times as far on a stop counts as far from its zone, unless told otherwise.
inline constexpr double default_far_factor = 2.0;

/// The stops that are far from their zone: at least `factor` times as far from its center as from the center
/// of another zone. A planner would ask why another courier does not serve them.
/// \param points   projected metres, 2 x n
/// \param labels   the zone of each stop, 0-based
/// \param centers  2 x k: the zones' centers, metres, such as Evaluation::centers; NaN for a zone without
///                 stops
/// \param factor   > 1
/// \return stops, ascending
/// \throws InputError naming argument, index and value
/// Complexity: O(n log k).
[[nodiscard]] std::vector<Index> far_stops(const Points& points, const Labels& labels, const Points& centers,
                                           double factor = default_far_factor);

}  // namespace equizone
