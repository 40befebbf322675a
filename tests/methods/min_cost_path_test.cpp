// Zones of stops that go to medians along the cheapest paths.

#include <algorithm>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "equizone/medoids/matrix_metric.hpp"
#include "equizone/medoids/medians.hpp"
#include "equizone/network/network_metric.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

DistanceMatrix straight(const Points& points) {
  DistanceMatrix matrix(points.cols(), points.cols());
  for (Index from = 0; from < points.cols(); ++from)
    for (Index to = 0; to < points.cols(); ++to)
      matrix(from, to) = (points.col(from) - points.col(to)).norm();
  return matrix;
}

PartitionOptions by_paths(Index zones, std::int64_t budget = 0) {
  PartitionOptions options;
  options.zones = zones;
  options.method = "min_cost_path";
  options.budget = budget;
  return options;
}

// The least cost of all labellings of a few stops into three zones within the bounds.
double least_cost(const Given& given, const Metric& metric, const Partition& like) {
  double least = std::numeric_limits<double>::infinity();
  Labels labels = Labels::Zero(given.points.cols());
  const auto advance = [&] {
    for (Index stop = 0; stop < labels.size(); ++stop) {
      if (++labels[stop] < 3) return true;
      labels[stop] = 0;
    }
    return false;
  };
  while (advance()) {
    Values loads = Values::Zero(3);
    for (Index stop = 0; stop < labels.size(); ++stop) loads[labels[stop]] += given.loads[stop];
    if (((loads - like.upper).array() > 1e-9).any() || ((like.lower - loads).array() > 1e-9).any()) continue;
    if (zones_used(labels) == 3)
      least = std::min(least, medians(given.points, given.loads, labels, metric).cost);
  }
  return least;
}

}  // namespace

TEST_CASE("zones along cheapest paths are the best there are on tiny stations", "[methods][min_cost_path]") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    const Given given = anywhere(9, seed);
    const MatrixMetric metric(straight(given.points));
    PartitionOptions options = by_paths(3, 100);
    options.tolerance = 0.25;
    const Partition found = partition(given.points, given.loads, options, metric);
    REQUIRE(found.status == Status::ok);
    CHECK(found.cost == Approx(least_cost(given, metric, found)));
  }
}

TEST_CASE("more assignments never cost more, and zones have room for their stops",
          "[methods][min_cost_path]") {
  const Given given = anywhere(300, 5);
  const MatrixMetric metric(straight(given.points));
  double before = std::numeric_limits<double>::infinity();
  for (const std::int64_t budget : {1, 3, 10, 40}) {
    const Partition found = partition(given.points, given.loads, by_paths(8, budget), metric);
    CHECK(found.status == Status::ok);
    CHECK(found.cost <= before * (1 + 1e-3));  // medians are settled once more in the end
    before = found.cost;
  }
}

TEST_CASE("without a metric, paths run along the neighbour graph", "[methods][min_cost_path]") {
  const Given given = anywhere(200, 6);
  const StopPairs pairs = neighbouring_stops(given.points);
  Edges edges(2, 2 * pairs.cols());
  edges << pairs.cast<std::int64_t>(), pairs.colwise().reverse().cast<std::int64_t>();
  const NetworkMetric metric(StreetNetwork(given.points, edges));
  CHECK(partition(given.points, given.loads, by_paths(5)).labels ==
        partition(given.points, given.loads, by_paths(5), metric).labels);
}

TEST_CASE("paths start from given medians", "[methods][min_cost_path]") {
  const Given given = anywhere(200, 7);
  PartitionOptions options = by_paths(4, 1);
  options.start = Start{{}, given.points.leftCols(4), {}};
  const Partition found = partition(given.points, given.loads, options);
  CHECK(zones_used(found.labels) == 4);
  options.start = Start{found.labels, {}, {}};
  CHECK(zones_used(partition(given.points, given.loads, options).labels) == 4);
}
