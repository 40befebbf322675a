// Cheapest assignments around centers, known from all assignments where no stop is divided.

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "methods/calls.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

double cost_to(const Points& centers, const Given& given, const Labels& labels) {
  double cost = 0;
  for (Index stop = 0; stop < labels.size(); ++stop)
    cost += given.loads[stop] * (given.points.col(stop) - centers.col(labels[stop])).squaredNorm();
  return cost;
}

PartitionOptions flowing(Index zones) {
  PartitionOptions options;
  options.zones = zones;
  options.method = "min_cost_flow";
  return options;
}

// A few equal stops, centers anywhere, and bounds that need not be multiples of the load.
struct Tiny {
  Given given;
  Points centers;
  PartitionOptions options;

  explicit Tiny(std::uint64_t seed) {
    Draw draw(seed);
    const Index stops = draw.whole(5, 8);
    const Index zones = draw.whole(2, 3);
    const double load = draw.whole(0, 1) == 0 ? 1.0 : 0.7;
    given = {draw_points(draw, stops, static_cast<Layout>(draw.whole(0, 3))), Values::Constant(stops, load)};
    centers = draw_points(draw, zones, Layout::uniform);
    options = flowing(zones);
    const double mean = given.loads.sum() / static_cast<double>(zones);
    options.lower = Values::Constant(1, draw.uniform(0.3, 1) * mean);
    options.upper = Values::Constant(1, draw.uniform(1.1, 2) * mean);
    options.start = Start{{}, centers, {}};
  }

  [[nodiscard]] BruteForce all(const Points& around) const {
    const Index zones = options.zones;
    return try_all(given.points, given.loads, Values::Constant(zones, options.lower[0]),
                   Values::Constant(zones, options.upper[0]), around);
  }
};

}  // namespace

TEST_CASE("the first assignment of equal stops is the cheapest for the centers given",
          "[methods][min_cost_flow]") {
  int possible = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    Tiny tiny(seed);
    const BruteForce known = tiny.all(tiny.centers);
    tiny.options.budget = 1;
    const Partition result = partition(tiny.given.points, tiny.given.loads, tiny.options);
    CAPTURE(seed);
    REQUIRE((result.status == Status::ok) == known.possible);
    if (!known.possible) continue;
    ++possible;
    REQUIRE(cost_to(tiny.centers, tiny.given, result.labels) ==
            Approx(known.cost_to_centers).epsilon(1e-9).margin(1e-6));
  }
  CHECK(possible > 50);
}

TEST_CASE("the last assignment of equal stops is the cheapest for its own centroids",
          "[methods][min_cost_flow]") {
  int possible = 0;
  for (std::uint64_t seed = 200; seed < 280; ++seed) {
    const Tiny tiny(seed);
    const Partition result = partition(tiny.given.points, tiny.given.loads, tiny.options);
    const BruteForce known = tiny.all(result.centers);
    if (!known.possible) continue;
    ++possible;
    CAPTURE(seed);
    REQUIRE(result.cost == Approx(known.cost_to_centers).epsilon(1e-9).margin(1e-6));
  }
  CHECK(possible > 40);
}

TEST_CASE("with equal loads and whole bounds the cost equals its lower bound", "[methods][min_cost_flow]") {
  Given given = anywhere(1000, 51);
  given.loads.setConstant(0.1);
  for (const double tolerance : {0.0, 0.03}) {
    PartitionOptions options = flowing(10);
    options.tolerance = tolerance;
    const Partition result = partition(given.points, given.loads, options);
    CHECK(result.status == Status::ok);
    CHECK(result.cost == Approx(result.lower_bound).epsilon(1e-6));
  }
}

TEST_CASE("more iterations never cost more", "[methods][min_cost_flow]") {
  Given given = anywhere(600, 52);
  given.loads.setOnes();
  PartitionOptions options = flowing(8);
  std::vector<double> costs;
  for (options.budget = 1; options.budget <= 30; ++options.budget)
    costs.push_back(partition(given.points, given.loads, options).cost);
  CHECK(std::is_sorted(costs.rbegin(), costs.rend()));
  CHECK(costs.back() < 0.95 * costs.front());
}

TEST_CASE("more starts never cost more either", "[methods][min_cost_flow]") {
  Given given = anywhere(600, 55);
  given.loads.setOnes();
  PartitionOptions options = flowing(8);
  options.parameters["starts"] = 4;
  const double several = partition(given.points, given.loads, options).cost;
  options.parameters["starts"] = 1;
  CHECK(several < partition(given.points, given.loads, options).cost);
}

TEST_CASE("stops that differ are brought within the bounds, near the lower bound",
          "[methods][min_cost_flow]") {
  for (std::uint64_t seed = 60; seed < 66; ++seed) {
    const Given given = anywhere(1000, seed);
    const Partition result = by_method(given, "min_cost_flow", 12);
    CAPTURE(seed);
    CHECK(result.status == Status::ok);
    CHECK(result.cost <= 1.003 * result.lower_bound);
  }
}

TEST_CASE("a start within the bounds is never made dearer by flows", "[methods][min_cost_flow]") {
  for (std::uint64_t seed = 70; seed < 76; ++seed) {
    const Given given = anywhere(150, seed);
    const Partition balanced = by_method(given, "balanced", 9);
    REQUIRE(balanced.status == Status::ok);
    PartitionOptions options = flowing(9);
    options.start = Start{balanced.labels, {}, {}};
    const Partition result = partition(given.points, given.loads, options);
    CHECK(result.status == Status::ok);
    CHECK(result.cost <= balanced.cost * (1 + 1e-12));
  }
}

TEST_CASE("bounds that no whole number of stops meets give way to the nearest", "[methods][min_cost_flow]") {
  Given given = anywhere(10, 53);
  given.loads.setConstant(2.0);
  const Partition result = by_method(given, "min_cost_flow", 3);  // 20 / 3, within 3 %
  CHECK(result.status == Status::proven_infeasible);
  Values loads = result.zone_loads;
  std::sort(loads.begin(), loads.end());
  CHECK(loads.isApprox(Eigen::Vector3d(6, 6, 8)));
}

TEST_CASE("stops without load go with the zones around them in a flow", "[methods][min_cost_flow]") {
  Given given = anywhere(300, 54);
  given.loads.setOnes();
  for (Index stop = 0; stop < 300; stop += 3) given.loads[stop] = 0;
  const Partition result = by_method(given, "min_cost_flow", 6);
  CHECK(result.status == Status::ok);
  for (Index idle = 0; idle < 300; idle += 3) {
    double nearest = 1e9;
    for (Index stop = 0; stop < 300; ++stop)
      if (given.loads[stop] > 0 && result.labels[stop] == result.labels[idle])
        nearest = std::min(nearest, (given.points.col(stop) - given.points.col(idle)).norm());
    CHECK(nearest < 160);  // about two stops away, where zones are 400 m wide
  }
}
