#include "workload/doubts.hpp"

#include <cmath>
#include <map>

#include "equizone/core/error.hpp"
#include "workload/dependence.hpp"
#include "workload/shortly.hpp"

namespace equizone::workload {

namespace {

bool is_vague(const Coefficient& figure) {
  return figure.status == FitStatus::fitted && figure.high - figure.low > figure.fitted;
}

}  // namespace

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
    sentences.emplace_back("the model tells a shift's minutes worse than the mean of all shifts does");
  return sentences;
}

}  // namespace equizone::workload
