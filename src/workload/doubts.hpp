#pragma once
// Sentences on how far a fit can be trusted.

#include <string>
#include <vector>

#include "workload/prior_fit.hpp"

namespace equizone::workload {

// Figures that almost always occur together, where that leaves one of them vague.
std::vector<std::string> hardly_told_apart(const Columns& columns, const std::vector<Index>& basis);

std::vector<std::string> doubts_of_figures(const std::vector<Coefficient>& figures, double confidence);

std::vector<std::string> doubts_of_fit(const Calibration& found, const Labels& courier_of_shift);

}  // namespace equizone::workload
