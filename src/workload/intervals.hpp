#pragma once
// Confidence intervals of fitted figures.

#include "workload/dependence.hpp"

namespace equizone::workload {

// Intervals of what is known, cut at the bounds that low and high hold until now. The columns that others add
// up to are left out: that changes nothing for the figures that do not occur with them.
void set_intervals(Columns& columns, const Dependence& together, const Calibration& found,
                   const FitOptions& options);

}  // namespace equizone::workload
