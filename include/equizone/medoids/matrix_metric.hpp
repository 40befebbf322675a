#pragma once
/// \file
/// Distances that are given as a matrix.

#include <memory>

#include "equizone/core/metric.hpp"

namespace equizone {

/// A matrix of distances as the caller has it: row by row.
using DistanceMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Distances, or travel times, as routing engines return them: entry (i, j) is the way from stop i (the
/// zone's median) to stop j. It may differ from (j, i). The diagonal is used as it is, usually zero. Infinity
/// means that there is no way: such a stop counts as unreachable from there, at three times the way back, or
/// three times the longest way of all if there is none either; some way there must be.
///
/// \param matrix  n x n, metres or seconds or any unit, entries >= 0, infinity allowed
/// \param visits  how often each stop is visited, n numbers >= 0; empty: as the loads
/// \throws InputError naming row, column and value
/// Complexity: O(n^2) time and memory.
class MatrixMetric : public Metric {
 public:
  explicit MatrixMetric(DistanceMatrix matrix, Values visits = {});

  [[nodiscard]] std::unique_ptr<const Distances> between(const Points& points) const override;

  /// Number of stops.
  [[nodiscard]] Index size() const { return matrix_->rows(); }
  /// The distances, as given.
  [[nodiscard]] const DistanceMatrix& matrix() const { return *matrix_; }

 private:
  std::shared_ptr<const DistanceMatrix> matrix_;
};

}  // namespace equizone
