// Tiny stations against all assignments.

#include "properties/brute_force.hpp"

#include <array>
#include <iostream>
#include <string>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/honesty.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

enum class Asked { tolerance, targets, bounds, upper, lower };

struct Tiny {
  Station station;
  PartitionOptions options;
};

PartitionOptions draw_options(Draw& draw, Index zones, double total, Asked asked) {
  const std::array<double, 3> tolerances{0.03, 0.1, 0.3};
  PartitionOptions options;
  options.zones = zones;
  options.tolerance = tolerances[static_cast<std::size_t>(draw.whole(0, 2))];
  const double mean = total / static_cast<double>(zones);
  Values shares(zones);
  for (double& share : shares) share = draw.uniform(1, 3);
  shares /= shares.sum();
  switch (asked) {
    case Asked::tolerance:
      break;
    case Asked::targets:
      options.targets = draw.whole(0, 1) == 0 ? shares : Values(shares * total);
      break;
    case Asked::bounds:
      options.lower = shares * (0.7 * total);
      options.upper = shares * (1.3 * total);
      break;
    case Asked::upper:
      options.upper = Values::Constant(1, mean * draw.uniform(1.0, 1.4));
      break;
    case Asked::lower:
      options.lower = Values::Constant(zones, mean * draw.uniform(0.6, 1.0));
      break;
  }
  return options;
}

Tiny draw_tiny(std::uint64_t seed, Index stops, Index zones) {
  Draw draw(seed);
  const auto layout = static_cast<Layout>(draw.whole(0, 3));
  const auto work = static_cast<Work>(draw.whole(0, 3));
  const auto asked = static_cast<Asked>(draw.whole(0, 4));
  Tiny tiny{draw_station(seed, stops, layout, work), {}};
  tiny.options = draw_options(draw, zones, tiny.station.loads.sum(), asked);
  tiny.options.seed = seed;
  return tiny;
}

struct Tally {
  int possible = 0;
  int within = 0;
  int optimal = 0;
  int proven = 0;

  void print(const std::string& what, int instances) const {
    std::cout << what << ": " << instances << " stations, " << possible << " can be balanced, " << within
              << " of them are, " << optimal << " at the least cost; " << proven << " proven infeasible\n";
  }
};

// Whatever the solver did, what it says must be true.
void compare(const Tiny& tiny, const Partition& p, Tally& tally) {
  const Station& station = tiny.station;
  check_honest(station, tiny.options.zones, p);
  const BruteForce known = try_all(station.points, station.loads, p.lower, p.upper, p.centers);
  const double slack = 1e-12 * station.loads.sum() * square_extent(station);
  if (p.status == Status::proven_infeasible || p.status == Status::heavy_stop) {
    CHECK_FALSE(known.possible);
    ++tally.proven;
  }
  if (!known.possible) {
    CHECK(p.status != Status::ok);
    return;
  }
  ++tally.possible;
  CHECK(p.lower_bound <= known.cost_to_centers * (1 + 1e-9) + slack);
  if (p.status != Status::ok) return;
  ++tally.within;
  CHECK(p.cost >= known.cost * (1 - 1e-9) - slack);
  if (p.cost <= known.cost * (1 + 1e-9) + slack) ++tally.optimal;
}

}  // namespace

TEST_CASE("partitions of tiny stations against all assignments", "[properties]") {
  constexpr int instances = 600;
  Tally tally;
  for (int at = 0; at < instances; ++at) {
    Draw draw(static_cast<std::uint64_t>(at) + 50'000);
    const Index zones = draw.whole(1, 3);
    const Tiny tiny = draw_tiny(static_cast<std::uint64_t>(at), draw.whole(zones, 10), zones);
    INFO("station " << at << ", " << tiny.station.stops() << " stops, " << zones << " zones");
    compare(tiny, partition(tiny.station.points, tiny.station.loads, tiny.options), tally);
  }
  tally.print("tiny stations", instances);
  CHECK(tally.possible > instances / 4);
  CHECK(tally.possible < instances);
  CHECK(tally.within == tally.possible);
  CHECK(tally.optimal >= 0.9 * tally.within);
}

// Too large for any search of all assignments within the solver, not for one here.
TEST_CASE("partitions of small stations into two zones against all assignments", "[properties]") {
  constexpr int instances = 60;
  Tally tally;
  for (int at = 0; at < instances; ++at) {
    const auto seed = static_cast<std::uint64_t>(at) + 2000;
    const Tiny tiny = draw_tiny(seed, 15 + at % 3, 2);
    INFO("station " << seed << ", " << tiny.station.stops() << " stops, 2 zones");
    compare(tiny, partition(tiny.station.points, tiny.station.loads, tiny.options), tally);
  }
  tally.print("15 to 17 stops, 2 zones", instances);
  CHECK(tally.within >= 0.9 * tally.possible);
  CHECK(tally.optimal >= 0.7 * tally.within);
}

TEST_CASE("balancing alone of tiny stations against all assignments", "[properties]") {
  constexpr int instances = 300;
  Tally tally;
  for (int at = 0; at < instances; ++at) {
    Draw draw(static_cast<std::uint64_t>(at) + 70'000);
    const Index zones = draw.whole(2, 3);
    const Tiny tiny = draw_tiny(static_cast<std::uint64_t>(at) + 4000, draw.whole(zones, 9), zones);
    INFO("station " << at + 4000 << ", " << tiny.station.stops() << " stops, " << zones << " zones");
    Start start;
    start.labels = kmeans(tiny.station.points, tiny.station.loads, tiny.options).labels;
    compare(tiny, balance(tiny.station.points, tiny.station.loads, start, tiny.options), tally);
  }
  tally.print("tiny stations, balancing alone", instances);
  CHECK(tally.within >= 0.8 * tally.possible);
  CHECK(tally.optimal >= 0.6 * tally.within);
}
