#include "partition/whole_stops.hpp"

#include <algorithm>
#include <numeric>

#include "equizone/balancing/finish.hpp"
#include "equizone/balancing/zone_graph.hpp"
#include "equizone/core/parallel.hpp"
#include "partition/zone_sums.hpp"

namespace equizone {

namespace {

using Pairs = LocalFinish::Pairs;

// Adds `rings` rings of the zones around the chosen ones.
void widen(std::vector<char>& chosen, int rings, const Pairs& neighbours) {
  for (int ring = 0; ring < rings; ++ring) {
    const std::vector<char> before = chosen;
    for (const auto& [a, b] : neighbours)
      if (before[static_cast<std::size_t>(a)] != before[static_cast<std::size_t>(b)])
        chosen[static_cast<std::size_t>(a)] = chosen[static_cast<std::size_t>(b)] = 1;
  }
}

// For each zone the lowest zone that is connected to it over chosen zones.
std::vector<std::int32_t> connected_groups(const std::vector<char>& chosen, const Pairs& neighbours) {
  std::vector<std::int32_t> first(chosen.size());
  std::iota(first.begin(), first.end(), 0);
  const auto find = [&](std::int32_t zone) {
    while (first[static_cast<std::size_t>(zone)] != zone) zone = first[static_cast<std::size_t>(zone)];
    return zone;
  };
  for (const auto& [a, b] : neighbours) {
    if (chosen[static_cast<std::size_t>(a)] == 0 || chosen[static_cast<std::size_t>(b)] == 0) continue;
    const auto [low, high] = std::minmax({find(a), find(b)});
    first[static_cast<std::size_t>(high)] = low;
  }
  for (auto& zone : first) zone = find(zone);
  return first;
}

}  // namespace

std::vector<char> LocalFinish::violated(const Labels& labels, int threads) const {
  const std::vector<Sums> zones = zone_sums(problem_, labels, threads);
  std::vector<char> found(static_cast<std::size_t>(problem_.zones()), 0);
  for (Index zone = 0; zone < problem_.zones(); ++zone)
    found[static_cast<std::size_t>(zone)] =
        problem_.bounds.violation(zone, zones[static_cast<std::size_t>(zone)].load) > 0 ? 1 : 0;
  return found;
}

std::vector<Neighbourhood> LocalFinish::gather(const Labels& labels, const std::vector<char>& chosen,
                                               const Pairs& neighbours) const {
  constexpr std::int32_t none = -1;
  std::vector<std::int32_t> group = connected_groups(chosen, neighbours);
  std::vector<std::int32_t> number(group.size(), none);  // of a group, by its first zone
  std::vector<Neighbourhood> parts;
  for (Index zone = 0; zone < problem_.zones(); ++zone) {
    auto& own = group[static_cast<std::size_t>(zone)];
    if (chosen[static_cast<std::size_t>(zone)] == 0) {
      own = none;
      continue;
    }
    auto& part = number[static_cast<std::size_t>(own)];
    if (part == none) {
      part = static_cast<std::int32_t>(parts.size());
      parts.emplace_back();
    }
    own = part;
    parts[static_cast<std::size_t>(part)].zones.push_back(zone);
  }
  for (Index stop = 0; stop < labels.size(); ++stop)
    if (const auto part = group[static_cast<std::size_t>(labels[stop])]; part != none)
      parts[static_cast<std::size_t>(part)].stops.push_back(stop);
  // The largest first: no thread then waits long for the last one.
  std::stable_sort(parts.begin(), parts.end(), [](const Neighbourhood& left, const Neighbourhood& right) {
    return left.stops.size() > right.stops.size();
  });
  return parts;
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
  std::int64_t budget = repair_budget(graph.stops());
  finish(state, budget, go_on);
  for (std::size_t at = 0; at < part.stops.size(); ++at)
    labels[part.stops[at]] = static_cast<std::int32_t>(
        part.zones[static_cast<std::size_t>(state.labels()[static_cast<Index>(at)])]);
  return state.total_violation();
}

// Rings widen ever faster: a zone that cannot be helped costs little more than finishing the whole town once.
void LocalFinish::run(Labels& labels, int threads, const GoOn& go_on, const GoOn& time_left) const {
  std::vector<char> chosen = violated(labels, threads);
  const auto count = [&] { return std::count(chosen.begin(), chosen.end(), 1); };
  if (count() == 0) return;
  const Pairs neighbours = neighbouring_centers(diagram_.centers);
  for (int rings = 1; count() > 0 && go_on(1.0 - 1.0 / rings); rings *= 2) {
    widen(chosen, rings, neighbours);
    const bool whole_town = count() == problem_.zones();
    const std::vector<Neighbourhood> parts = gather(labels, chosen, neighbours);
    std::vector<double> left(parts.size(), 0.0);
    for_each_chunk(static_cast<Index>(parts.size()), threads, [&](Index part, int) {
      const auto at = static_cast<std::size_t>(part);
      left[at] = finish_neighbourhood(labels, parts[at], time_left);
    });
    if (whole_town) break;
    for (std::size_t part = 0; part < parts.size(); ++part)
      if (left[part] <= 0)
        for (const Index zone : parts[part].zones) chosen[static_cast<std::size_t>(zone)] = 0;
  }
}

}  // namespace equizone
