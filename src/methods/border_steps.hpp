#pragma once
// The neighbourhood of a division: what may happen at its borders.

#include <cstdint>
#include <vector>

#include "methods/districting.hpp"

namespace equizone {

// A step and what it would change.
struct RatedStep {
  Step step;
  std::int32_t from = Step::none;  // zone of the stop
  Factors change;
  double rise = 0.0;  // of the score
};

// Lists all moves of border stops to zones that they touch, and exchanges of those that move most cheaply.
class BorderSteps {
 public:
  // Calls `visit(rated)` for each; it answers with the rise above which exchanges do not matter. O(m log m)
  // for m border stops and the zones that they touch.
  template <class Visit>
  void visit_all(const Districting& zones, double strictness, Visit&& visit) {
    list_moves(zones, strictness);
    double limit = 0;
    for (const RatedStep& move : moves_) limit = visit(move);
    visit_exchanges(zones, strictness, limit, visit);
  }

  // Steps rated since the beginning.
  [[nodiscard]] std::int64_t looked_at() const { return looked_at_; }

 private:
  using Moves = std::vector<RatedStep>;
  static constexpr std::ptrdiff_t few = 5;  // stops of either zone that may be exchanged

  void list_moves(const Districting& zones, double strictness);
  // [begin, end) of moves_ from one zone to another, cheapest first.
  [[nodiscard]] Moves::const_iterator end_of_pair(Moves::const_iterator begin) const;
  [[nodiscard]] Moves::const_iterator begin_of_pair(std::int32_t from, std::int32_t to) const;

  template <class Visit>
  void visit_exchanges(const Districting& zones, double strictness, double limit, Visit&& visit) {
    for (auto begin = moves_.cbegin(); begin != moves_.cend();) {
      const auto end = end_of_pair(begin);
      const auto back = begin_of_pair(begin->step.to, begin->from);
      if (begin->from < begin->step.to && back != moves_.cend()) {
        const double relief = zones.score().relief(zones.state(), begin->from, begin->step.to, strictness);
        const auto back_end = end_of_pair(back);
        for (auto first = begin; first != end && first - begin < few; ++first)
          for (auto second = back; second != back_end && second - back < few; ++second) {
            if (alone(zones, *first) + alone(zones, *second) - relief >= limit) break;
            limit = visit(
                rate(zones, {first->step.stop, first->step.to, second->step.stop}, first->from, strictness));
          }
      }
      begin = end;
    }
  }

  // What a move changes but for the balance, which an exchange may leave as it is.
  [[nodiscard]] static double alone(const Districting& zones, const RatedStep& move) {
    return zones.score().of({0.0, 0.0, move.change.spread, move.change.border}, 0.0);
  }

  [[nodiscard]] RatedStep rate(const Districting& zones, const Step& step, std::int32_t from,
                               double strictness);

  Moves moves_;
  std::vector<std::int32_t> touching_;
  std::int64_t looked_at_ = 0;
};

}  // namespace equizone
