#include "equizone/workload/calibration.hpp"

#include <cmath>

#include "workload/dependence.hpp"
#include "workload/doubts.hpp"
#include "workload/figures.hpp"
#include "workload/fit_choice.hpp"
#include "workload/intervals.hpp"
#include "workload/prior_fit.hpp"

namespace equizone {

namespace {

using namespace workload;

Values sum_by_shift(const Values& of_visits, const Labels& shift_of_visit, Index shifts) {
  Values sums = Values::Zero(shifts);
  for (Index visit = 0; visit < of_visits.size(); ++visit) sums[shift_of_visit[visit]] += of_visits[visit];
  return sums;
}

double mean_square(const Values& values) { return values.squaredNorm() / static_cast<double>(values.size()); }

void measure(Calibration& found, const StopFactors& visits, const Labels& shift_of_visit,
             const Values& worked_minutes, Index known) {
  const Workload work = found.model.minutes(visits);
  const Index shifts = worked_minutes.size();
  found.predicted = sum_by_shift(work.total, shift_of_visit, shifts).array() + found.model.minutes_per_shift;
  found.residuals = worked_minutes - found.predicted;
  found.shares.resize(work.items.cols() + 1);
  found.shares << work.items.colwise().sum().transpose(),
      found.model.minutes_per_shift * static_cast<double>(shifts);
  if (const double total = found.shares.sum(); total > 0) found.shares /= total;
  const double unexplained = found.residuals.squaredNorm();
  const double variance = (worked_minutes.array() - worked_minutes.mean()).matrix().squaredNorm();
  found.sigma_min = std::sqrt(unexplained / static_cast<double>(shifts - known));
  found.r2 = variance > 0 ? 1.0 - unexplained / variance : 0.0;
}

void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

Calibration calibrate(const StopFactors& visits, const Labels& shift_of_visit, const Values& worked_minutes,
                      const WorkloadModel& prior, const FitOptions& options) {
  check_shifts(visits, shift_of_visit, worked_minutes);
  const Index shifts = worked_minutes.size();
  check_options(options, shifts);

  Calibration found;
  found.model = prior;
  const std::vector<Figure> figures = figures_of(prior);
  const Values before = prior.minutes(visits).total;
  const Design design = ask_model(prior, figures, visits, before, shift_of_visit, shifts);
  for (std::size_t j = 0; j < figures.size(); ++j) {
    found.coefficients.push_back(figures[j].described(found.model));
    found.coefficients.back().seen = design.seen[static_cast<Index>(j)];
  }
  choose_figures(found.coefficients, options);
  Columns columns = fitted_columns(found.coefficients, design.added);

  const Values unexplained = worked_minutes - sum_by_shift(before, shift_of_visit, shifts) -
                             Values::Constant(shifts, prior.minutes_per_shift);
  found.before_min = std::sqrt(mean_square(unexplained));
  fit(columns, unexplained);
  for (std::size_t j = 0; j < figures.size(); ++j) figures[j].in(found.model) = found.coefficients[j].fitted;

  const Dependence together = find_dependence(columns.unit, least_own);
  measure(found, visits, shift_of_visit, worked_minutes, static_cast<Index>(together.basis.size()));
  append(found.warnings, mark_confounded(columns, together));
  set_intervals(columns, together, found, options);
  append(found.warnings, hardly_told_apart(columns, together.basis));
  append(found.warnings, doubts_of_figures(found.coefficients, options.confidence));
  append(found.warnings, doubts_of_fit(found, options.courier_of_shift));
  return found;
}

}  // namespace equizone
