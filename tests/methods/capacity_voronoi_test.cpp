// Zones between which no exchange of stops lowers the cost.

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

double cost_to(const Points& sites, const Given& given, const Labels& labels) {
  double cost = 0;
  for (Index stop = 0; stop < labels.size(); ++stop)
    cost += given.loads[stop] * (given.points.col(stop) - sites.col(labels[stop])).squaredNorm();
  return cost;
}

// The most that an exchange of any two stops, or a move of any stop, saves within the bounds.
double greatest_saving(const Points& sites, const Given& given, const Partition& result) {
  const auto saved = [&](Index stop, Index to) {
    return given.loads[stop] * ((given.points.col(stop) - sites.col(result.labels[stop])).squaredNorm() -
                                (given.points.col(stop) - sites.col(to)).squaredNorm());
  };
  const auto fits = [&](Index from, Index to, double net) {
    const double rounding = 1e-9;
    return result.zone_loads[from] - net >= result.lower[from] + rounding &&
           result.zone_loads[from] - net <= result.upper[from] - rounding &&
           result.zone_loads[to] + net <= result.upper[to] - rounding &&
           result.zone_loads[to] + net >= result.lower[to] + rounding;
  };
  double greatest = 0;
  for (Index stop = 0; stop < given.loads.size(); ++stop) {
    const Index from = result.labels[stop];
    for (Index to = 0; to < sites.cols(); ++to)
      if (to != from && fits(from, to, given.loads[stop])) greatest = std::max(greatest, saved(stop, to));
    for (Index other = 0; other < stop; ++other) {
      const Index to = result.labels[other];
      const double net = given.loads[stop] - given.loads[other];
      if (to != from && (net == 0 || fits(from, to, net)))
        greatest = std::max(greatest, saved(stop, to) + saved(other, from));
    }
  }
  return greatest;
}

PartitionOptions swapping(Index zones) {
  PartitionOptions options;
  options.zones = zones;
  options.method = "capacity_voronoi";
  return options;
}

PartitionOptions around(const Points& sites) {
  PartitionOptions options = swapping(sites.cols());
  options.start = Start{{}, sites, {}};
  options.parameters["moves"] = 0;
  return options;
}

}  // namespace

TEST_CASE("no exchange around fixed sites lowers the cost, whatever the loads",
          "[methods][capacity_voronoi]") {
  for (std::uint64_t seed = 80; seed < 90; ++seed) {
    Given given = anywhere(240, seed);
    if (seed % 2 == 0) given.loads.setOnes();
    const Points sites = anywhere(8, 100 + seed).points;
    PartitionOptions options = around(sites);
    const Partition result = partition(given.points, given.loads, options);
    CAPTURE(seed);
    CHECK(result.status == Status::ok);
    CHECK(greatest_saving(sites, given, result) <= 1e-6);
    // The check sees what is left to save before the end.
    options.budget = 1;
    CHECK(greatest_saving(sites, given, partition(given.points, given.loads, options)) > 1);
  }
}

TEST_CASE("sites come to rest in the centroids, and no exchange helps there", "[methods][capacity_voronoi]") {
  for (std::uint64_t seed = 91; seed < 95; ++seed) {
    const Given given = anywhere(300, seed);
    PartitionOptions options = swapping(9);
    options.effort = Effort::thorough;
    const Partition result = partition(given.points, given.loads, options);
    CHECK(result.status == Status::ok);
    CHECK(greatest_saving(result.centers, given, result) <= 1e-6);
    options.parameters["moves"] = 0;
    CHECK(result.cost < partition(given.points, given.loads, options).cost);
  }
}

TEST_CASE("exchanges of equal stops leave every load as it is, near the cheapest assignment",
          "[methods][capacity_voronoi]") {
  double ours = 0;
  double best = 0;
  for (std::uint64_t seed = 110; seed < 120; ++seed) {
    Given given = anywhere(400, seed);
    given.loads.setConstant(0.3);
    const Points sites = anywhere(10, 200 + seed).points;
    PartitionOptions options = around(sites);
    options.tolerance = 0;
    const Partition result = partition(given.points, given.loads, options);
    CHECK(result.status == Status::ok);
    CHECK(result.zone_loads.isApprox(Values::Constant(10, 12.0), 1e-12));
    options.method = "min_cost_flow";
    options.parameters.clear();
    options.budget = 1;
    const double least = cost_to(sites, given, partition(given.points, given.loads, options).labels);
    const double cost = cost_to(sites, given, result.labels);
    CHECK(cost >= least * (1 - 1e-12));
    CHECK(cost <= 1.08 * least);
    ours += cost;
    best += least;
  }
  CHECK(ours <= 1.03 * best);
}

TEST_CASE("more rounds never cost more, from labels all over the town too", "[methods][capacity_voronoi]") {
  Given given = anywhere(300, 96);
  given.loads.setOnes();
  PartitionOptions options = swapping(10);
  options.start = Start{Labels(300), anywhere(10, 97).points, {}};
  for (Index stop = 0; stop < 300; ++stop) options.start->labels[stop] = static_cast<std::int32_t>(stop % 10);
  options.parameters["moves"] = 0;
  std::vector<double> costs;
  for (options.budget = 1; options.budget <= 8; ++options.budget) {
    const Partition result = partition(given.points, given.loads, options);
    CHECK(result.status == Status::ok);
    costs.push_back(cost_to(options.start->centers, given, result.labels));
  }
  CHECK(std::is_sorted(costs.rbegin(), costs.rend()));
  CHECK(costs.back() < 0.5 * cost_to(options.start->centers, given, options.start->labels));
}

TEST_CASE("targets of centers given are kept, each by its own", "[methods][capacity_voronoi]") {
  Given given = anywhere(200, 98);
  given.loads.setOnes();
  PartitionOptions options = around(anywhere(5, 99).points);
  options.targets = Eigen::Map<const Values>(std::vector<double>{20, 60, 30, 50, 40}.data(), 5);
  options.tolerance = 0;
  const Partition result = partition(given.points, given.loads, options);
  CHECK(result.status == Status::ok);
  CHECK(result.zone_loads == options.targets);
}

TEST_CASE("stops without load go to the nearest site", "[methods][capacity_voronoi]") {
  Given given = anywhere(200, 121);
  for (Index stop = 0; stop < 200; stop += 4) given.loads[stop] = 0;
  const Points sites = anywhere(6, 122).points;
  const Partition result = partition(given.points, given.loads, around(sites));
  CHECK(result.status == Status::ok);
  for (Index stop = 0; stop < 200; stop += 4) {
    Index nearest = 0;
    (sites.colwise() - given.points.col(stop)).colwise().squaredNorm().minCoeff(&nearest);
    CHECK(result.labels[stop] == nearest);
  }
}
