#include "equizone/medoids/matrix_metric.hpp"

#include <cmath>

#include "medoids/table.hpp"

namespace equizone {

namespace {

// Whether any stop can be reached from another, unless there is only one.
bool has_way(const DistanceMatrix& matrix) {
  for (Index row = 0; row < matrix.rows(); ++row)
    for (Index column = 0; column < matrix.cols(); ++column)
      if (row != column && std::isfinite(matrix(row, column))) return true;
  return matrix.rows() < 2;
}

}  // namespace

MatrixMetric::MatrixMetric(DistanceMatrix matrix, Values visits) : Metric(std::move(visits)) {
  constexpr double most = 1e100;
  if (matrix.rows() != matrix.cols())
    throw InputError(message("matrix has shape (", matrix.rows(), ", ", matrix.cols(),
                             "); it must be square: row = from, column = to"));
  for (Index row = 0; row < matrix.rows(); ++row)
    for (Index column = 0; column < matrix.cols(); ++column) {
      const double entry = matrix(row, column);
      if (entry >= 0 && (entry <= most || std::isinf(entry))) continue;
      throw InputError(message("matrix[", row, ", ", column, "] is ", entry,
                               "; every entry must be >= 0 and at most 1e100, or infinite where there is no "
                               "way"));
    }
  if (!has_way(matrix))
    throw InputError(message("matrix has no way between any two of its ", matrix.rows(),
                             " stops: every entry but the diagonal is infinite; give at least one"));
  matrix_ = std::make_shared<const DistanceMatrix>(std::move(matrix));
}

std::unique_ptr<const Distances> MatrixMetric::between(const Points& points) const {
  if (points.cols() != size())
    throw InputError(message("matrix has ", size(), " rows but points has ", points.cols(),
                             " stops; give one row and one column per stop"));
  return std::make_unique<Table>(matrix_);
}

}  // namespace equizone
