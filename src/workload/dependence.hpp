#pragma once
// Figures that always occur together, and what the records cannot tell of them.

#include <string>
#include <vector>

#include "workload/prior_fit.hpp"

namespace equizone::workload {

// Columns that others add up to: column dependent[k] is the sum over b of mix(b, k) times column basis[b].
struct Dependence {
  std::vector<Index> basis, dependent;
  Eigen::MatrixXd mix;
};

// A column depends on others if less than `apart` of its norm is its own.
Dependence find_dependence(const Eigen::MatrixXd& unit, double apart);

// What the records cannot tell of figures that always occur together, one sentence per direction in which
// they may change without any shift changing. The figures are marked.
std::vector<std::string> mark_confounded(Columns& columns, const Dependence& together);

}  // namespace equizone::workload
