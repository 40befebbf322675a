#include "workload/fit_choice.hpp"

#include <algorithm>
#include <cmath>

#include "workload/figures.hpp"
#include "workload/near_names.hpp"
#include "workload/ranges.hpp"

namespace equizone::workload {

namespace {

void check_bounds(double lower, double upper, const std::string& whose) {
  if (!(lower >= 0 && lower <= upper && std::isfinite(lower)))
    throw InputError(message(whose, "lower is ", lower, " and upper is ", upper,
                             "; give 0 <= lower <= upper, lower finite"));
}

bool is_about(const std::string& given, const Coefficient& figure) {
  return figure.name == given || figure.name.starts_with(given + ".");
}

// Names that options may give: of figures, and beginnings that mean several.
std::vector<std::string> names_of(const std::vector<Coefficient>& figures) {
  std::vector<std::string> names;
  for (const Coefficient& figure : figures) {
    names.push_back(figure.name);
    if (figure.category.empty()) continue;
    names.push_back(figure.factor);
    names.push_back(message(figure.factor, ".", figure.category));
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void check_name(const std::string& given, const std::vector<Coefficient>& figures, const char* option) {
  const bool known = std::any_of(figures.begin(), figures.end(),
                                 [&](const Coefficient& figure) { return is_about(given, figure); });
  if (!known)
    throw InputError(message(option, " names \"", given,
                             "\", which the model does not have; the nearest are ",
                             nearest_names(names_of(figures), given)));
}

}  // namespace

void check_shifts(const StopFactors& visits, const Labels& shift_of_visit, const Values& worked_minutes) {
  const Index shifts = worked_minutes.size();
  check_values(worked_minutes, shifts, non_negative, "worked_minutes", Unsaid::refused);
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

}  // namespace equizone::workload
