#pragma once
// A division on its way through a search: where it stands, and the best that was seen.

#include <cstdint>
#include <vector>

#include "equizone/balancing/stop_graph.hpp"
#include "equizone/balancing/zoning_state.hpp"
#include "methods/districting_score.hpp"
#include "methods/method.hpp"

namespace equizone {

// Where a search begins: at labels as given, at the nearest of given centers, or at runs along a Hilbert
// curve; no zone is empty.
Labels first_districts(const MethodCall& call);

// Runs of stops along a Hilbert curve, whose loads are as aimed at.
Labels districts_along_curve(const MethodCall& call);

// Zones, their score, and the best zoning so far: the one with the least load outside the bounds, of equals
// that with the least score.
class Districting {
 public:
  // All outlive this.
  Districting(const StopGraph& graph, const Problem& problem, const DistrictingScore& score, Labels labels);

  [[nodiscard]] const ZoningState& state() const { return state_; }
  [[nodiscard]] const DistrictingScore& score() const { return score_; }
  [[nodiscard]] const Factors& standing() const { return standing_; }
  [[nodiscard]] bool within_bounds() const { return standing_.beyond <= negligible; }

  // Takes a step, whose change is known, if its zones stay as connected as they are, and not empty.
  bool take(const Step& step, const Factors& change);
  // A zone of one stop leaves it to zone `to` and begins anew at `seed`, another zone's. O(n).
  void begin_anew(std::int32_t last_stop, std::int32_t to, std::int32_t seed);
  // Sums anew, so that rounding errors do not add up. O(n).
  void settle();
  // Goes to the best zoning seen, and gives its labels. O(n).
  const Labels& take_best();
  [[nodiscard]] const Factors& best_standing() const { return best_standing_; }

  // Whether one standing is better than another by more than rounding.
  [[nodiscard]] bool better(const Factors& one, const Factors& other) const;

 private:
  static constexpr double negligible = 1e-10;

  bool move(const Step& step);
  bool exchange(const Step& step);
  void changed(Index stop);
  void arrive(const Factors& change);
  void keep();

  const DistrictingScore& score_;
  ZoningState state_;
  Factors standing_;
  Labels best_;
  Factors best_standing_;
  std::vector<std::int32_t> changed_;  // stops that may lie elsewhere than in the best
  std::vector<char> is_changed_;
};

}  // namespace equizone
