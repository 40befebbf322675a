#include "workload/intervals.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <map>

namespace equizone::workload {

namespace {

// Covariance of the scaled figures whose columns are given, and its degrees of freedom.
struct Uncertainty {
  Eigen::MatrixXd covariance;
  double freedom;
};

Uncertainty classical(const Eigen::MatrixXd& bread, double sigma, Index freedom) {
  return {sigma * sigma * bread, static_cast<double>(freedom)};
}

// Residuals of one courier's shifts may hang together; those of different couriers are independent.
Uncertainty by_courier(const Eigen::MatrixXd& unit, const Eigen::MatrixXd& bread, const Values& residuals,
                       const Labels& courier_of_shift) {
  std::map<std::int32_t, Values> scores;
  for (Index shift = 0; shift < residuals.size(); ++shift) {
    Values& score = scores.try_emplace(courier_of_shift[shift], Values::Zero(unit.cols())).first->second;
    score += residuals[shift] * unit.row(shift).transpose();
  }
  Eigen::MatrixXd filling = Eigen::MatrixXd::Zero(unit.cols(), unit.cols());
  for (const auto& [courier, score] : scores) filling += score * score.transpose();
  const auto couriers = static_cast<double>(scores.size());
  const auto shifts = static_cast<double>(residuals.size());
  const double small_sample =
      couriers / (couriers - 1) * (shifts - 1) / (shifts - static_cast<double>(unit.cols()));
  return {small_sample * bread * filling * bread, couriers - 1};
}

}  // namespace

void set_intervals(Columns& columns, const Dependence& together, const Calibration& found,
                   const FitOptions& options) {
  const Eigen::MatrixXd unit = columns.unit(Eigen::all, together.basis);
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(unit.cols(), unit.cols());
  const Eigen::MatrixXd triangle = unit.householderQr().matrixQR().topRows(unit.cols());
  const Eigen::MatrixXd inverse = triangle.triangularView<Eigen::Upper>().solve(identity);
  const Eigen::MatrixXd bread = inverse * inverse.transpose();
  const Uncertainty known = options.courier_of_shift.size() > 0
                                ? by_courier(unit, bread, found.residuals, options.courier_of_shift)
                                : classical(bread, found.sigma_min, unit.rows() - unit.cols());
  const boost::math::students_t distribution(known.freedom);
  const double times = boost::math::quantile(distribution, 0.5 + options.confidence / 2);
  for (std::size_t b = 0; b < together.basis.size(); ++b) {
    Coefficient& figure = *columns.figures[static_cast<std::size_t>(together.basis[b])];
    if (figure.status == FitStatus::confounded) continue;
    const auto at = static_cast<Index>(b);
    figure.standard_error = std::sqrt(known.covariance(at, at)) / columns.norms[together.basis[b]];
    figure.low = std::max(figure.low, figure.fitted - times * figure.standard_error);
    figure.high = std::min(figure.high, figure.fitted + times * figure.standard_error);
  }
}

}  // namespace equizone::workload
