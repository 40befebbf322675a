#include "equizone/medoids/matrix_metric.hpp"

#include "medoids/table.hpp"

namespace equizone {

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
  matrix_ = std::make_shared<const DistanceMatrix>(std::move(matrix));
}

std::unique_ptr<const Distances> MatrixMetric::between(const Points& points) const {
  if (points.cols() != size())
    throw InputError(message("matrix has ", size(), " rows but points has ", points.cols(),
                             " stops; give one row and one column per stop"));
  return std::make_unique<Table>(matrix_);
}

}  // namespace equizone
