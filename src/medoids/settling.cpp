#include "medoids/settling.hpp"

#include <algorithm>

#include "medoids/assignment.hpp"
#include "medoids/station.hpp"
#include "medoids/zone_medians.hpp"

namespace equizone {

Index list_width(Index stops, Index zones) {
  constexpr Index cheap = 200'000;  // entries; repair() moves stops anywhere up to as many
  constexpr Index enough = 10;
  return stops * zones <= cheap ? zones : std::min(zones, enough);
}

NearZones Settling::near_zones(const std::vector<Index>& medians, const Values& offsets) const {
  const double visits = problem_.visits.sum();
  const double load_per_visit = visits > 0 ? problem_.loads.sum() / visits : 0.0;
  return problem_.distances.near_zones(medians, offsets * load_per_visit, plan_.width);
}

Division Settling::measured(Labels labels, std::vector<Index> medians, Values offsets) const {
  Division division{
      .medians = std::move(medians), .labels = std::move(labels), .offsets = std::move(offsets)};
  division.cost =
      cost_of(ways_from_medians(problem_.distances, division.medians, division.labels), problem_.visits);
  division.violation =
      problem_.bounds.violation(loads_of_zones(division.labels, problem_.loads, problem_.zones()));
  return division;
}

Division Settling::from_medians(std::vector<Index> medians, Values offsets) const {
  Labels labels;
  for (int move = 0; move <= plan_.moves; ++move) {
    assign_parts(problem_, near_zones(medians, offsets), offsets, labels);
    fill_empty_zones(medians, labels);
    if (move == plan_.moves || !go_on_(static_cast<double>(move) / (plan_.moves + 1))) break;
    std::vector<Index> next = medians_of(problem_, labels, medians, plan_.candidates);
    if (next == medians) break;
    medians = std::move(next);
  }
  return from_labels(std::move(labels), std::move(medians), std::move(offsets));
}

Division Settling::from_labels(Labels labels, std::vector<Index> medians, Values offsets) const {
  Division best;
  for (int move = 0; move < plan_.whole_moves; ++move) {
    NearZones near = near_zones(medians, offsets);
    list_own_zones(problem_, medians, labels, near);
    assign_whole(problem_, near, labels, budget_, go_on_);
    const bool last = move + 1 == plan_.whole_moves;
    std::vector<Index> next =
        medians_of(problem_, labels, medians, last ? plan_.final_candidates : plan_.candidates);
    const bool settled = next == medians;
    medians = std::move(next);
    Division found = measured(labels, medians, offsets);
    const bool better = move == 0 || found.better_than(best);
    if (better) best = std::move(found);
    if (settled || !better || !go_on_(1.0)) break;
  }
  return best;
}

}  // namespace equizone
