#pragma once
// A partition by a method of the literature: the same checks, the same result.

#include "equizone/core/metric.hpp"
#include "equizone/partition/partition.hpp"
#include "methods/method.hpp"

namespace equizone {

// The method asked for. Throws InputError if it is unknown, or takes none of the parameters given.
const Method& method_of(const PartitionOptions& options);

// Divides by any method but the balanced one; labels are judged against the bounds, centers follow from them.
Partition partition_by(const Method& method, const Points& points, const Values& loads,
                       const PartitionOptions& options, const Metric* metric);

}  // namespace equizone
