#pragma once
/// \file
/// Shares of factors from pairwise comparisons: the analytic hierarchy process.

#include "equizone/core/types.hpp"

namespace equizone {

/// What pairwise comparisons say of each factor's importance.
struct Priorities {
  Values shares;            ///< one per factor, > 0, summing to 1
  double lambda_max = 0.0;  ///< the largest eigenvalue; the number of factors if nothing is contradicted
  double consistency_index = 0.0;  ///< (lambda_max - n) / (n - 1)
  double consistency_ratio = 0.0;  ///< the index over that of random comparisons; 0 if none is contradicted
};

/// Shares of factors from pairwise comparisons: the principal eigenvector, scaled to sum to 1.
///
/// Both directions of a pair are expected, and 0.33 is accepted for 1/3: of each pair, the number that is at
/// least 1 counts.
/// \param comparisons        n x n, n from 1 to 15: how many times as important row's factor is as column's
/// \param most_inconsistent  the largest consistency ratio that is accepted
/// \return shares and consistency
/// \throws InputError for comparisons that are not square, not positive or not reciprocal (naming the pair),
/// and for a ratio above the limit, naming the comparison without which the others agree best and the value
/// that they imply for it
/// Complexity: O(n^3), for a refusal O(n^5).
/// Source: Saaty, The Analytic Hierarchy Process, 1980; random indices from the same book; comparisons left
/// out as in Harker, Mathematical Modelling 9 (1987), 353-360.
[[nodiscard]] Priorities priorities(const Eigen::MatrixXd& comparisons, double most_inconsistent = 0.10);

/// Minutes per stop from scores: every factor's part is proportional to its share times the stop's score.
/// \param scores        n x f: how much of each factor a stop has, on any scale from 0, the same for all
/// stops
/// \param shares        f shares, such as those of priorities()
/// \param mean_minutes  minutes of the mean stop
/// \return n x f minutes, to be summed over a row for the minutes of a stop
/// \throws InputError for sizes that differ, negative or non-finite numbers, and scores that are all zero
/// Complexity: O(n f).
[[nodiscard]] Eigen::MatrixXd scored_minutes(const Eigen::MatrixXd& scores, const Values& shares,
                                             double mean_minutes);

}  // namespace equizone
