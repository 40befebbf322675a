#pragma once
// What the searches for good districts make small: one number from balance, compactness and border.

#include <cstdint>
#include <vector>

#include "equizone/balancing/zoning_state.hpp"
#include "methods/method.hpp"

namespace equizone {

// Each on a scale of its own that does not depend on the number of stops or their unit; sums of changes.
struct Factors {
  double beyond = 0.0;  // load outside the zones' bounds, as a share of all load
  double uneven = 0.0;  // mean over zones of the squared deviation from the aim, in mean aims
  double spread = 0.0;  // cost, in costs of the reference
  double border = 0.0;  // pairs of neighbouring stops in different zones, in those of the reference

  Factors& operator+=(const Factors& other);
};

// A move of a stop to another zone, or its exchange with a stop of that zone.
struct Step {
  static constexpr std::int32_t none = -1;

  std::int32_t stop = none;
  std::int32_t to = none;
  std::int32_t back = none;  // comes in exchange
};

// The factors' comparisons on Saaty's scale, as parameters of a method.
std::vector<MethodParameter> factor_comparisons();

// How much each factor counts: the analytic hierarchy process over the comparisons of the call.
struct FactorShares {
  double balance;
  double compactness;
  double border;
};

// Throws InputError where comparisons contradict each other.
FactorShares factor_shares(const MethodCall& call);

// Exact factors of a zoning and their changes by a move or an exchange. Reference is what a cheap division
// has: runs along a Hilbert curve.
class DistrictingScore {
 public:
  DistrictingScore(const Problem& problem, const FactorShares& shares, const Labels& reference);

  // O(n + k).
  [[nodiscard]] Factors factors(const ZoningState& state) const;
  // What a step changes. O(the neighbours of its stops).
  [[nodiscard]] Factors change(const ZoningState& state, const Step& step) const {
    return step.back == Step::none ? change_by_move(state, step.stop, step.to)
                                   : change_by_exchange(state, step.stop, step.back);
  }

  // Shares times factors; load outside the bounds counts `strictness` times.
  [[nodiscard]] double of(const Factors& factors, double strictness) const {
    return shares_.balance * (strictness * factors.beyond + factors.uneven) +
           shares_.compactness * factors.spread + shares_.border * factors.border;
  }
  // The most that an exchange between two zones can gain in balance.
  [[nodiscard]] double relief(const ZoningState& state, Index one, Index other, double strictness) const {
    return of({(state.violation(one) + state.violation(other)) / total_,
               unevenness(one, state.zone_load(one)) + unevenness(other, state.zone_load(other)), 0.0, 0.0},
              strictness);
  }
  // The part of a mean stop in the compactness of the reference: a step that searches take as their unit.
  [[nodiscard]] double stop_part() const;

 private:
  [[nodiscard]] Factors change_by_move(const ZoningState& state, Index stop, std::int32_t to) const;
  [[nodiscard]] Factors change_by_exchange(const ZoningState& state, Index first, Index second) const;
  [[nodiscard]] double unevenness(Index zone, double load) const;
  // Changes of the balance when `net` goes from one zone to another.
  [[nodiscard]] Factors handing_over(const ZoningState& state, Index from, Index to, double net) const;
  // Change of the number of pairs that the border cuts.
  [[nodiscard]] double cut_change(const ZoningState& state, Index stop, std::int32_t to) const;
  [[nodiscard]] double cut_pairs(const Labels& labels) const;

  const Problem& problem_;
  FactorShares shares_;
  std::vector<std::int32_t> first_;       // neighbours of a stop:
  std::vector<std::int32_t> neighbours_;  // neighbours_[first_[stop]] .. [first_[stop + 1] - 1]
  double total_;
  double mean_aim_;
  double reference_cost_ = 1.0;
  double reference_cut_ = 1.0;
};

}  // namespace equizone
