#pragma once
/// \file
/// The zone of a new stop.

#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Zones of new stops by the power diagram: argmin over zones of |x - center|^2 - offset; ties go to the
/// lower zone.
/// \param points  projected metres, 2 x m; every coordinate finite
/// \throws InputError naming the index of a coordinate that is not finite, or if the partition's centers and
///         offsets are not those of a power diagram, as with a metric
/// Complexity: O(log zones) per stop in the usual case.
[[nodiscard]] Labels locate(const Partition& partition, const Points& points);

}  // namespace equizone
