#include "equizone/barrier/neighbour_graph.hpp"

#include <algorithm>
#include <queue>
#include <string>
#include <tuple>
#include <utility>

#include "barrier/cut_network.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

namespace {

constexpr std::int32_t none = -1;

using SitePair = std::pair<std::int32_t, std::int32_t>;

// The site of stops that each site belongs to: its own, or for a crossing the nearest by open ways over
// crossings.
std::vector<std::int32_t> owners_of(const CutNetwork& network) {
  const auto count = static_cast<std::int32_t>(network.sites.size());
  std::vector<std::int32_t> owner(static_cast<std::size_t>(count), none);
  using Way = std::tuple<double, std::int32_t, std::int32_t>;  // metres, owner, site reached
  std::priority_queue<Way, std::vector<Way>, std::greater<>> ways;
  for (std::int32_t site = 0; site < count; ++site)
    if (network.holds_stop(site)) ways.emplace(0.0, site, site);
  while (!ways.empty()) {
    const auto [metres, from, site] = ways.top();
    ways.pop();
    if (owner[static_cast<std::size_t>(site)] != none) continue;
    owner[static_cast<std::size_t>(site)] = from;
    const auto [begin, end] = network.entries(site);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t next = network.neighbours.sites[at];
      if (network.open(at) && !network.holds_stop(next)) ways.emplace(metres + network.ways[at], from, next);
    }
  }
  return owner;
}

// Pairs of sites that are neighbours by a crossing.
std::vector<SitePair> links_over_crossings(const CutNetwork& network) {
  const std::vector<std::int32_t> owner = owners_of(network);
  std::vector<SitePair> links;
  for (std::int32_t site = 0; site < network.sites.size(); ++site) {
    const std::int32_t from = owner[static_cast<std::size_t>(site)];
    if (network.holds_stop(site) || from == none) continue;
    const auto [begin, end] = network.entries(site);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t to = owner[static_cast<std::size_t>(network.neighbours.sites[at])];
      if (network.open(at) && to != none && to != from) links.emplace_back(from, to);
    }
  }
  return links;
}

// Sites in the same order without those that hold crossings only; `renumbered` gets their new numbers.
Sites without_crossings(const CutNetwork& network, std::vector<std::int32_t>& renumbered) {
  const Sites& all = network.sites;
  renumbered.assign(all.grid.size(), none);
  Sites sites;
  sites.origin = all.origin;
  sites.cell_m = all.cell_m;
  sites.of_stop.resize(static_cast<std::size_t>(network.stops));
  sites.first.push_back(0);
  for (std::int32_t site = 0; site < all.size(); ++site) {
    if (!network.holds_stop(site)) continue;
    const auto s = static_cast<std::size_t>(site);
    renumbered[s] = static_cast<std::int32_t>(sites.grid.size());
    sites.grid.push_back(all.grid[s]);
    for (auto at = all.first[s]; at < all.first[s + 1]; ++at) {
      const std::int32_t stop = all.stops[static_cast<std::size_t>(at)];
      if (stop >= network.stops) break;
      sites.stops.push_back(stop);
      sites.of_stop[static_cast<std::size_t>(stop)] = renumbered[s];
    }
    sites.first.push_back(static_cast<std::int32_t>(sites.stops.size()));
  }
  return sites;
}

bool are_neighbours(const CutNetwork& network, std::int32_t a, std::int32_t b) {
  const auto [begin, end] = network.entries(a);
  for (std::size_t at = begin; at < end; ++at)
    if (network.neighbours.sites[at] == b) return network.open(at);
  return false;
}

// Whether the turn around a site goes on from one neighbour to the next over an edge between the two.
bool goes_on(const CutNetwork& network, std::size_t at, std::size_t next) {
  const std::int32_t a = network.neighbours.sites[at], b = network.neighbours.sites[next];
  return !network.neighbours.gap_after[at] && network.open(next) && network.holds_stop(b) &&
         are_neighbours(network, a, b);
}

Neighbours cut_neighbours(const CutNetwork& network, const std::vector<std::int32_t>& renumbered) {
  Neighbours result;
  result.first.push_back(0);
  for (std::int32_t site = 0; site < network.sites.size(); ++site) {
    if (!network.holds_stop(site)) continue;
    const auto [begin, end] = network.entries(site);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t next = network.neighbours.sites[at];
      if (!network.open(at) || !network.holds_stop(next)) continue;
      result.sites.push_back(renumbered[static_cast<std::size_t>(next)]);
      result.gap_after.push_back(!goes_on(network, at, at + 1 < end ? at + 1 : begin));
    }
    result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
  }
  std::vector<SitePair> links = links_over_crossings(network);
  for (auto& [a, b] : links) {
    a = renumbered[static_cast<std::size_t>(a)];
    b = renumbered[static_cast<std::size_t>(b)];
  }
  return with_links(result, links);
}

}  // namespace

Neighbours with_links(const Neighbours& neighbours, const std::vector<SitePair>& pairs) {
  std::vector<SitePair> links = pairs;
  for (const auto& [a, b] : pairs) links.emplace_back(b, a);
  std::sort(links.begin(), links.end());
  links.erase(std::unique(links.begin(), links.end()), links.end());
  auto link = links.begin();
  Neighbours result;
  result.first.push_back(0);
  for (std::size_t site = 0; site + 1 < neighbours.first.size(); ++site) {
    const auto start = static_cast<std::ptrdiff_t>(result.sites.size());
    for (auto at = neighbours.first[site]; at < neighbours.first[site + 1]; ++at) {
      result.sites.push_back(neighbours.sites[static_cast<std::size_t>(at)]);
      result.gap_after.push_back(neighbours.gap_after[static_cast<std::size_t>(at)]);
    }
    for (; link != links.end() && static_cast<std::size_t>(link->first) == site; ++link) {
      const auto known = std::find(result.sites.begin() + start, result.sites.end(), link->second);
      if (known != result.sites.end()) continue;
      if (static_cast<std::ptrdiff_t>(result.sites.size()) > start) result.gap_after.back() = true;
      result.sites.push_back(link->second);
      result.gap_after.push_back(true);
    }
    result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
  }
  return result;
}

NeighbourGraph neighbour_graph(const Points& points, const BarrierLines& barriers) {
  if (barriers.empty()) {
    check_barriers(barriers);
    check_points(points);
    Sites sites = find_sites(points);
    Neighbours neighbours = find_neighbours(sites);
    return {std::move(sites), std::move(neighbours)};
  }
  const CutNetwork network = cut_network(points, barriers);
  std::vector<std::int32_t> renumbered;
  Sites sites = without_crossings(network, renumbered);
  Neighbours neighbours = cut_neighbours(network, renumbered);
  return {std::move(sites), std::move(neighbours)};
}

void check_pairs(const StopPairs& graph, Index stops) {
  for (Index pair = 0; pair < graph.cols(); ++pair)
    for (Index end = 0; end < 2; ++end)
      if (graph(end, pair) < 0 || graph(end, pair) >= stops)
        throw InputError(message("graph[", pair, "] names stop ", graph(end, pair),
                                 stops > 0 ? message("; stops count from 0 to ", stops - 1)
                                           : std::string("; there are no stops")));
}

NeighbourGraph neighbour_graph(const Points& points, const StopPairs& pairs) {
  check_points(points);
  check_pairs(pairs, points.cols());
  Sites sites = find_sites(points);
  std::vector<SitePair> links;
  for (Index pair = 0; pair < pairs.cols(); ++pair) {
    const std::int32_t a = sites.of_stop[static_cast<std::size_t>(pairs(0, pair))];
    const std::int32_t b = sites.of_stop[static_cast<std::size_t>(pairs(1, pair))];
    if (a != b) links.emplace_back(a, b);
  }
  const Neighbours none_yet{std::vector<std::int32_t>(sites.grid.size() + 1, 0), {}, {}};
  Neighbours neighbours = with_links(none_yet, links);
  return {std::move(sites), std::move(neighbours)};
}

StopPairs neighbouring_stops(const Points& points, const BarrierLines& barriers) {
  const auto [sites, neighbours] = neighbour_graph(points, barriers);
  const auto lowest_at = [&sites = sites](std::int32_t site) {
    return sites.stops[static_cast<std::size_t>(sites.first[static_cast<std::size_t>(site)])];
  };
  std::vector<SitePair> pairs;
  for (std::int32_t site = 0; site < sites.size(); ++site) {
    const auto s = static_cast<std::size_t>(site);
    for (auto at = sites.first[s]; at + 1 < sites.first[s + 1]; ++at)
      pairs.emplace_back(sites.stops[static_cast<std::size_t>(at)],
                         sites.stops[static_cast<std::size_t>(at) + 1]);
    for (auto at = neighbours.first[s]; at < neighbours.first[s + 1]; ++at) {
      const std::int32_t other = neighbours.sites[static_cast<std::size_t>(at)];
      if (other > site) pairs.push_back(std::minmax({lowest_at(site), lowest_at(other)}));
    }
  }
  std::sort(pairs.begin(), pairs.end());
  StopPairs result(2, static_cast<Index>(pairs.size()));
  for (std::size_t i = 0; i < pairs.size(); ++i)
    result.col(static_cast<Index>(i)) << pairs[i].first, pairs[i].second;
  return result;
}

}  // namespace equizone
