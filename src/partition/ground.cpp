#include "partition/ground.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "equizone/seeding/outliers.hpp"
#include "partition/enclosed.hpp"
#include "partition/hosts.hpp"

namespace equizone {

namespace {

constexpr std::int32_t none = -1;

struct Parts {
  std::vector<std::int32_t> of_site;
  std::vector<double> loads;
};

Parts connected_parts(const NeighbourGraph& graph, const Values& loads) {
  Parts parts{std::vector<std::int32_t>(graph.sites.grid.size(), none), {}};
  std::vector<std::size_t> reached;
  for (std::size_t start = 0; start < parts.of_site.size(); ++start) {
    if (parts.of_site[start] != none) continue;
    const auto part = static_cast<std::int32_t>(parts.loads.size());
    parts.loads.push_back(0);
    parts.of_site[start] = part;
    reached.assign(1, start);
    for (std::size_t next = 0; next < reached.size(); ++next) {
      const std::size_t site = reached[next];
      for (auto at = graph.sites.first[site]; at < graph.sites.first[site + 1]; ++at)
        parts.loads.back() += loads[graph.sites.stops[static_cast<std::size_t>(at)]];
      for (auto at = graph.neighbours.first[site]; at < graph.neighbours.first[site + 1]; ++at) {
        const auto other = static_cast<std::size_t>(graph.neighbours.sites[static_cast<std::size_t>(at)]);
        if (parts.of_site[other] != none) continue;
        parts.of_site[other] = part;
        reached.push_back(other);
      }
    }
  }
  return parts;
}

// Heaviest first, those that hold zones.
std::vector<std::int32_t> parts_with_zones(const Parts& parts, const Problem& problem) {
  std::vector<std::int32_t> order(parts.loads.size());
  std::iota(order.begin(), order.end(), 0);
  const auto load = [&](std::int32_t part) { return parts.loads[static_cast<std::size_t>(part)]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::int32_t a, std::int32_t b) { return load(a) > load(b); });
  const double least = problem.bounds.targets.minCoeff() / 2;
  std::size_t kept = 1;
  while (kept < std::min(order.size(), static_cast<std::size_t>(problem.zones())) &&
         load(order[kept]) >= least)
    ++kept;
  order.resize(kept);
  return order;
}

}  // namespace

Points Ground::places(const Points& points) const {
  Points result(2, points.cols());
  for (Index stop = 0; stop < points.cols(); ++stop)
    result.col(stop) = points.col(host[static_cast<std::size_t>(stop)]);
  return result;
}

Ground survey(const Points& points, const Problem& problem, const PartitionOptions& options) {
  check_barriers(options.barriers);
  if (options.graph && !options.barriers.empty())
    throw InputError("barriers and graph are both given; a graph says itself who are neighbours");
  Ground ground;
  ground.graph =
      options.graph ? neighbour_graph(points, *options.graph) : neighbour_graph(points, options.barriers);
  const Parts parts = connected_parts(ground.graph, problem.loads);
  const std::vector<std::int32_t> with_zones = parts_with_zones(parts, problem);
  std::vector<std::int32_t> rank(parts.loads.size(), none);
  for (std::size_t r = 0; r < with_zones.size(); ++r)
    rank[static_cast<std::size_t>(with_zones[r])] = static_cast<std::int32_t>(r);
  const auto site_of = [&](Index stop) { return ground.graph.sites.of_stop[static_cast<std::size_t>(stop)]; };
  const auto unranked_part_of = [&](Index stop) {
    return parts.of_site[static_cast<std::size_t>(site_of(stop))];
  };
  const auto part_of = [&](Index stop) { return rank[static_cast<std::size_t>(unranked_part_of(stop))]; };

  std::vector<char> is_guest(static_cast<std::size_t>(points.cols()), 0);
  if (options.flag_outliers) ground.outliers = outliers(points);
  for (const Index stop : ground.outliers) is_guest[static_cast<std::size_t>(stop)] = 1;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    if (part_of(stop) != none) continue;
    ground.enclosed.push_back(stop);
    is_guest[static_cast<std::size_t>(stop)] = 1;
  }
  if (std::ranges::all_of(is_guest, [](char guest) { return guest != 0; })) {
    for (const Index stop : ground.outliers) is_guest[static_cast<std::size_t>(stop)] = part_of(stop) == none;
    ground.outliers.clear();
  }

  // A pocket has one host, so that no zone passes through it from one side of a barrier to the other.
  std::map<std::int32_t, std::vector<Index>> pockets;
  for (const Index stop : ground.enclosed) pockets[unranked_part_of(stop)].push_back(stop);
  ground.host.resize(static_cast<std::size_t>(points.cols()));
  std::iota(ground.host.begin(), ground.host.end(), Index{0});
  const Hosts hosts(points, is_guest);
  std::vector<std::pair<std::int32_t, std::int32_t>> links;
  for (const auto& [part, stops] : pockets) {
    const Hosting nearest = hosts.nearest(stops);
    for (const Index stop : stops) ground.host[static_cast<std::size_t>(stop)] = nearest.host;
    links.emplace_back(site_of(nearest.guest), site_of(nearest.host));
  }
  for (const Index stop : ground.outliers)
    if (part_of(stop) != none) ground.host[static_cast<std::size_t>(stop)] = hosts.nearest({stop}).host;
  ground.graph.neighbours = with_links(ground.graph.neighbours, links);

  ground.parts.resize(with_zones.size());
  for (Index stop = 0; stop < points.cols(); ++stop)
    ground.parts[static_cast<std::size_t>(part_of(ground.host[static_cast<std::size_t>(stop)]))].push_back(
        stop);
  refuse_enclosed_stops(points, problem, options.barriers, ground);
  return ground;
}

Problem with_guests_at_hosts(const Problem& problem, const Ground& ground) {
  Problem joined = problem;
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    const Index host = ground.host[static_cast<std::size_t>(stop)];
    if (host == stop) continue;
    joined.loads[host] += problem.loads[stop];
    joined.loads[stop] = 0;
  }
  return joined;
}

}  // namespace equizone
