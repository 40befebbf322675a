#pragma once
/// \file
/// Moves and exchanges of border stops that lower the cost inside the bounds.

#include "equizone/balancing/border_stops.hpp"
#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// Lowers the cost by moving single border stops and by exchanging two, with exact changes of cost (the
/// centers follow), never worsening a zone's violation and never cutting a zone in pieces. Ends at a local
/// optimum or after `rounds` rounds.
class LocalSearch {
 public:
  explicit LocalSearch(ZoningState& state) : state_(state), borders_(state) {}

  void run(int rounds, const GoOn& go_on) {
    for (int round = 0; round < rounds; ++round) {
      bool better = false;
      const auto zones = static_cast<std::int32_t>(state_.zones());
      for (std::int32_t zone = 0; zone < zones; ++zone) {
        if (!go_on(static_cast<double>(zone) / zones)) return;
        if (move_stops(zone)) better = true;
        if (exchange_stops(zone)) better = true;
      }
      if (!better) break;
    }
  }

 private:
  // Lists change under our moves: work on a copy and check each entry again.
  static std::vector<BorderStop> copy(std::span<const BorderStop> list) { return {list.begin(), list.end()}; }

  [[nodiscard]] double leaving(Index stop) const {
    return state_.mass(state_.zone(stop)).leaving(state_.load(stop), state_.place(stop));
  }
  [[nodiscard]] double joining(Index stop, std::int32_t to) const {
    return state_.mass(to).joining(state_.load(stop), state_.place(stop));
  }
  // An improvement that counts, against rounding.
  [[nodiscard]] static bool worth_it(double change, double scale) { return change < -1e-9 * scale; }

  bool move_stops(std::int32_t zone) {
    bool moved = false;
    const std::vector<BorderStop> candidates = copy(borders_.of(zone));
    for (const BorderStop& candidate : candidates) {
      const double w = state_.load(candidate.stop);
      if (candidate.cost >= 0 || state_.zone(candidate.stop) != zone) continue;
      const double arrival = joining(candidate.stop, candidate.to);
      if (!worth_it(leaving(candidate.stop) + arrival, arrival)) continue;
      if (state_.violation_change(zone, -w) > 0 || state_.violation_change(candidate.to, w) > 0) continue;
      if (!state_.removable(candidate.stop) || !state_.touches(candidate.stop, candidate.to)) continue;
      state_.move(candidate.stop, candidate.to);
      moved = true;
    }
    return moved;
  }

  bool exchange_stops(std::int32_t zone) {
    bool moved = false;
    const std::vector<BorderStop> mine = copy(borders_.of(zone));
    for (std::size_t begin = 0; begin < mine.size();) {
      std::size_t end = begin;
      while (end < mine.size() && mine[end].to == mine[begin].to) ++end;
      const std::int32_t other = mine[begin].to;
      if (other > zone) moved = exchange_with(mine, begin, end, other) || moved;
      begin = end;
    }
    return moved;
  }

  bool exchange_with(const std::vector<BorderStop>& mine, std::size_t begin, std::size_t end,
                     std::int32_t other) {
    const std::int32_t zone = state_.zone(mine[begin].stop);
    const std::vector<BorderStop> theirs = copy(borders_.of(other, zone));
    bool moved = false;
    for (std::size_t at = begin; at < end; ++at) {
      const Index stop = mine[at].stop;
      if (state_.zone(stop) != zone) continue;
      Index best = -1;
      double best_change = 0;
      for (const BorderStop& candidate : theirs) {
        if (state_.zone(candidate.stop) != other) continue;
        if (mine[at].cost + candidate.cost >= 0)
          continue;  // exchanging costs at least as much as the two moves, nearly
        const double net = state_.load(stop) - state_.load(candidate.stop);
        if (state_.violation_change(zone, -net) > 0 || state_.violation_change(other, net) > 0) continue;
        const double change = exchange_change(stop, candidate.stop);
        if (change < best_change) {
          best_change = change;
          best = candidate.stop;
        }
      }
      if (best >= 0 && worth_it(best_change, joining(stop, other)) && exchange(stop, best)) moved = true;
    }
    return moved;
  }

  [[nodiscard]] double exchange_change(Index first, Index second) const {
    const ZoneMass& from = state_.mass(state_.zone(first));
    const ZoneMass& to = state_.mass(state_.zone(second));
    const double w = state_.load(first);
    const double v = state_.load(second);
    return from.leaving(w, state_.place(first)) +
           from.without(w, state_.place(first)).joining(v, state_.place(second)) +
           to.leaving(v, state_.place(second)) +
           to.without(v, state_.place(second)).joining(w, state_.place(first));
  }

  // Exchanges two stops if both zones stay connected; otherwise nothing changes.
  bool exchange(Index first, Index second) {
    const std::int32_t a = state_.zone(first);
    const std::int32_t b = state_.zone(second);
    if (!state_.removable(first)) return false;
    state_.move(first, b);
    if (state_.removable(second) && state_.touches(second, a)) {
      state_.move(second, a);
      return true;
    }
    state_.move(first, a);
    return false;
  }

  ZoningState& state_;
  BorderStops borders_;
};

}  // namespace equizone
