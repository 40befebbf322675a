#include "equizone/workload/calibration.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <array>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <sstream>

#include "equizone/workload/bounded_least_squares.hpp"
#include "workload/ranges.hpp"

namespace equizone {

namespace {

constexpr double unknown = std::numeric_limits<double>::infinity();  // standard error without any record

// ---- figures: what may be fitted ----

// A kind of figure that the minutes are linear in: of each category of a list, or one of the model.
struct Kind {
  const char* factor;
  const char* name;
  const char* unit;
  Categories WorkloadModel::* list;
  double Category::* of_category;
  Labels StopFactors::* codes;
  double WorkloadModel::* of_model;
};

// In the order of the model's members; the last one does not depend on visits.
constexpr std::array kinds{
    Kind{"road", "minutes", "min per visit", &WorkloadModel::road, &Category::minutes,
         &StopFactors::road_category, nullptr},
    Kind{"customer", "minutes", "min per visit", &WorkloadModel::customer, &Category::minutes,
         &StopFactors::customer_category, nullptr},
    Kind{"customer", "minutes_per_parcel", "min per parcel", &WorkloadModel::customer,
         &Category::minutes_per_parcel, &StopFactors::customer_category, nullptr},
    Kind{"waiting", "minutes", "min per visit", &WorkloadModel::waiting, &Category::minutes,
         &StopFactors::waiting_category, nullptr},
    Kind{"parcel", "minutes_per_parcel", "min per parcel", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_parcel},
    Kind{"parcel", "minutes_per_kg", "min per kg", nullptr, nullptr, nullptr, &WorkloadModel::minutes_per_kg},
    Kind{"parcel", "minutes_per_litre", "min per litre", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_litre},
    Kind{"shift", "minutes_per_shift", "min per shift", nullptr, nullptr, nullptr,
         &WorkloadModel::minutes_per_shift}};

struct Figure {
  const Kind* kind;
  std::size_t place;  // in the list of categories

  [[nodiscard]] double& in(WorkloadModel& model) const {
    return kind->list ? (model.*kind->list)[place].*kind->of_category : model.*kind->of_model;
  }
  [[nodiscard]] Coefficient described(WorkloadModel& model) const {
    Coefficient figure;
    figure.factor = kind->factor;
    figure.category = kind->list ? (model.*kind->list)[place].name : "";
    figure.name = kind->list ? message(kind->factor, ".", figure.category, ".", kind->name) : kind->name;
    figure.unit = kind->unit;
    figure.before = figure.fitted = in(model);
    return figure;
  }
};

std::vector<Figure> figures_of(const WorkloadModel& model) {
  std::vector<Figure> figures;
  for (const Kind& kind : kinds)
    for (std::size_t place = 0; place < (kind.list ? (model.*kind.list).size() : 1); ++place)
      figures.push_back({&kind, place});
  return figures;
}

// ---- design: what a minute more of each figure adds to each shift ----

Values sum_by_shift(const Values& of_visits, const Labels& shift_of_visit, Index shifts) {
  Values sums = Values::Zero(shifts);
  for (Index visit = 0; visit < of_visits.size(); ++visit) sums[shift_of_visit[visit]] += of_visits[visit];
  return sums;
}

struct Design {
  Eigen::MatrixXd added;  // shifts x figures
  Labels seen;            // per figure
};

// The model itself is asked, with all figures of a kind raised by a minute: what it knows of attempts,
// scales, paces and numbers given is not said twice.
Design ask_model(const WorkloadModel& prior, const std::vector<Figure>& figures, const StopFactors& visits,
                 const Values& before, const Labels& shift_of_visit, Index shifts) {
  constexpr double rounding = 1e-9;
  const auto count = static_cast<Index>(figures.size());
  Design design{Eigen::MatrixXd::Zero(shifts, count), Labels::Zero(count)};
  Index first = 0;
  for (const Kind& kind : kinds) {
    WorkloadModel raised = prior;
    for (const Figure& figure : figures)
      if (figure.kind == &kind) figure.in(raised) += 1.0;
    const Values added = raised.minutes(visits).total - before;
    const bool coded = kind.codes && (visits.*kind.codes).size() > 0;
    for (Index visit = 0; visit < added.size(); ++visit) {
      if (added[visit] < rounding) continue;
      const Index column = first + (coded ? std::max((visits.*kind.codes)[visit], 0) : 0);
      design.added(shift_of_visit[visit], column) += added[visit];
      ++design.seen[column];
    }
    first += kind.list ? static_cast<Index>((prior.*kind.list).size()) : 1;
  }
  design.added.rightCols(1).setOnes();
  design.seen.tail(1).setConstant(static_cast<std::int32_t>(shifts));
  return design;
}

// ---- checks ----

void check_shifts(const StopFactors& visits, const Labels& shift_of_visit, const Values& worked_minutes) {
  const Index shifts = worked_minutes.size();
  workload::check_values(worked_minutes, shifts, workload::count, "worked_minutes",
                         workload::Unsaid::refused);
  if (shift_of_visit.size() != visits.stops)
    throw InputError(message("shift_of_visit has ", shift_of_visit.size(), " entries for ", visits.stops,
                             " visits; give one per visit"));
  std::vector<char> visited(static_cast<std::size_t>(shifts), 0);
  for (Index visit = 0; visit < shift_of_visit.size(); ++visit) {
    const auto shift = shift_of_visit[visit];
    if (shift < 0 || shift >= shifts)
      throw InputError(message("shift_of_visit[", visit, "] is ", shift, " but worked_minutes has ", shifts,
                               " shifts, counted from 0"));
    visited[static_cast<std::size_t>(shift)] = 1;
  }
  const auto idle = std::find(visited.begin(), visited.end(), 0);
  if (idle != visited.end())
    throw InputError(message("shift ", idle - visited.begin(), " has no visits but worked_minutes ",
                             worked_minutes[idle - visited.begin()], "; leave it out or give its visits"));
}

void check_bounds(double lower, double upper, const std::string& whose) {
  if (!(lower >= 0 && lower <= upper && std::isfinite(lower)))
    throw InputError(message(whose, "lower is ", lower, " and upper is ", upper,
                             "; give 0 <= lower <= upper, lower finite"));
}

void check_options(const FitOptions& options, Index shifts) {
  if (!(options.confidence > 0 && options.confidence < 1))
    throw InputError(message("confidence is ", options.confidence, "; give a share between 0 and 1"));
  check_bounds(options.lower, options.upper, "");
  for (const FigureBounds& bounds : options.bounds)
    check_bounds(bounds.lower, bounds.upper, message("bounds of ", bounds.figure, ": "));
  const Labels& couriers = options.courier_of_shift;
  if (couriers.size() == 0) return;
  if (couriers.size() != shifts)
    throw InputError(message("courier_of_shift has ", couriers.size(), " entries for ", shifts,
                             " shifts; give one per shift, or none"));
  if (couriers.minCoeff() == couriers.maxCoeff())
    throw InputError(message("courier_of_shift is ", couriers[0],
                             " everywhere; give at least two couriers, or leave it out"));
}

// ---- what to fit, and between which bounds ----

bool is_about(const std::string& given, const Coefficient& figure) {
  return figure.name == given || figure.name.starts_with(given + ".");
}

void check_name(const std::string& given, const std::vector<Coefficient>& figures, const char* option) {
  std::string names;
  for (const Coefficient& figure : figures) {
    if (is_about(given, figure)) return;
    names += (names.empty() ? "" : ", ") + figure.name;
  }
  throw InputError(
      message(option, " names \"", given, "\", which the model does not have; its figures are ", names));
}

// Bounds go into low and high, since that is what is known without records.
void choose_figures(std::vector<Coefficient>& figures, const FitOptions& options) {
  for (const FigureBounds& bounds : options.bounds) check_name(bounds.figure, figures, "bounds");
  for (const std::string& name : options.held) check_name(name, figures, "held");
  for (Coefficient& figure : figures) {
    bool wanted = figure.before > 0;
    figure.low = wanted ? options.lower * figure.before : 0.0;
    figure.high = wanted ? options.upper * figure.before : 0.0;
    for (const FigureBounds& bounds : options.bounds)
      if (is_about(bounds.figure, figure)) {
        wanted = true;
        figure.low = bounds.lower;
        figure.high = bounds.upper;
      }
    for (const std::string& name : options.held) wanted = wanted && !is_about(name, figure);
    figure.status = !wanted ? FitStatus::held : figure.seen == 0 ? FitStatus::not_seen : FitStatus::fitted;
    if (figure.status == FitStatus::held) figure.low = figure.high = figure.before;
    if (figure.status == FitStatus::not_seen) figure.standard_error = unknown;
  }
}

// ---- the fit ----

// What is fitted, with the design's columns scaled to norm 1.
struct Columns {
  std::vector<Coefficient*> figures;
  Eigen::MatrixXd unit;
  Values norms;
};

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

// Squared pulls to the prior, far below what any record says. They are inverse to the prior's own parts of
// the minutes, so that figures that only occur together keep their proportions.
Values pulls(const Columns& columns, const Values& before) {
  constexpr double slight = 1e-10;
  constexpr double least_part = 1e-3;  // else a figure from 0 could never move
  const Values parts = columns.norms.cwiseProduct(before);
  const double mean = parts.mean();
  if (mean == 0.0) return Values::Constant(parts.size(), slight);
  return slight * mean * parts.cwiseMax(least_part * mean).cwiseInverse();
}

// Fits the changes to what the prior leaves unexplained.
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

// ---- what occurs together ----

// Columns that others add up to: column dependent[k] is the sum over b of mix(b, k) times column basis[b].
struct Dependence {
  std::vector<Index> basis, dependent;
  Eigen::MatrixXd mix;
};

// A column depends on others if less than `apart` of its norm is its own.
Dependence find_dependence(const Eigen::MatrixXd& unit, double apart) {
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr(unit);
  qr.setThreshold(apart);
  const Index rank = qr.rank();
  Dependence found;
  for (Index k = 0; k < unit.cols(); ++k)
    (k < rank ? found.basis : found.dependent).push_back(qr.colsPermutation().indices()[k]);
  const Eigen::MatrixXd triangle = qr.matrixR().topRows(rank);
  const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(rank, rank);
  found.mix = triangle.leftCols(rank).triangularView<Eigen::Upper>().solve(identity) *
              triangle.rightCols(unit.cols() - rank);
  return found;
}

std::string shortly(double value) {
  std::ostringstream text;
  text.precision(3);
  text << value;
  return text.str();
}

// What the records cannot tell of figures that always occur together, one sentence per direction in which
// they may change without any shift changing. The figures are marked.
class Confusion {
 public:
  Confusion(Columns& columns, const Dependence& together) : columns_(columns), together_(together) {}

  std::vector<std::string> mark() {
    std::vector<std::string> sentences;
    for (std::size_t k = 0; k < together_.dependent.size(); ++k) {
      mark(dependent(k));
      std::string rise = "+1 in " + dependent(k).name, fall;
      std::size_t closest = 0;
      for (std::size_t b = 0; b < together_.basis.size(); ++b) {
        if (times(b, k) == 0.0) continue;
        mark(basis(b));
        (times(b, k) < 0 ? rise : fall) +=
            message(times(b, k) < 0 ? ", +" : ", ", shortly(-times(b, k)), " in ", basis(b).name);
        if (mix(b, k) > mix(closest, k)) closest = b;
      }
      sentences.push_back(message(
          "the records cannot tell a change of ", rise, fall, " from none; they know ", sum(closest),
          ", and the prior divides it; hold one of these figures to measure the ", "others against it"));
    }
    return sentences;
  }

 private:
  static void mark(Coefficient& figure) {
    figure.status = FitStatus::confounded;
    figure.standard_error = unknown;
  }
  [[nodiscard]] Coefficient& basis(std::size_t b) const {
    return *columns_.figures[static_cast<std::size_t>(together_.basis[b])];
  }
  [[nodiscard]] Coefficient& dependent(std::size_t k) const {
    return *columns_.figures[static_cast<std::size_t>(together_.dependent[k])];
  }
  [[nodiscard]] double mix(std::size_t b, std::size_t k) const {
    constexpr double rounding = 1e-3;
    const double part = together_.mix(static_cast<Index>(b), static_cast<Index>(k));
    return std::abs(part) < rounding ? 0.0 : part;
  }
  // As mix, but of the figures as they are, not scaled.
  [[nodiscard]] double times(std::size_t b, std::size_t k) const {
    return mix(b, k) * columns_.norms[together_.dependent[k]] / columns_.norms[together_.basis[b]];
  }
  // What is known of the figure and those that add to its column.
  [[nodiscard]] std::string sum(std::size_t b) const {
    std::string text = basis(b).name;
    double value = basis(b).fitted;
    for (std::size_t k = 0; k < together_.dependent.size(); ++k) {
      if (times(b, k) == 0.0) continue;
      text +=
          message(times(b, k) < 0 ? " - " : " + ", shortly(std::abs(times(b, k))), " * ", dependent(k).name);
      value += times(b, k) * dependent(k).fitted;
    }
    return text + " = " + shortly(value);
  }

  Columns& columns_;
  const Dependence& together_;
};

// ---- intervals ----

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

// Intervals of what is known, cut at the bounds that low and high hold until now. The columns that others add
// up to are left out: that changes nothing for the figures that do not occur with them.
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

// ---- the report ----

bool is_vague(const Coefficient& figure) {
  return figure.status == FitStatus::fitted && figure.high - figure.low > figure.fitted;
}

// Figures that almost always occur together, where that leaves one of them vague.
std::vector<std::string> hardly_told_apart(const Columns& columns, const std::vector<Index>& basis) {
  constexpr double apart = 1.0 / 30;  // the usual alarm for collinear columns (Belsley, Kuh and Welsch 1980)
  constexpr double noticeable = 0.1;
  const Dependence nearly = find_dependence(columns.unit(Eigen::all, basis), apart);
  const auto figure = [&](Index j) -> const Coefficient& {
    return *columns.figures[static_cast<std::size_t>(basis[static_cast<std::size_t>(j)])];
  };
  std::vector<std::string> sentences;
  for (std::size_t k = 0; k < nearly.dependent.size(); ++k) {
    const Coefficient& dependent = figure(nearly.dependent[k]);
    std::string names = dependent.name;
    bool vague = is_vague(dependent);
    for (std::size_t b = 0; b < nearly.basis.size(); ++b) {
      if (std::abs(nearly.mix(static_cast<Index>(b), static_cast<Index>(k))) < noticeable) continue;
      names += ", " + figure(nearly.basis[b]).name;
      vague = vague || is_vague(figure(nearly.basis[b]));
    }
    if (vague)
      sentences.push_back(message("the records hardly tell apart ", names,
                                  ": they rise and fall together from shift to shift"));
  }
  return sentences;
}

std::vector<std::string> doubts_of_figures(const std::vector<Coefficient>& figures, double confidence) {
  std::vector<std::string> sentences;
  for (const Coefficient& figure : figures) {
    const std::string what = message(figure.name, " is ", shortly(figure.fitted), " ", figure.unit);
    if (is_vague(figure))
      sentences.push_back(message(what, ", but all from ", shortly(figure.low), " to ", shortly(figure.high),
                                  " agree with the records (", shortly(100 * confidence), " %)"));
    if (figure.status == FitStatus::at_bound)
      sentences.push_back(what + ", held there by its bound; the records would put it beyond");
  }
  return sentences;
}

std::vector<std::string> doubts_of_fit(const Calibration& found, const Labels& courier_of_shift) {
  constexpr std::size_t few = 10;
  std::vector<std::string> sentences;
  std::map<std::int32_t, int> couriers;
  for (const auto courier : courier_of_shift) ++couriers[courier];
  if (!couriers.empty() && couriers.size() < few)
    sentences.push_back(
        message("intervals are rough: they rest on the differences of ", couriers.size(), " couriers"));
  if (found.r2 < 0)
    sentences.push_back("the model tells a shift's minutes worse than the mean of all shifts does");
  return sentences;
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
  constexpr double apart = 1e-4;  // of a column's norm: less is no difference between shifts
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

  const Dependence together = find_dependence(columns.unit, apart);
  measure(found, visits, shift_of_visit, worked_minutes, static_cast<Index>(together.basis.size()));
  append(found.warnings, Confusion(columns, together).mark());
  set_intervals(columns, together, found, options);
  append(found.warnings, hardly_told_apart(columns, together.basis));
  append(found.warnings, doubts_of_figures(found.coefficients, options.confidence));
  append(found.warnings, doubts_of_fit(found, options.courier_of_shift));
  return found;
}

}  // namespace equizone
