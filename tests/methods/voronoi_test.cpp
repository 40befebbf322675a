// Thiessen polygons and their weighted kin.

#include <cmath>
#include <string>

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

Points five_seeds() {
  Points seeds(2, 5);
  seeds << 200, 800, 500, 250, 700, 200, 150, 480, 800, 850;
  return seeds;
}

PartitionOptions from_seeds(const std::string& method, const Points& seeds) {
  PartitionOptions options;
  options.zones = seeds.cols();
  options.method = method;
  options.start.emplace();
  options.start->centers = seeds;
  return options;
}

// Whether some weights explain the zones: no cycle of zones may gain by handing a stop on to the next.
// Shortest paths over all pairs find one that does. `measure` is the distance that weights are added to: of
// factors, its logarithm.
template <class Measure>
bool some_weights_explain(const Given& given, const Labels& labels, const Points& seeds,
                          const Measure& measure) {
  const Index k = seeds.cols();
  Eigen::MatrixXd room = Eigen::MatrixXd::Constant(k, k, 1e300);
  for (Index stop = 0; stop < labels.size(); ++stop)
    for (Index other = 0; other < k; ++other) {
      const double own = measure((given.points.col(stop) - seeds.col(labels[stop])).norm());
      const double there = measure((given.points.col(stop) - seeds.col(other)).norm());
      room(labels[stop], other) = std::min(room(labels[stop], other), there - own);
    }
  for (Index via = 0; via < k; ++via)
    for (Index from = 0; from < k; ++from)
      for (Index to = 0; to < k; ++to)
        room(from, to) = std::min(room(from, to), room(from, via) + room(via, to));
  return room.diagonal().minCoeff() >= -1e-9;
}

double plain(double distance) { return distance; }
double logarithm(double distance) { return std::log(distance); }

}  // namespace

TEST_CASE("every stop is in the Thiessen polygon of its nearest seed", "[methods][voronoi]") {
  const Given given = anywhere(400, 21);
  const Points seeds = five_seeds();
  const Labels labels = partition(given.points, given.loads, from_seeds("voronoi", seeds)).labels;
  for (Index stop = 0; stop < 400; ++stop) {
    Index nearest = 0;
    (seeds.colwise() - given.points.col(stop)).colwise().squaredNorm().minCoeff(&nearest);
    CHECK(labels[stop] == nearest);
  }
}

TEST_CASE("sampled seeds differ by seed, and moves make the zones more compact", "[methods][voronoi]") {
  const Given given = anywhere(400, 22);
  CHECK(by_method(given, "voronoi", 8, 1).labels != by_method(given, "voronoi", 8, 2).labels);
  PartitionOptions options;
  options.zones = 8;
  options.method = "voronoi";
  const double as_sampled = partition(given.points, given.loads, options).cost;
  options.parameters["moves"] = 20;
  CHECK(partition(given.points, given.loads, options).cost < as_sampled);
}

TEST_CASE("offsets level the loads around given seeds", "[methods][voronoi]") {
  const Given given = anywhere(2000, 23);
  const Partition result = partition(given.points, given.loads, from_seeds("voronoi_additive", five_seeds()));
  CHECK(result.status == Status::ok);
  CHECK(some_weights_explain(given, result.labels, five_seeds(), plain));
  CHECK_FALSE(some_weights_explain(given, by_method(given, "hilbert", 5).labels, five_seeds(), plain));
}

TEST_CASE("factors level the loads around given seeds", "[methods][voronoi]") {
  const Given given = anywhere(2000, 24);
  const Partition result =
      partition(given.points, given.loads, from_seeds("voronoi_multiplicative", five_seeds()));
  CHECK(result.status == Status::ok);
  CHECK(some_weights_explain(given, result.labels, five_seeds(), logarithm));
}

TEST_CASE("weighted polygons follow targets of their own, and a larger budget is never worse",
          "[methods][voronoi]") {
  const Given given = anywhere(3000, 25);
  for (const std::string method : {"voronoi_additive", "voronoi_multiplicative"}) {
    INFO(method);
    PartitionOptions options = from_seeds(method, five_seeds());
    options.targets = Values(5);
    options.targets << 0.1, 0.3, 0.2, 0.15, 0.25;
    CHECK(partition(given.points, given.loads, options).status == Status::ok);
    options.tolerance = 0;
    options.budget = 10;
    const Partition few = partition(given.points, given.loads, options);
    options.budget = 200;
    const Partition many = partition(given.points, given.loads, options);
    CHECK((many.zone_loads - many.targets).cwiseAbs().sum() <=
          (few.zone_loads - few.targets).cwiseAbs().sum());
  }
}
