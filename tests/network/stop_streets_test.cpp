// One search from all medians, and searches that are cut short, against searches from each stop to all.

#include "network/stop_streets.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "network/towns.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

struct Stops {
  Points points;
  std::vector<std::int32_t> all;
};

Stops draw_stops(Draw& draw, Index count) {
  Stops stops{Points(2, count), std::vector<std::int32_t>(static_cast<std::size_t>(count))};
  for (double& value : stops.points.reshaped()) value = draw.uniform(-50, 550);
  stops.points.col(1) = stops.points.col(0);
  std::iota(stops.all.begin(), stops.all.end(), 0);
  return stops;
}

std::vector<Way> ways_from(const StopStreets& streets, Index from, const std::vector<std::int32_t>& to) {
  std::vector<Way> ways(to.size());
  streets.measure(from, to, ways);
  return ways;
}

}  // namespace

TEST_CASE("lists of near zones hold the nearest medians", "[network]") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Draw draw(seed);
    const Town town = draw_town(draw, 6);
    const Stops stops = draw_stops(draw, 50);
    const StopStreets streets(StreetNetwork(town.nodes, town.edges, town.lengths), stops.points);
    const std::vector<Index> medians{3, 11, 17, 25, 38, 44};
    Values offsets(6);
    for (double& offset : offsets) offset = draw.uniform(-80, 80);
    std::vector<std::vector<Way>> ways;
    for (const Index median : medians) ways.push_back(ways_from(streets, median, stops.all));
    for (const Index width : {2, 6, 9}) {
      const NearZones near = streets.near_zones(medians, offsets, width);
      CHECK(near.width == std::min<Index>(width, 6));
      CHECK(near.all == (width >= 6));
      for (const std::int32_t stop : stops.all) {
        const auto at = static_cast<std::size_t>(stop);
        const auto list = near.of(stop);
        REQUIRE(static_cast<Index>(list.size()) == near.width);
        // Lawful ways come first, and the best of those left out is no better than any listed.
        double worst_listed = -std::numeric_limits<double>::infinity();
        std::vector<char> listed(6, 0);
        for (const NearZones::Entry& entry : list) {
          const Way& way = ways[static_cast<std::size_t>(entry.zone)][at];
          listed[static_cast<std::size_t>(entry.zone)] = 1;
          if (way.reachable) CHECK(entry.distance == Approx(way.distance).margin(1e-6));
          if (way.reachable) worst_listed = std::max(worst_listed, way.distance - offsets[entry.zone]);
        }
        for (std::int32_t zone = 0; zone < 6; ++zone) {
          const Way& way = ways[static_cast<std::size_t>(zone)][at];
          if (listed[static_cast<std::size_t>(zone)] == 0 && way.reachable)
            CHECK(way.distance - offsets[zone] >= worst_listed - 1e-6);
        }
      }
    }
  }
}

TEST_CASE("costs are sums of ways, or cut at the limit", "[network]") {
  for (std::uint64_t seed = 20; seed < 30; ++seed) {
    Draw draw(seed);
    const Town town = draw_town(draw, 6);
    const Stops stops = draw_stops(draw, 40);
    const StopStreets streets(StreetNetwork(town.nodes, town.edges, town.lengths), stops.points);
    Values visits(40);
    for (double& count : visits) count = static_cast<double>(draw.whole(0, 3));
    const std::vector<std::int32_t> some{0, 1, 4, 9, 16, 25, 36};
    for (const std::int32_t from : stops.all) {
      const std::vector<Way> ways = ways_from(streets, from, some);
      double cost = 0;
      for (std::size_t at = 0; at < some.size(); ++at) cost += visits[some[at]] * ways[at].distance;
      CHECK(streets.cost_from(from, some, visits, std::numeric_limits<double>::infinity()) == Approx(cost));
      CHECK(streets.cost_from(from, some, visits, 0.9 * cost) >= 0.9 * cost);
      CHECK(streets.cost_from(from, some, visits, 1.1 * cost + 1) == Approx(cost));
    }
  }
}
