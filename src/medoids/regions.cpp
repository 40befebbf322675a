#include "medoids/regions.hpp"

#include <algorithm>

#include "medoids/station.hpp"
#include "medoids/table.hpp"

namespace equizone {

namespace {

constexpr std::size_t most_zones = 6;
constexpr std::size_t most_stops = 400;

Bounds bounds_of(const Bounds& bounds, const std::vector<std::int32_t>& zones) {
  return {bounds.targets(zones), bounds.lower(zones), bounds.upper(zones)};
}

std::int32_t position(const std::vector<std::int32_t>& list, Index item) {
  return static_cast<std::int32_t>(std::find(list.begin(), list.end(), item) - list.begin());
}

}  // namespace

void RegionSearch::run(Division& division, int rounds, int tries, const GoOn& go_on) {
  const auto zones = static_cast<std::int32_t>(problem_.zones());
  if (zones < 2) return;
  std::int64_t no_budget = 0;
  const SettlingPlan only_lists{
      .moves = 0, .whole_moves = 0, .width = width_, .candidates = 0, .final_candidates = 0};
  const Settling lists(problem_, only_lists, no_budget, time_left_);
  for (int round = 0; round < rounds && time_left_(0.0); ++round) {
    // Lists go stale as zones move: they only choose which zones are looked at together.
    const NearZones near = lists.near_zones(division.medians, Values::Zero(zones));
    for (std::int32_t zone = 0; zone < zones; ++zone) {
      if (!go_on((round + static_cast<double>(zone) / zones) / rounds)) return;
      improve(division, around(division, near, zone), tries);
    }
  }
}

// The zone and those whose medians are nearest to its own, as many as the stops allow, two at least.
RegionSearch::Region RegionSearch::around(const Division& division, const NearZones& near,
                                          std::int32_t zone) const {
  const auto list = near.of(division.medians[static_cast<std::size_t>(zone)]);
  std::vector<NearZones::Entry> others(list.begin(), list.end());
  std::erase_if(others, [&](const NearZones::Entry& entry) { return entry.zone == zone; });
  std::sort(others.begin(), others.end(), [](const auto& left, const auto& right) {
    return left.distance != right.distance ? left.distance < right.distance : left.zone < right.zone;
  });
  Labels count = Labels::Zero(problem_.zones());
  for (const std::int32_t label : division.labels) ++count[label];

  Region region{{zone}, {}};
  auto stops = static_cast<std::size_t>(count[zone]);
  for (const NearZones::Entry& other : others) {
    stops += static_cast<std::size_t>(count[other.zone]);
    if (region.zones.size() >= most_zones || (region.zones.size() >= 2 && stops > most_stops)) break;
    region.zones.push_back(other.zone);
  }
  std::vector<char> chosen(static_cast<std::size_t>(problem_.zones()), 0);
  for (const std::int32_t own : region.zones) chosen[static_cast<std::size_t>(own)] = 1;
  for (Index stop = 0; stop < problem_.stops(); ++stop)
    if (chosen[static_cast<std::size_t>(division.labels[stop])] != 0)
      region.stops.push_back(static_cast<std::int32_t>(stop));
  return region;
}

// One median is closed, any; a stop takes its place, the more likely the more it costs.
std::vector<Index> RegionSearch::exchanged(const MedoidProblem& problem, const Division& division) {
  std::vector<Index> medians = division.medians;
  const auto closed = static_cast<std::size_t>(random_.uniform() * static_cast<double>(medians.size()));
  const std::vector<Way> ways = ways_from_medians(problem.distances, medians, division.labels);
  double left = random_.uniform() * cost_of(ways, problem.visits);
  Index opened = 0;
  while (opened + 1 < problem.stops() &&
         (left -= problem.visits[opened] * ways[static_cast<std::size_t>(opened)].distance) >= 0)
    ++opened;
  if (std::find(medians.begin(), medians.end(), opened) == medians.end()) medians[closed] = opened;
  return medians;
}

void RegionSearch::improve(Division& division, const Region& region, int tries) {
  if (region.zones.size() < 2) return;
  const auto distances = tabulated(problem_.distances, region.stops);
  const Values visits = problem_.visits(region.stops);
  const Values loads = problem_.loads(region.stops);
  const Bounds bounds = bounds_of(problem_.bounds, region.zones);
  const MedoidProblem part{*distances, visits, loads, bounds};
  const SettlingPlan plan{.moves = 6,
                          .whole_moves = 3,
                          .width = part.zones(),
                          .candidates = part.stops(),
                          .final_candidates = part.stops()};
  std::int64_t budget = 200'000 * static_cast<std::int64_t>(tries);
  const Settling settling(part, plan, budget, time_left_);
  const Values no_offsets = Values::Zero(part.zones());

  const Division before =
      settling.measured(labels_in(region, division), medians_in(region, division), no_offsets);
  Division best = before;
  for (int attempt = 0; attempt < tries && time_left_(0.0); ++attempt) {
    Division found = settling.from_medians(exchanged(part, best), no_offsets);
    if (found.better_than(best)) best = std::move(found);
  }
  constexpr double counts = 1e-9;  // of a cost: against rounding
  if (best.violation < before.violation || best.cost < before.cost * (1 - counts))
    put_back(best, before, region, division);
}

Labels RegionSearch::labels_in(const Region& region, const Division& division) {
  Labels labels(static_cast<Index>(region.stops.size()));
  for (Index at = 0; at < labels.size(); ++at)
    labels[at] = position(region.zones, division.labels[region.stops[static_cast<std::size_t>(at)]]);
  return labels;
}

std::vector<Index> RegionSearch::medians_in(const Region& region, const Division& division) {
  std::vector<Index> medians;
  for (const std::int32_t zone : region.zones)
    medians.push_back(position(region.stops, division.medians[static_cast<std::size_t>(zone)]));
  return medians;
}

void RegionSearch::put_back(const Division& found, const Division& before, const Region& region,
                            Division& division) {
  for (Index at = 0; at < found.labels.size(); ++at)
    division.labels[region.stops[static_cast<std::size_t>(at)]] =
        region.zones[static_cast<std::size_t>(found.labels[at])];
  for (std::size_t at = 0; at < region.zones.size(); ++at)
    division.medians[static_cast<std::size_t>(region.zones[at])] =
        region.stops[static_cast<std::size_t>(found.medians[at])];
  division.cost += found.cost - before.cost;
  division.violation += found.violation - before.violation;
}

}  // namespace equizone
