#include "workload/prior_fit.hpp"

#include <algorithm>

#include "equizone/core/error.hpp"
#include "equizone/workload/bounded_least_squares.hpp"

namespace equizone::workload {

namespace {

// Squared pulls to the prior, far below what records say and what is a figure's own. They are inverse to
// the prior's own parts of the minutes, so that figures that only occur together keep their proportions.
Values pulls(const Columns& columns, const Values& before) {
  constexpr double slight = 1e-13;
  constexpr double least_part = 1e-3;  // else a figure from 0 could never move
  static_assert(slight / least_part < 0.1 * least_own * least_own);
  const Values parts = columns.norms.cwiseProduct(before);
  const double mean = parts.mean();
  if (mean == 0.0) return Values::Constant(parts.size(), slight);
  return slight * mean * parts.cwiseMax(least_part * mean).cwiseInverse();
}

}  // namespace

Columns fitted_columns(std::vector<Coefficient>& figures, const Eigen::MatrixXd& added) {
  Columns columns;
  std::vector<Index> chosen;
  for (std::size_t j = 0; j < figures.size(); ++j) {
    if (figures[j].status != FitStatus::fitted) continue;
    columns.figures.push_back(&figures[j]);
    chosen.push_back(static_cast<Index>(j));
  }
  if (chosen.empty())
    throw InputError("nothing to fit: every figure is 0, held, or not seen; give bounds to some");
  if (added.rows() <= static_cast<Index>(chosen.size()))
    throw InputError(message("worked_minutes has ", added.rows(), " shifts for ", chosen.size(),
                             " figures to fit; give more shifts than figures, or hold some figures"));
  columns.unit = added(Eigen::all, chosen);
  columns.norms = columns.unit.colwise().norm();
  columns.unit *= columns.norms.cwiseInverse().asDiagonal();
  return columns;
}

void fit(Columns& columns, const Values& unexplained) {
  const Index shifts = columns.unit.rows();
  const Index count = columns.unit.cols();
  Values before(count), lower(count), upper(count);
  for (Index j = 0; j < count; ++j) {
    const Coefficient& figure = *columns.figures[static_cast<std::size_t>(j)];
    before[j] = figure.before;
    lower[j] = (figure.low - figure.before) * columns.norms[j];
    upper[j] = (figure.high - figure.before) * columns.norms[j];
  }
  Eigen::MatrixXd system(shifts + count, count);
  system << columns.unit, Eigen::MatrixXd(pulls(columns, before).cwiseSqrt().asDiagonal());
  Values wanted = Values::Zero(shifts + count);
  wanted.head(shifts) = unexplained;
  const BoundedFit best = bounded_least_squares(system, wanted, lower, upper);
  for (Index j = 0; j < count; ++j) {
    Coefficient& figure = *columns.figures[static_cast<std::size_t>(j)];
    const double change = best.x[j] / columns.norms[j];
    figure.fitted = std::clamp(figure.before + change, figure.low, figure.high);
    if (best.side[j] == 0) continue;
    figure.fitted = best.side[j] < 0 ? figure.low : figure.high;
    figure.status = FitStatus::at_bound;
  }
}

}  // namespace equizone::workload
