#pragma once
// From medians to zones of whole stops: assignment and medians in turns.

#include <cstdint>

#include "equizone/core/deadline.hpp"
#include "medoids/division.hpp"

namespace equizone {

// How far it goes; iterations only, so that results are reproducible.
struct SettlingPlan {
  int moves;               // of the medians, while parts of stops are assigned
  int whole_moves;         // of the medians, while whole stops are
  Index width;             // zones on a stop's list
  Index candidates;        // for a median, while it moves
  Index final_candidates;  // and in the end
};

// Lists of all zones where that is cheap. The others have enough zones for load to flow anywhere in a few
// steps.
Index list_width(Index stops, Index zones);

// Medians move to those of their zones, whose stops are assigned anew, in turns (Cooper 1964 for places in
// the plane; Mulvey and Beck 1984 with capacities).
class Settling {
 public:
  // References must outlive this.
  Settling(const MedoidProblem& problem, const SettlingPlan& plan, std::int64_t& budget, const GoOn& go_on)
      : problem_(problem), plan_(plan), budget_(budget), go_on_(go_on) {}

  // From medians and offsets that may be far from the best.
  [[nodiscard]] Division from_medians(std::vector<Index> medians, Values offsets) const;
  // From labels that are nearly good: medians, local search.
  [[nodiscard]] Division from_labels(Labels labels, std::vector<Index> medians, Values offsets) const;
  // Cost and violation of given labels around given medians. O(n), a search per zone.
  [[nodiscard]] Division measured(Labels labels, std::vector<Index> medians, Values offsets) const;

  // For stops and zones at the given medians; offsets as of a Division.
  [[nodiscard]] NearZones near_zones(const std::vector<Index>& medians, const Values& offsets) const;

 private:
  const MedoidProblem& problem_;
  SettlingPlan plan_;
  std::int64_t& budget_;
  const GoOn& go_on_;
};

}  // namespace equizone
