#include "evaluation/deviations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "equizone/core/error.hpp"

namespace equizone {

namespace {

constexpr Index none = -1;

using Moves = std::vector<std::pair<Index, Index>>;  // of load from one zone to another, sorted

// For each zone, the start from which moves lead to it in the fewest steps; a start itself, or none.
std::vector<Index> nearest_starts(const Moves& moves, const std::vector<Index>& starts, Index zones) {
  std::vector<Index> start_of(static_cast<std::size_t>(zones), none);
  std::vector<Index> reached = starts;
  for (const Index start : starts) start_of[static_cast<std::size_t>(start)] = start;
  for (std::size_t at = 0; at < reached.size(); ++at) {
    const Index zone = reached[at];
    for (const auto& [from, to] : std::ranges::equal_range(moves, zone, {}, &Moves::value_type::first)) {
      if (start_of[static_cast<std::size_t>(to)] != none) continue;
      start_of[static_cast<std::size_t>(to)] = start_of[static_cast<std::size_t>(from)];
      reached.push_back(to);
    }
  }
  return start_of;
}

// Chains of moves that lead from the loads of the diagram to those of the labels.
class Chains {
 public:
  Chains(const Claim& claim, const CertificateCheck& check) {
    Moves moves;
    Moves backwards;
    for (const DeviatingStop& stop : check.deviating) {
      if (claim.loads[stop.stop] <= 0) continue;
      moves.emplace_back(stop.nearest, stop.zone);
      backwards.emplace_back(stop.zone, stop.nearest);
    }
    std::ranges::sort(moves);
    std::ranges::sort(backwards);
    std::vector<Index> above;
    std::vector<Index> below;
    for (Index zone = 0; zone < claim.zones(); ++zone) {
      const double outside = claim.outside(zone, check.diagram_loads[zone]);
      if (outside > 0) above.push_back(zone);
      if (outside < 0) below.push_back(zone);
    }
    start_of_ = nearest_starts(moves, above, claim.zones());
    end_of_ = nearest_starts(backwards, below, claim.zones());
  }

  // The zone above its upper bound in the diagram that is nearest to this one, counted in moves, or none.
  [[nodiscard]] Index start(Index zone) const { return start_of_[static_cast<std::size_t>(zone)]; }
  // The zone below its lower bound in the diagram to which the fewest moves lead from this one, or none.
  [[nodiscard]] Index end(Index zone) const { return end_of_[static_cast<std::size_t>(zone)]; }

 private:
  std::vector<Index> start_of_;
  std::vector<Index> end_of_;
};

}  // namespace

void explain_deviations(const Claim& claim, CertificateCheck& check) {
  const Chains chains(claim, check);
  const auto too_much = [&](Index zone) {
    return message(" would have a load of ", check.diagram_loads[zone],
                   " in the diagram, above its upper bound of ", claim.upper[zone]);
  };
  const auto too_little = [&](Index zone) {
    return message(" would have a load of ", check.diagram_loads[zone],
                   " in the diagram, below its lower bound of ", claim.lower[zone]);
  };
  for (DeviatingStop& stop : check.deviating) {
    const Index start = chains.start(stop.nearest);
    const Index end = chains.end(stop.zone);
    if (claim.loads[stop.stop] <= 0)
      stop.why = "it has no load: neither cost nor balance depend on its zone";
    else if (start == stop.nearest)
      stop.why = message("zone ", start, too_much(start));
    else if (end == stop.zone)
      stop.why = message("zone ", end, too_little(end));
    else if (start != none)
      stop.why = message("a link of a chain from zone ", start, ", which", too_much(start));
    else if (end != none)
      stop.why = message("a link of a chain to zone ", end, ", which", too_little(end));
    else
      stop.why = message("no bound calls for it: the diagram leaves zones ", stop.zone, " and ", stop.nearest,
                         " within theirs, and no chain passes here; it pays only if the centers move along, "
                         "or keeps a zone in one piece, or is a mistake");
  }
}

}  // namespace equizone
