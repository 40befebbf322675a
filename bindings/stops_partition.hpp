#pragma once
// What Python calls a Partition.

#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"

namespace equizone::python {

// A result and the stops it belongs to, which its fences need.
struct StopsPartition {
  Partition result;
  Points points;
  Values loads;
};

}  // namespace equizone::python
