#include "zoning/block_fences.hpp"

#include <boost/geometry/algorithms/centroid.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <limits>
#include <map>

#include "equizone/zoning/blocks.hpp"
#include "zoning/block_map.hpp"
#include "zoning/closed_lines.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

constexpr std::int32_t none = -1;

using ZoneOfBlock = std::vector<std::int32_t>;
using Amounts = std::map<std::int32_t, double>;  // per zone

// The zone with the greatest amount, the lowest of several; `none` if there is none.
std::int32_t greatest(const Amounts& amounts) {
  std::int32_t best = none;
  for (const auto& [zone, amount] : amounts)
    if (best == none || amount > amounts.at(best)) best = zone;
  return best;
}

ZoneOfBlock zones_by_load(const Labels& blocks_of, const Labels& labels, const Values& loads,
                          std::size_t blocks) {
  std::vector<Amounts> load(blocks);
  for (Index stop = 0; stop < labels.size(); ++stop)
    load[static_cast<std::size_t>(blocks_of[stop])][labels[stop]] += loads.size() > 0 ? loads[stop] : 1.0;
  ZoneOfBlock zones;
  for (const Amounts& amounts : load) zones.push_back(greatest(amounts));
  return zones;
}

// Ring by ring around the blocks with stops.
void spread_over_borders(ZoneOfBlock& zones, const BlockMap::Borders& borders) {
  for (bool grown = true; grown;) {
    std::map<std::int32_t, Amounts> metres;  // per block without zone
    for (const auto& [pair, length] : borders) {
      const std::int32_t a = zones[static_cast<std::size_t>(pair.first)];
      const std::int32_t b = zones[static_cast<std::size_t>(pair.second)];
      if (a == none && b != none) metres[pair.first][b] += length;
      if (b == none && a != none) metres[pair.second][a] += length;
    }
    for (const auto& [block, amounts] : metres) zones[static_cast<std::size_t>(block)] = greatest(amounts);
    grown = !metres.empty();
  }
}

void spread_over_gaps(ZoneOfBlock& zones, const std::vector<MultiPolygon>& blocks) {
  const ZoneOfBlock known = zones;
  const auto centroid = [&](std::size_t block) {
    FencePoint middle(0, 0);
    bg::centroid(blocks[block], middle);
    return middle;
  };
  for (std::size_t block = 0; block < zones.size(); ++block) {
    if (known[block] != none) continue;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t other = 0; other < zones.size(); ++other) {
      if (known[other] == none) continue;
      const double distance = bg::distance(centroid(block), centroid(other));
      if (distance < least) {
        least = distance;
        zones[block] = known[other];
      }
    }
  }
}

}  // namespace

Fences block_fences(const Points& points, const Labels& labels, const FenceOptions& options, Index zones) {
  const BlockMap map(options.blocks);
  const Labels blocks_of = find_blocks(points, options.blocks);
  ZoneOfBlock zone_of_block = zones_by_load(blocks_of, labels, options.loads, options.blocks.size());
  if (!options.barriers.empty()) {
    const ClosedLines closed(options.barriers);
    spread_over_borders(zone_of_block, map.common_borders([&](const FencePoint& from, const FencePoint& to) {
      return !closed.follow(from, to);
    }));
  }
  spread_over_borders(zone_of_block, map.common_borders());
  spread_over_gaps(zone_of_block, options.blocks);

  Fences result;
  result.zones = map.fences(zone_of_block, zones);
  for (Index stop = 0; stop < points.cols(); ++stop)
    if (zone_of_block[static_cast<std::size_t>(blocks_of[stop])] != labels[stop])
      result.outside.push_back(stop);
  return result;
}

}  // namespace equizone
