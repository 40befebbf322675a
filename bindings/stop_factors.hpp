#pragma once
// StopFactors from arrays by name.

#include <map>
#include <string>

#include "arrays.hpp"
#include "equizone/workload/workload_model.hpp"

namespace equizone::python {

// Arrays by the names of StopFactors' members.
StopFactors to_stop_factors(Index stops, const std::map<std::string, ArrayLike>& arrays);

}  // namespace equizone::python
