// Zones cut from spanning trees.

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <set>
#include <vector>

#include "catch.hpp"
#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

PartitionOptions by_trees(Index zones, std::int64_t trees = 0) {
  PartitionOptions options;
  options.zones = zones;
  options.method = "spanning_tree";
  options.budget = trees;
  return options;
}

// How many parts of the graph each zone is in, by walking it.
Index pieces(const StopPairs& pairs, const Labels& labels) {
  std::vector<Index> root(static_cast<std::size_t>(labels.size()));
  for (std::size_t stop = 0; stop < root.size(); ++stop) root[stop] = static_cast<Index>(stop);
  const std::function<Index(Index)> find = [&](Index stop) {
    while (root[static_cast<std::size_t>(stop)] != stop) stop = root[static_cast<std::size_t>(stop)];
    return stop;
  };
  for (Index pair = 0; pair < pairs.cols(); ++pair)
    if (labels[pairs(0, pair)] == labels[pairs(1, pair)])
      root[static_cast<std::size_t>(find(pairs(0, pair)))] = find(pairs(1, pair));
  std::set<Index> roots;
  for (Index stop = 0; stop < labels.size(); ++stop) roots.insert(find(stop));
  return static_cast<Index>(roots.size());
}

// Stops along a line, at growing distances.
Given row(Index stops) {
  Given given{Points::Zero(2, stops), Values::Ones(stops)};
  for (Index stop = 0; stop < stops; ++stop) given.points(0, stop) = static_cast<double>(stop * stop);
  return given;
}

}  // namespace

TEST_CASE("every zone of a spanning tree hangs together, from the first tree to the last",
          "[methods][spanning_tree]") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Given given = anywhere(400, seed);
    const StopPairs pairs = neighbouring_stops(given.points);
    for (const std::int64_t trees : {1, 10, 1000})
      CHECK(pieces(pairs, partition(given.points, given.loads, by_trees(9, trees)).labels) == 9);
  }
}

TEST_CASE("further trees bring loads within their bounds and lower the cost", "[methods][spanning_tree]") {
  for (const std::uint64_t seed : {4U, 5U, 6U}) {
    const Given given = anywhere(500, seed);
    const Partition first = partition(given.points, given.loads, by_trees(10, 1));
    const Partition last = partition(given.points, given.loads, by_trees(10, 3000));
    CHECK(last.status == Status::ok);
    CHECK(last.cost < first.cost);
  }
}

TEST_CASE("on a line the tree is the line, and its cuts are the best there are", "[methods][spanning_tree]") {
  const Given given = row(12);
  PartitionOptions options = by_trees(3);
  options.lower = Values::Constant(1, 1.0);
  options.upper = Values::Constant(1, 8.0);
  const Partition found = partition(given.points, given.loads, options);
  double least = std::numeric_limits<double>::infinity();
  const auto cost_of = [&](Index first, Index last) {
    const Eigen::ArrayXd x = given.points.row(0).segment(first, last - first).transpose();
    return (x - x.mean()).square().sum();
  };
  for (Index one = 1; one < 11; ++one)
    for (Index two = one + 1; two < 12; ++two)
      if (one <= 8 && two - one <= 8 && 12 - two <= 8)
        least = std::min(least, cost_of(0, one) + cost_of(one, two) + cost_of(two, 12));
  CHECK(found.cost == Approx(least));
}

TEST_CASE("a spanning tree follows barriers and given graphs", "[methods][spanning_tree]") {
  const Given given = anywhere(300, 7);
  PartitionOptions options = by_trees(6);
  BarrierLines river;
  river.segments = Eigen::Vector4d(500, -100, 500, 1100);
  options.barriers = river;
  options.tolerance = 0.2;
  const Partition found = partition(given.points, given.loads, options);
  CHECK_THAT(found.reason, Contains("2 parts"));
  CHECK(pieces(neighbouring_stops(given.points, river), found.labels) <= 7);

  StopPairs chain(2, 299);
  for (Index stop = 0; stop < 299; ++stop) chain.col(stop) << stop, stop + 1;
  PartitionOptions on_chain = by_trees(6);
  on_chain.graph = chain;
  const Partition runs = partition(given.points, given.loads, on_chain);
  CHECK(pieces(chain, runs.labels) == 6);
  CHECK((runs.zone_loads - runs.targets).cwiseAbs().maxCoeff() <= 2 * given.loads.maxCoeff());
  on_chain.graph = StopPairs::Constant(2, 1, 300);
  CHECK_THROWS_WITH(partition(given.points, given.loads, on_chain), Contains("graph[0]"));
}
