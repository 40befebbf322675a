#include "methods/border_steps.hpp"

#include <algorithm>
#include <tuple>

namespace equizone {

RatedStep BorderSteps::rate(const Districting& zones, const Step& step, std::int32_t from,
                            double strictness) {
  ++looked_at_;
  const Factors change = zones.score().change(zones.state(), step);
  return {step, from, change, zones.score().of(change, strictness)};
}

void BorderSteps::list_moves(const Districting& zones, double strictness) {
  const ZoningState& state = zones.state();
  moves_.clear();
  for (std::int32_t stop = 0; stop < static_cast<std::int32_t>(state.stops()); ++stop) {
    const std::int32_t from = state.zone(stop);
    if (!state.at_border(stop) || state.members(from).size() < 2) continue;
    touching_.clear();
    state.for_each_touching_zone(stop, [&](std::int32_t zone) { touching_.push_back(zone); });
    std::sort(touching_.begin(), touching_.end());
    touching_.erase(std::unique(touching_.begin(), touching_.end()), touching_.end());
    for (const std::int32_t to : touching_)
      moves_.push_back(rate(zones, {stop, to, Step::none}, from, strictness));
  }
  std::sort(moves_.begin(), moves_.end(), [&](const RatedStep& left, const RatedStep& right) {
    return std::tuple(left.from, left.step.to, alone(zones, left), left.step.stop) <
           std::tuple(right.from, right.step.to, alone(zones, right), right.step.stop);
  });
}

BorderSteps::Moves::const_iterator BorderSteps::end_of_pair(Moves::const_iterator begin) const {
  return std::find_if(begin, moves_.cend(), [&](const RatedStep& move) {
    return move.from != begin->from || move.step.to != begin->step.to;
  });
}

BorderSteps::Moves::const_iterator BorderSteps::begin_of_pair(std::int32_t from, std::int32_t to) const {
  const auto found = std::lower_bound(
      moves_.cbegin(), moves_.cend(), std::pair(from, to),
      [](const RatedStep& move, auto pair) { return std::pair(move.from, move.step.to) < pair; });
  const bool is_pair = found != moves_.cend() && found->from == from && found->step.to == to;
  return is_pair ? found : moves_.cend();
}

}  // namespace equizone
