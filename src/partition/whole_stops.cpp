#include "partition/whole_stops.hpp"

#include <algorithm>

#include "equizone/balancing/finish.hpp"
#include "equizone/balancing/zone_graph.hpp"

namespace equizone {

namespace {

using Pairs = std::vector<std::pair<std::int32_t, std::int32_t>>;

// Adds the zones that touch a chosen one; false if that changes nothing.
bool widen(std::vector<char>& chosen, const Pairs& neighbours) {
  const std::vector<char> before = chosen;
  for (const auto& [a, b] : neighbours)
    if (before[static_cast<std::size_t>(a)] != before[static_cast<std::size_t>(b)])
      chosen[static_cast<std::size_t>(a)] = chosen[static_cast<std::size_t>(b)] = 1;
  return chosen != before;
}

}  // namespace

std::vector<char> LocalFinish::violated(const Labels& labels) const {
  Values loads = Values::Zero(problem_.zones());
  for (Index stop = 0; stop < labels.size(); ++stop) loads[labels[stop]] += problem_.loads[stop];
  std::vector<char> found(static_cast<std::size_t>(problem_.zones()), 0);
  for (Index zone = 0; zone < problem_.zones(); ++zone)
    found[static_cast<std::size_t>(zone)] = problem_.bounds.violation(zone, loads[zone]) > 0 ? 1 : 0;
  return found;
}

Neighbourhood LocalFinish::gather(const Labels& labels, const std::vector<char>& chosen) const {
  Neighbourhood part;
  for (Index zone = 0; zone < problem_.zones(); ++zone)
    if (chosen[static_cast<std::size_t>(zone)] != 0) part.zones.push_back(zone);
  for (Index stop = 0; stop < labels.size(); ++stop)
    if (chosen[static_cast<std::size_t>(labels[stop])] != 0) part.stops.push_back(stop);
  return part;
}

double LocalFinish::finish_neighbourhood(Labels& labels, const Neighbourhood& part, const GoOn& go_on) const {
  Labels number(problem_.zones());
  for (std::size_t zone = 0; zone < part.zones.size(); ++zone)
    number[part.zones[zone]] = static_cast<std::int32_t>(zone);
  const Points points = problem_.points(Eigen::all, part.stops);
  const Values loads = problem_.loads(part.stops);
  const Bounds bounds{problem_.bounds.targets(part.zones), problem_.bounds.lower(part.zones),
                      problem_.bounds.upper(part.zones)};
  const StopGraph graph(points, loads);
  const Labels own = labels(part.stops);
  ZoningState state(graph, bounds, number(own));
  finish(state, go_on);
  for (std::size_t at = 0; at < part.stops.size(); ++at)
    labels[part.stops[at]] = static_cast<std::int32_t>(
        part.zones[static_cast<std::size_t>(state.labels()[static_cast<Index>(at)])]);
  return state.total_violation();
}

void LocalFinish::run(Labels& labels, const GoOn& go_on) const {
  std::vector<char> chosen = violated(labels);
  if (std::find(chosen.begin(), chosen.end(), 1) == chosen.end()) return;
  const Pairs neighbours = neighbouring_centers(diagram_.centers);
  for (bool wider = widen(chosen, neighbours); wider; wider = widen(chosen, neighbours))
    if (finish_neighbourhood(labels, gather(labels, chosen), go_on) <= 0 || !go_on(0.5)) break;
}

}  // namespace equizone
