#pragma once
/// \file
/// Moves and exchanges of border stops that lower the cost inside the bounds.

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "equizone/balancing/border_stops.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// Whether a violation grows when `from` hands the net load `net` to `to`.
template <class State>
[[nodiscard]] bool worsens(const State& state, std::int32_t from, std::int32_t to, double net) {
  return state.violation_change(from, -net) > 0 || state.violation_change(to, net) > 0;
}

/// Lowers the cost by moving single border stops and by exchanging two, with exact changes of cost (the
/// centers follow), never worsening a violation or cutting a zone in pieces. Zones around which nothing has
/// changed since they were last looked at are skipped. Ends at a local optimum.
template <class State>
class LocalSearch {
 public:
  LocalSearch(State& state, BorderStops<State>& borders)
      : state_(state), borders_(borders), settled_(static_cast<std::size_t>(state.zones())) {}

  /// Looks at all zones at most `rounds` times.
  void run(int rounds, const GoOn& go_on) {
    const auto zones = static_cast<std::int32_t>(state_.zones());
    for (int round = 0; round < rounds; ++round) {
      bool better = false;
      for (std::int32_t zone = 0; zone < zones; ++zone) {
        if (!go_on(static_cast<double>(zone) / zones)) return;
        if (improve(zone)) better = true;
      }
      if (!better) break;
    }
  }

 private:
  // A move (`back` none) or an exchange, and what it changes.
  struct Option {
    double change;
    std::int32_t stop;
    std::int32_t to;
    std::int32_t back;
  };
  static constexpr std::int32_t none = -1;

  // Until nothing that a zone can hand over or exchange lowers the cost.
  bool improve(std::int32_t zone) {
    constexpr int most = 100;
    std::optional<std::uint64_t>& settled = settled_[static_cast<std::size_t>(zone)];
    bool any = false;
    for (int step = 0; step < most && settled != borders_.changes_near(zone); ++step) {
      find_options(zone);
      if (!apply_best(zone)) {
        settled = borders_.changes_near(zone);
        break;
      }
      any = true;
    }
    return any;
  }

  void find_options(std::int32_t zone) {
    options_.clear();
    const std::span<const BorderStop> mine = borders_.of(zone);
    for (std::size_t begin = 0; begin < mine.size();) {
      std::size_t end = begin;
      while (end < mine.size() && mine[end].to == mine[begin].to) ++end;
      find_options(mine.subspan(begin, end - begin), zone, mine[begin].to);
      begin = end;
    }
  }

  void find_options(std::span<const BorderStop> mine, std::int32_t zone, std::int32_t to) {
    const std::span<const BorderStop> theirs = borders_.of(to, zone);
    for (const BorderStop& first : mine) {
      if (!worsens(state_, zone, to, state_.load(first.stop))) offer({first.cost, first.stop, to, none});
      for (const BorderStop& second : theirs) {
        // An exchange costs at least as much as its two moves, nearly.
        if (first.cost + second.cost >= 0) break;
        if (worsens(state_, zone, to, state_.load(first.stop) - state_.load(second.stop))) continue;
        offer({state_.exchanging(first.stop, second.stop), first.stop, to, second.stop});
      }
    }
  }

  void offer(const Option& option) {
    if (option.change < -state_.smallest_change(option.stop, option.to, option.back))
      options_.push_back(option);
  }

  bool apply_best(std::int32_t zone) {
    const auto cheaper = [](const Option& left, const Option& right) {
      if (left.change != right.change) return left.change < right.change;
      return left.stop != right.stop ? left.stop < right.stop : left.back < right.back;
    };
    std::sort(options_.begin(), options_.end(), cheaper);
    return std::any_of(options_.begin(), options_.end(),
                       [&](const Option& option) { return apply(zone, option); });
  }

  // Moves or exchanges if both zones stay connected; otherwise nothing changes.
  bool apply(std::int32_t zone, const Option& option) {
    state_.move(option.stop, option.to);
    if (option.back == none) return true;
    if (state_.removable(option.back) && state_.touches(option.back, zone)) {
      state_.move(option.back, zone);
      return true;
    }
    state_.move(option.stop, zone);
    return false;
  }

  State& state_;
  BorderStops<State>& borders_;
  std::vector<std::optional<std::uint64_t>> settled_;  // what a zone's surroundings were when nothing helped
  std::vector<Option> options_;
};

}  // namespace equizone
