#pragma once
// Bounded fit of figures, with a slight pull to the prior.

#include <vector>

#include "equizone/workload/calibration.hpp"

namespace equizone::workload {

// A column depends on others if a smaller part of its norm is its own: less is no difference between shifts.
inline constexpr double least_own = 1e-4;

// What is fitted, with the design's columns scaled to norm 1.
struct Columns {
  std::vector<Coefficient*> figures;
  Eigen::MatrixXd unit;
  Values norms;
};

Columns fitted_columns(std::vector<Coefficient>& figures, const Eigen::MatrixXd& added);

// Fits the changes to what the prior leaves unexplained.
void fit(Columns& columns, const Values& unexplained);

}  // namespace equizone::workload
