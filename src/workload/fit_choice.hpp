#pragma once
// Whether records and options can be meant, what to fit, and between which bounds.

#include <vector>

#include "equizone/workload/calibration.hpp"

namespace equizone::workload {

void check_shifts(const StopFactors& visits, const Labels& shift_of_visit, const Values& worked_minutes);

void check_options(const FitOptions& options, Index shifts);

// Bounds go into low and high, since that is what is known without records.
void choose_figures(std::vector<Coefficient>& figures, const FitOptions& options);

}  // namespace equizone::workload
