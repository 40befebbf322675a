#include "equizone/workload/hierarchy.hpp"

#include <Eigen/Eigenvalues>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "workload/ranges.hpp"

namespace equizone {

namespace {

// Mean consistency index of random comparisons of n factors, n from 1 (Saaty 1980).
constexpr std::array random_index{0.0,  0.0,  0.58, 0.90, 1.12, 1.24, 1.32, 1.41,
                                  1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

// Numbers written with two decimals, such as 0.13 for 1/8, miss their reciprocal by up to 4 %.
constexpr double rounding = 0.05;

std::string pair_name(Index i, Index j) { return message("comparisons[", i, ", ", j, "]"); }

// Both directions of a pair from the one that is at least 1, which is seldom rounded.
void make_reciprocal(Eigen::MatrixXd& matrix, Index i, Index j) {
  if (matrix(i, j) < matrix(j, i))
    matrix(i, j) = 1.0 / matrix(j, i);
  else
    matrix(j, i) = 1.0 / matrix(i, j);
}

void check_pair(const Eigen::MatrixXd& matrix, Index i, Index j) {
  for (const auto& [row, column] : {std::pair{i, j}, std::pair{j, i}})
    if (const double value = matrix(row, column); !(value > 0 && value <= workload::largest))
      throw InputError(message(pair_name(row, column), " is ", value,
                               "; give a finite number > 0: how many times as important one factor is as "
                               "the other"));
  if (std::abs(matrix(i, j) * matrix(j, i) - 1.0) > rounding)
    throw InputError(message(pair_name(j, i), " is ", matrix(j, i), " but ", pair_name(i, j), " is ",
                             matrix(i, j), "; ",
                             i == j ? message("a factor is as important as itself: give 1")
                                    : message("one is 1 over the other: give ", 1.0 / matrix(i, j))));
}

Eigen::MatrixXd reciprocal(Eigen::MatrixXd matrix) {
  const auto most = static_cast<Index>(random_index.size());
  if (matrix.rows() != matrix.cols() || matrix.rows() < 1 || matrix.rows() > most)
    throw InputError(message("comparisons is ", matrix.rows(), " x ", matrix.cols(),
                             "; give a square matrix of 1 to ", most, " factors"));
  for (Index i = 0; i < matrix.rows(); ++i)
    for (Index j = i; j < matrix.cols(); ++j) {
      check_pair(matrix, i, j);
      make_reciprocal(matrix, i, j);
    }
  return matrix;
}

Priorities principal(const Eigen::MatrixXd& matrix) {
  const Index n = matrix.rows();
  const Eigen::EigenSolver<Eigen::MatrixXd> solver(matrix);
  Index largest = 0;
  Priorities found;
  found.lambda_max = solver.eigenvalues().real().maxCoeff(&largest);
  found.shares = solver.eigenvectors().col(largest).real();
  found.shares /= found.shares.sum();
  // One or two factors cannot contradict each other.
  const double random = random_index[static_cast<std::size_t>(n - 1)];
  if (random == 0.0) return found;
  found.consistency_index = (found.lambda_max - static_cast<double>(n)) / static_cast<double>(n - 1);
  found.consistency_ratio = found.consistency_index / random;
  return found;
}

// A comparison that is not made leaves its share to the diagonal.
Priorities without(Eigen::MatrixXd matrix, Index i, Index j) {
  matrix(i, j) = matrix(j, i) = 0.0;
  matrix(i, i) += 1.0;
  matrix(j, j) += 1.0;
  return principal(matrix);
}

[[noreturn]] void refuse(const Eigen::MatrixXd& matrix, double ratio, double limit) {
  Index row = 0, column = 0;
  Priorities best;
  for (Index i = 0; i < matrix.rows(); ++i)
    for (Index j = i + 1; j < matrix.cols(); ++j) {
      const Priorities others = without(matrix, i, j);
      if (best.shares.size() > 0 && others.lambda_max >= best.lambda_max) continue;
      best = others;
      row = i;
      column = j;
    }
  throw InputError(message("comparisons contradict each other: their consistency ratio is ", ratio,
                           ", above ", limit, "; most comes from ", pair_name(row, column), " = ",
                           matrix(row, column), ", which the others put at ",
                           best.shares[row] / best.shares[column]));
}

}  // namespace

Priorities priorities(const Eigen::MatrixXd& comparisons, double most_inconsistent) {
  workload::check(most_inconsistent, workload::non_negative, "most_inconsistent");
  const Eigen::MatrixXd matrix = reciprocal(comparisons);
  const Priorities found = principal(matrix);
  constexpr double solver_precision = 1e-10;
  if (found.consistency_ratio > most_inconsistent + solver_precision)
    refuse(matrix, found.consistency_ratio, most_inconsistent);
  return found;
}

Eigen::MatrixXd scored_minutes(const Eigen::MatrixXd& scores, const Values& shares, double mean_minutes) {
  if (shares.size() != scores.cols())
    throw InputError(message("shares has ", shares.size(), " entries but scores has ", scores.cols(),
                             " columns; give one share per factor"));
  workload::check(mean_minutes, workload::non_negative, "mean_minutes");
  for (Index j = 0; j < scores.cols(); ++j) {
    workload::check(shares[j], workload::non_negative, message("shares[", j, "]"));
    for (Index i = 0; i < scores.rows(); ++i)
      if (!workload::non_negative.holds(scores(i, j)))
        throw InputError(
            message("scores[", i, ", ", j, "] is ", scores(i, j), "; ", workload::non_negative.wanted));
  }
  const Eigen::MatrixXd shared = scores * shares.asDiagonal();
  const double mean = shared.rows() > 0 ? shared.sum() / static_cast<double>(shared.rows()) : 0.0;
  if (!(mean > 0))
    throw InputError("scores times shares are all zero; at least one stop needs a score above 0");
  return shared * (mean_minutes / mean);
}

}  // namespace equizone
