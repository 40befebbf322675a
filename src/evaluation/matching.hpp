#pragma once
// The best one-to-one matching of rows and columns.

#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

// For each row the column with which the sum of the entries is greatest, one to one; -1 for rows that are
// left over. Rows and columns that have nothing in common are not matched. O(min(rows, columns)^2 *
// max(rows, columns)), by shortest augmenting paths.
std::vector<Index> greatest_matching(const Eigen::MatrixXd& gains);

}  // namespace equizone
