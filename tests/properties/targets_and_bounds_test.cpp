// What zones are asked to hold, and what they hold.

#include <cmath>
#include <cstdint>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/honesty.hpp"
#include "properties/solving.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("targets are met zone by zone", "[properties]") {
  const Station station = draw_station(13, 900, Layout::clustered, Work::lognormal);
  PartitionOptions options = options_for(10);
  options.targets = Values::LinSpaced(10, 1, 3);
  options.targets /= options.targets.sum();
  const Partition shares = solve(station, options);
  check_honest(station, 10, shares);
  CHECK(shares.status == Status::ok);
  for (Index zone = 0; zone < 10; ++zone)
    CHECK(shares.zone_loads[zone] / station.loads.sum() == Approx(options.targets[zone]).epsilon(0.0301));

  options.targets *= station.loads.sum();
  CHECK(same_bits(solve(station, options), shares));
}

TEST_CASE("no zone misses its target by more than the heaviest stop", "[properties]") {
  constexpr Index zones = 20;
  for (const Index stops : {100, 250})
    for (const double decades : {3.0, 4.5, 6.0})
      for (std::uint64_t seed = 0; seed < 12; ++seed) {
        const Station station = draw_station(seed, stops, Layout::uniform, Work::lognormal);
        Draw draw(seed);
        PartitionOptions options = options_for(zones, seed);
        options.targets.resize(zones);
        for (Index zone = 0; zone < zones; ++zone) {
          const double fall = seed % 2 == 0 ? static_cast<double>(zone) / zones : draw.uniform(0, 1);
          options.targets[zone] = std::pow(10.0, -decades * fall);
        }
        options.targets /= options.targets.sum();
        const Partition p = solve(station, options);
        INFO(stops << " stops, targets over " << decades << " decades, seed " << seed);
        check_honest(station, zones, p);
        const Values allowed =
            (options.tolerance * p.targets).cwiseMax(station.loads.maxCoeff() * (1 + 1e-9));
        CHECK(((p.zone_loads - p.targets).cwiseAbs().array() <= allowed.array()).all());
      }
}

TEST_CASE("bounds of each zone are met", "[properties]") {
  const Station station = draw_station(14, 900, Layout::clustered, Work::lognormal);
  const double mean = station.loads.sum() / 10;
  PartitionOptions options = options_for(10);
  SECTION("both") {
    options.lower = Values::LinSpaced(10, 0.5 * mean, 1.0 * mean);
    options.upper = Values::LinSpaced(10, 1.0 * mean, 1.5 * mean);
  }
  SECTION("capacity alone") { options.upper = Values::Constant(1, 1.01 * mean); }
  SECTION("a minimum alone") { options.lower = Values::Constant(1, 0.9 * mean); }
  const Partition p = solve(station, options);
  check_honest(station, 10, p);
  CHECK(p.status == Status::ok);
}

TEST_CASE("bounds that cannot hold the total are proven infeasible", "[properties]") {
  const Station station = draw_station(15, 100, Layout::uniform, Work::equal);
  PartitionOptions options = options_for(10);
  SECTION("too little room") { options.upper = Values::Constant(1, 9.0); }
  SECTION("too much demanded") { options.lower = Values::Constant(1, 11.0); }
  SECTION("eleven halves for ten zones") {
    Station heavy = station;
    heavy.loads.head(11).setConstant(60);
    const Partition p = solve(heavy, options);
    check_honest(heavy, 10, p);
    CHECK(p.status == Status::proven_infeasible);
    return;
  }
  const Partition p = solve(station, options);
  check_honest(station, 10, p);
  CHECK(p.status == Status::proven_infeasible);
}
