#pragma once
// A solver of covers for tests: simple, exact where it finishes.

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "equizone/core/cover_solver.hpp"

namespace equizone::test {

// Depth first: of the rows that still need candidates, one with the fewest left is covered in all ways. A
// candidate's cost spread over its rows bounds what is to come. Gives up after some thousand steps.
class SmallCoverSearch {
 public:
  explicit SmallCoverSearch(const CoverProblem& problem)
      : problem_(problem), missing_(problem.times), least_(problem.known_cost), in_row_(missing_.size()) {
    std::vector<Index> by_cost(static_cast<std::size_t>(problem.candidates()));
    std::iota(by_cost.begin(), by_cost.end(), Index{0});
    std::stable_sort(by_cost.begin(), by_cost.end(),
                     [&](Index a, Index b) { return problem.costs[a] < problem.costs[b]; });
    share_.assign(missing_.size(), std::numeric_limits<double>::infinity());
    for (const Index candidate : by_cost)
      for_each_row(candidate, [&](std::size_t row) {
        in_row_[row].push_back(candidate);
        share_[row] = std::min(share_[row], problem.costs[candidate] / size(candidate));
      });
  }

  CoverAnswer run() {
    descend(0.0, bound());
    return {best_, steps_ < most_steps};
  }

 private:
  static constexpr int most_steps = 20'000;

  template <class Visit>
  void for_each_row(Index candidate, Visit&& visit) const {
    const auto at = static_cast<std::size_t>(candidate);
    for (auto entry = problem_.first[at]; entry < problem_.first[at + 1]; ++entry)
      visit(static_cast<std::size_t>(problem_.rows[static_cast<std::size_t>(entry)]));
  }
  [[nodiscard]] double size(Index candidate) const {
    const auto at = static_cast<std::size_t>(candidate);
    return static_cast<double>(problem_.first[at + 1] - problem_.first[at]);
  }
  [[nodiscard]] double bound() const {
    double sum = 0;
    for (std::size_t row = 0; row < missing_.size(); ++row) sum += missing_[row] * share_[row];
    return sum;
  }
  [[nodiscard]] bool fits(Index candidate) const {
    bool all = true;
    for_each_row(candidate, [&](std::size_t row) { all = all && missing_[row] > 0; });
    return all;
  }

  void descend(double cost, double to_come) {
    if (steps_ == most_steps || cost + to_come >= least_ * (1 - 1e-12)) return;
    ++steps_;
    const std::size_t row = narrowest_row();
    if (row == missing_.size()) {
      least_ = cost;
      best_ = chosen_;
      return;
    }
    for (const Index candidate : in_row_[row]) {
      if (!fits(candidate)) continue;
      for_each_row(candidate, [&](std::size_t covered) {
        --missing_[covered];
        to_come -= share_[covered];
      });
      chosen_.push_back(candidate);
      descend(cost + problem_.costs[candidate], to_come);
      chosen_.pop_back();
      for_each_row(candidate, [&](std::size_t covered) {
        ++missing_[covered];
        to_come += share_[covered];
      });
    }
  }

  // Of stops' rows first: those of kinds follow from them. All rows covered: one past the last.
  [[nodiscard]] std::size_t narrowest_row() const {
    std::size_t best = missing_.size();
    std::size_t fewest = std::numeric_limits<std::size_t>::max();
    for (std::size_t row = 0; row < missing_.size(); ++row) {
      if (missing_[row] == 0 || problem_.times[row] > 1) continue;
      const std::size_t ways = in_row_[row].size();
      if (ways < fewest) {
        fewest = ways;
        best = row;
      }
    }
    if (best < missing_.size()) return best;
    const auto open = std::find_if(missing_.begin(), missing_.end(), [](int left) { return left > 0; });
    return static_cast<std::size_t>(open - missing_.begin());
  }

  const CoverProblem& problem_;
  std::vector<std::int32_t> missing_;
  double least_;
  std::vector<std::vector<Index>> in_row_;  // candidates by cost
  std::vector<double> share_;
  std::vector<Index> chosen_;
  std::vector<Index> best_;
  int steps_ = 0;
};

inline CoverAnswer solve_small_cover(const CoverProblem& problem) { return SmallCoverSearch(problem).run(); }

}  // namespace equizone::test
