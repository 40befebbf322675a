#pragma once
/// \file
/// Zones are brought to within the heaviest stop of the load they should have, whatever it takes.

#include <cmath>
#include <cstdint>
#include <limits>

#include "equizone/balancing/bounds.hpp"
#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// The bounds, widened to the heaviest stop on either side of the loads aimed at: what whole stops can keep
/// to, but where there are hardly more stops than zones. O(k).
inline Bounds within_a_stop(const Bounds& bounds, const Values& aim, double heaviest) {
  return {bounds.targets, bounds.lower.cwiseMin((aim.array() - heaviest).matrix()),
          bounds.upper.cwiseMax((aim.array() + heaviest).matrix())};
}

/// Meets such bounds by single stops that go from anywhere to anywhere, each at the least increase of cost:
/// the last resort, for zones may fall apart. A stop that leaves a zone above its aim leaves it within the
/// bounds, and so does one that joins a zone below: where one zone lies outside, the loads' sum provides
/// another to deal with. Only a zone of one stop cannot give it away; it takes a lighter one in exchange.
class LevelOut {
 public:
  /// The state's bounds are those of within_a_stop().
  LevelOut(ZoningState& state, const Values& aim) : state_(state), aim_(aim) {}

  /// Returns the violation left. O(n), or O(zones) per stop of a zone with too much, for each move.
  double run(const GoOn& go_on) {
    const Index most_moves = 4 * state_.graph().stops();  // rounding must not make it go on for ever
    const double before = state_.total_violation();
    double left = before;
    for (Index move = 0; move < most_moves && left > 0 && go_on(1 - left / before); ++move) {
      if (!relieve() && !supply() && !exchange()) break;
      left = state_.total_violation();
    }
    state_.recompute_masses();
    return left;
  }

 private:
  static constexpr std::int32_t none = -1;

  struct Move {
    double cost = std::numeric_limits<double>::infinity();
    std::int32_t stop = none;
    std::int32_t to = none;
  };

  [[nodiscard]] double surplus(std::int32_t zone) const { return state_.mass(zone).load - aim_[zone]; }
  [[nodiscard]] std::int32_t zones() const { return static_cast<std::int32_t>(state_.zones()); }

  // The zone that lies farthest above its bounds (below them).
  [[nodiscard]] std::int32_t worst(bool above) const {
    std::int32_t found = none;
    double most = 0;
    for (std::int32_t zone = 0; zone < zones(); ++zone) {
      const double violation = state_.violation(zone);
      if (violation <= most || (surplus(zone) > 0) != above) continue;
      most = violation;
      found = zone;
    }
    return found;
  }

  // A stop of a zone with too much goes to one below its aim.
  bool relieve() {
    const std::int32_t zone = worst(true);
    if (zone == none) return false;
    Move best;
    for (std::int32_t to = 0; to < zones(); ++to)
      if (surplus(to) < 0)
        for (const std::int32_t stop : state_.members(zone)) offer(best, stop, to);
    return apply(best);
  }

  // A zone with too little gets a stop that another can spare.
  bool supply() {
    const std::int32_t zone = worst(false);
    if (zone == none) return false;
    Move best;
    for (std::int32_t from = 0; from < zones(); ++from) {
      if (from == zone) continue;
      const double spare = state_.mass(from).load - state_.bounds().lower[from];
      for (const std::int32_t stop : state_.members(from))
        if (state_.load(stop) <= spare) offer(best, stop, zone);
    }
    return apply(best);
  }

  // A zone whose only stop is more than it should have takes for it the lightest of a zone below its aim: the
  // two that come nearest to their aims by that.
  bool exchange() {
    std::int32_t heavy = none;
    std::int32_t light = none;
    double most = 0;
    for (std::int32_t low = 0; low < zones(); ++low) {
      if (surplus(low) >= 0) continue;
      const std::int32_t stop = lightest(low);
      if (stop == none) continue;
      for (std::int32_t high = 0; high < zones(); ++high) {
        if (state_.members(high).size() > 1 || surplus(high) <= 0) continue;
        const double gain = nearer(high, low, state_.load(state_.members(high).front()) - state_.load(stop));
        if (gain <= most) continue;
        most = gain;
        heavy = state_.members(high).front();
        light = stop;
      }
    }
    if (light == none) return false;
    const std::int32_t high = state_.zone(heavy);
    const std::int32_t low = state_.zone(light);
    state_.move(light, high);
    state_.move(heavy, low);
    return true;
  }

  // By how much two zones come nearer to their aims, together, if `high` hands `low` a load; 0 for what
  // rounding may feign.
  [[nodiscard]] double nearer(std::int32_t high, std::int32_t low, double net) const {
    const double gain = std::abs(surplus(high)) + std::abs(surplus(low)) - std::abs(surplus(high) - net) -
                        std::abs(surplus(low) + net);
    return gain > 1e-12 * (state_.mass(high).load + state_.mass(low).load) ? gain : 0.0;
  }

  // Of a zone's stops with a load.
  [[nodiscard]] std::int32_t lightest(std::int32_t zone) const {
    std::int32_t found = none;
    for (const std::int32_t stop : state_.members(zone))
      if (state_.load(stop) > 0 && (found == none || state_.load(stop) < state_.load(found))) found = stop;
    return found;
  }

  void offer(Move& best, std::int32_t stop, std::int32_t to) const {
    const double w = state_.load(stop);
    const std::int32_t from = state_.zone(stop);
    if (!(w > 0) || state_.members(from).size() < 2) return;
    const double cost =
        state_.mass(from).leaving(w, state_.place(stop)) + state_.mass(to).joining(w, state_.place(stop));
    if (cost < best.cost) best = {cost, stop, to};
  }

  bool apply(const Move& move) {
    if (move.stop == none) return false;
    state_.move(move.stop, move.to);
    return true;
  }

  ZoningState& state_;
  const Values& aim_;
};

}  // namespace equizone
