// What must hold where stops, places or loads are of the oddest kind.

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/honesty.hpp"
#include "properties/solving.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("as many zones as stops", "[properties]") {
  const Station station = draw_station(3, 40, Layout::uniform, Work::equal);
  const Partition p = solve(station, 40);
  check_honest(station, 40, p);
  CHECK(p.status == Status::ok);
  CHECK(std::set(p.labels.begin(), p.labels.end()).size() == 40);
  CHECK(p.cost == 0);
}

TEST_CASE("one zone", "[properties]") {
  const Station station = draw_station(4, 40, Layout::clustered, Work::lognormal);
  const Partition p = solve(station, 1);
  check_honest(station, 1, p);
  CHECK(p.status == Status::ok);
  CHECK(p.imbalance == Approx(0).margin(1e-12));
  CHECK(p.lower_bound == Approx(p.cost));
  CHECK(p.moved.empty());
}

TEST_CASE("one stop", "[properties]") {
  const Station station{Points::Constant(2, 1, 5.0), Values::Ones(1)};
  const Partition p = solve(station, 1);
  check_honest(station, 1, p);
  CHECK(p.status == Status::ok);
}

TEST_CASE("all stops at one place", "[properties]") {
  Draw draw(5);
  const Station station{Points::Constant(2, 90, 5.2e6), draw_loads(draw, 90, Work::uniform)};
  const Partition p = solve(station, 6);
  check_honest(station, 6, p);
  CHECK(p.status == Status::ok);
  CHECK(p.cost == Approx(0).margin(1e-6));
}

TEST_CASE("a place too large for one zone is divided", "[properties]") {
  Draw draw(6);
  const Station tower{Points::Constant(2, 5000, 5.2e6), draw_loads(draw, 5000, Work::lognormal)};
  const Partition p = solve(tower, 50);
  check_honest(tower, 50, p);
  CHECK(p.status == Status::ok);

  Station campus = draw_station(7, 1200, Layout::uniform, Work::lognormal);
  for (Index stop = 0; stop < 600; ++stop) campus.points.col(stop) = campus.points.col(stop % 3);
  const Partition q = solve(campus, 30);
  check_honest(campus, 30, q);
  CHECK(q.status == Status::ok);
}

TEST_CASE("a few places that hold a whole station are divided", "[properties]") {
  constexpr Index zones = 40;
  for (const Work work : {Work::equal, Work::lognormal}) {
    Station station = draw_station(8, 3000, Layout::uniform, work);
    for (Index stop = 20; stop < 3000; ++stop) station.points.col(stop) = station.points.col(stop % 20);
    const Partition p = solve(station, zones);
    check_honest(station, zones, p);
    const double target = station.loads.sum() / zones;
    CHECK((p.zone_loads.array() - target).abs().maxCoeff() <=
          std::max(0.03 * target, station.loads.maxCoeff()));
    CHECK(p.status == Status::ok);
  }
}

TEST_CASE("stops on a line are cut into runs", "[properties]") {
  Station station{Points::Zero(2, 60), Values::Ones(60)};
  for (Index stop = 0; stop < 60; ++stop) station.points(1, stop) = 7.0 * static_cast<double>(stop * 23 % 60);
  const Partition p = solve(station, 6);
  check_honest(station, 6, p);
  CHECK(p.status == Status::ok);
  // Six runs of ten: the optimum is known.
  CHECK(p.cost == Approx(6 * 49.0 * (10.0 * 99 / 12)));
}

TEST_CASE("a giant stop is named", "[properties]") {
  Station station = draw_station(6, 200, Layout::uniform, Work::uniform);
  station.loads[123] = station.loads.sum();
  const Partition p = solve(station, 5);
  check_honest(station, 5, p);
  CHECK(p.status == Status::heavy_stop);
  CHECK(p.reason.find("stop 123 ") != std::string::npos);
  CHECK((p.labels.array() == p.labels[123]).count() == 1);
}

TEST_CASE("several giant stops are kept apart", "[properties]") {
  Station station = draw_station(7, 200, Layout::uniform, Work::uniform);
  const double total = station.loads.sum();
  for (const Index stop : {20, 90, 150}) station.loads[stop] = total;
  const Partition p = solve(station, 6);
  check_honest(station, 6, p);
  CHECK(p.status == Status::heavy_stop);
  CHECK(std::set{p.labels[20], p.labels[90], p.labels[150]}.size() == 3);
}

TEST_CASE("all work at a single stop", "[properties]") {
  Station station = draw_station(8, 30, Layout::uniform, Work::equal);
  station.loads.setZero();
  station.loads[7] = 5;
  const Partition p = solve(station, 4);
  check_honest(station, 4, p);
  CHECK(p.status == Status::heavy_stop);
  CHECK(p.reason.find("stop 7 ") != std::string::npos);
}

TEST_CASE("fewer stops with work than zones", "[properties]") {
  Station station = draw_station(9, 30, Layout::uniform, Work::equal);
  station.loads.tail(27).setZero();
  PartitionOptions options = options_for(5);
  options.lower = Values::Constant(1, 0.1);
  const Partition p = solve(station, options);
  check_honest(station, 5, p);
  CHECK(p.status == Status::proven_infeasible);
}

TEST_CASE("most stops without work, at thorough", "[properties]") {
  for (std::uint64_t seed = 3; seed < 7; ++seed) {
    Draw draw(seed);
    Station station = draw_station(seed, 40, Layout::uniform, Work::equal);
    for (double& load : station.loads) load = draw.uniform(0, 1) < 0.5 ? 0.0 : 1.0;
    PartitionOptions options = options_for(20);
    options.effort = Effort::thorough;
    check_honest(station, 20, solve(station, options));
  }
}

TEST_CASE("stops that share places are divided as others are", "[properties]") {
  Station station = draw_station(12, 12'000, Layout::uniform, Work::lognormal);
  for (Index stop = 600; stop < 12'000; ++stop) station.points.col(stop) = station.points.col(stop % 600);
  const Partition p = solve(station, 400);
  check_honest(station, 400, p);
  CHECK(p.status == Status::ok);
}

TEST_CASE("loads over twelve orders of magnitude", "[properties]") {
  Draw draw(10);
  Station station = draw_station(10, 400, Layout::uniform, Work::equal);
  for (double& load : station.loads) load = std::pow(10.0, draw.uniform(-9, 3));
  PartitionOptions options = options_for(5);
  options.tolerance = 0.1;
  const Partition p = solve(station, options);
  check_honest(station, 5, p);
  CHECK(p.status == Status::ok);
}
