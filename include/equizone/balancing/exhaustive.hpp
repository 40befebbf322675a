#pragma once
/// \file
/// Tiny stations, solved to the proven optimum.

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <vector>

#include "equizone/balancing/zoning_state.hpp"

namespace equizone {

/// Branch and bound over all assignments of whole stops. The cost of a zone (to its own centroid) only grows
/// when a stop joins, so the cost so far bounds every completion; loads still to come bound what lower bounds
/// can be met. Exponential in n: for tiny stations only, where it proves the optimum, or that the bounds
/// cannot be met.
class ExhaustiveSearch {
 public:
  struct Outcome {
    std::optional<Labels>
        best;               ///< the cheapest assignment within the bounds that beats the one known, if any
    bool finished = false;  ///< whether everything was searched: then `best` or the known one is optimal
  };

  ExhaustiveSearch(const Points& points, const Values& loads, const Bounds& bounds, std::int64_t budget)
      : points_(points), loads_(loads), bounds_(bounds), budget_(budget) {
    order_.resize(static_cast<std::size_t>(points.cols()));
    std::iota(order_.begin(), order_.end(), Index{0});
    std::stable_sort(order_.begin(), order_.end(), [&](Index a, Index b) { return loads[a] > loads[b]; });
    to_come_.assign(order_.size() + 1, 0.0);
    for (std::size_t at = order_.size(); at-- > 0;) to_come_[at] = to_come_[at + 1] + loads[order_[at]];
    masses_.resize(static_cast<std::size_t>(bounds.zones()));
    counts_.assign(static_cast<std::size_t>(bounds.zones()), 0);
    choices_.resize(order_.size());
    labels_ = Labels::Zero(points.cols());
  }

  /// Looks for an assignment cheaper than `known_cost` (infinity: for any).
  Outcome run(double known_cost, const GoOn& go_on) {
    least_ = known_cost;
    go_on_ = &go_on;
    all_ = budget_;
    descend(0, 0.0, bounds_.lower.sum(), bounds_.zones());
    return {best_, budget_ > 0};
  }

 private:
  // `missing`: load that zones below their lower bound still need; `empty`: zones without a stop.
  void descend(std::size_t at, double cost, double missing, Index empty) {
    constexpr std::int64_t asked_every = 10'000;
    if (--budget_ % asked_every == 0 &&
        !(*go_on_)(1 - static_cast<double>(budget_) / static_cast<double>(all_)))
      budget_ = 0;
    if (budget_ <= 0 || cost >= least_ * (1 - 1e-12)) return;
    const auto left = static_cast<Index>(order_.size() - at);
    if (empty > left || missing > to_come_[at] + slack()) return;
    if (at == order_.size()) {
      for (Index zone = 0; zone < bounds_.zones(); ++zone)
        if (bounds_.violation(zone, mass(zone).load) > 0) return;
      least_ = cost;
      best_ = labels_;
      return;
    }
    const Index stop = order_[at];
    std::vector<std::pair<double, Index>>& choices = choices_[at];
    choices.clear();
    for (Index zone = 0; zone < bounds_.zones(); ++zone)
      if (mass(zone).load + loads_[stop] <= bounds_.upper[zone] + slack() && !twin_before(zone))
        choices.emplace_back(mass(zone).joining(loads_[stop], points_.col(stop)), zone);
    std::sort(choices.begin(), choices.end());
    for (const auto& [rise, zone] : choices) put(at, stop, zone, cost + rise, missing, empty);
  }

  void put(std::size_t at, Index stop, Index zone, double cost, double missing, Index empty) {
    const auto z = static_cast<std::size_t>(zone);
    const ZoneMass before = masses_[z];
    const double lack = std::max(0.0, bounds_.lower[zone] - before.load);
    masses_[z] = counts_[z] == 0 ? ZoneMass{loads_[stop], points_.col(stop)}
                                 : before.with(loads_[stop], points_.col(stop));
    ++counts_[z];
    labels_[stop] = static_cast<std::int32_t>(zone);
    const double lack_now = std::max(0.0, bounds_.lower[zone] - masses_[z].load);
    descend(at + 1, cost, missing - (lack - lack_now), empty - (counts_[z] == 1 ? 1 : 0));
    --counts_[z];
    masses_[z] = before;
  }

  // An empty zone with the same bounds as an empty zone before it would only give the same solutions with
  // other names.
  [[nodiscard]] bool twin_before(Index zone) const {
    if (counts_[static_cast<std::size_t>(zone)] > 0) return false;
    for (Index other = 0; other < zone; ++other)
      if (counts_[static_cast<std::size_t>(other)] == 0 && bounds_.lower[other] == bounds_.lower[zone] &&
          bounds_.upper[other] == bounds_.upper[zone])
        return true;
    return false;
  }

  [[nodiscard]] const ZoneMass& mass(Index zone) const { return masses_[static_cast<std::size_t>(zone)]; }
  [[nodiscard]] double slack() const { return 1e-12 * to_come_.front(); }

  const Points& points_;
  const Values& loads_;
  const Bounds& bounds_;
  std::int64_t budget_;
  std::vector<Index> order_;     // heaviest first
  std::vector<double> to_come_;  // load of the stops from a position on
  std::vector<ZoneMass> masses_;
  std::vector<std::int32_t> counts_;
  std::vector<std::vector<std::pair<double, Index>>> choices_;  // per depth: rise of the cost, zone
  Labels labels_;
  const GoOn* go_on_ = nullptr;
  std::int64_t all_ = 0;  // the budget at the start
  double least_ = 0;
  std::optional<Labels> best_;
};

}  // namespace equizone
