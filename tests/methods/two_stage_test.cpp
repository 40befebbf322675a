// Two-stage k-means after the publication.

#include <cmath>

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

// Like the published case: 50 delivery points of a development zone, the last one far from all others.
Given development_zone() {
  Given given = anywhere(50, 51, 5000.0);
  given.loads *= 20;
  given.points.col(49) << 14000, 12000;
  return given;
}

Partition two_stage(const Given& given, PartitionOptions options) {
  options.method = "two_stage";
  return partition(given.points, given.loads, options);
}

PartitionOptions zones(Index count) {
  PartitionOptions options;
  options.zones = count;
  return options;
}

double squared_deviation(const Partition& result) {
  return ((result.zone_loads - result.targets).array().square() / result.targets.array()).sum();
}

}  // namespace

TEST_CASE("a lonely point joins the nearest courier's zone, leaving one zone less", "[methods][two_stage]") {
  const Given given = development_zone();
  const Partition result = two_stage(given, zones(10));
  CHECK(result.centers.cols() == 9);
  CHECK(zones_used(result.labels) == 9);
  CHECK(result.targets.isApproxToConstant(given.loads.sum() / 9));
  CHECK_THAT(result.reason, Contains("stop 49") && Contains("9 zones instead of 10"));
  CHECK((result.labels.array() == result.labels[49]).count() > 1);
}

TEST_CASE("zones with targets or bounds of their own stay as many as asked for", "[methods][two_stage]") {
  const Given given = development_zone();
  PartitionOptions options = zones(10);
  options.targets = Values::Constant(10, 0.1);
  CHECK(two_stage(given, options).centers.cols() == 10);
  options = zones(10);
  options.upper = Values::Constant(10, 300);
  CHECK(two_stage(given, options).centers.cols() == 10);
}

TEST_CASE("without a lonely point there are as many zones as asked for", "[methods][two_stage]") {
  Given given = development_zone();
  given.points.col(49) << 2500, 2500;
  const Partition result = two_stage(given, zones(10));
  CHECK(result.centers.cols() == 10);
  CHECK(result.reason.find("alone") == std::string::npos);
}

TEST_CASE("the second stage lets workloads differ less than k-means leaves them", "[methods][two_stage]") {
  const Given given = anywhere(1000, 52);
  const Partition result = two_stage(given, zones(12));
  CHECK(squared_deviation(result) < 0.01 * squared_deviation(by_method(given, "kmeans", 12)));
  CHECK(result.status == Status::ok);
}

TEST_CASE("no single stop handed on makes two classes differ less", "[methods][two_stage]") {
  const Given given = anywhere(60, 53);  // so few zones that each center is near every stop
  const Partition result = two_stage(given, zones(6));
  for (Index stop = 0; stop < 60; ++stop) {
    const double own = result.zone_loads[result.labels[stop]];
    if ((result.labels.array() == result.labels[stop]).count() == 1) continue;
    for (Index zone = 0; zone < 6; ++zone) {
      if (zone == result.labels[stop]) continue;
      const double gap = std::abs(own - result.zone_loads[zone]);
      const double then = std::abs(own - result.zone_loads[zone] - 2 * given.loads[stop]);
      CHECK(then >= gap * (1 - 1e-6));
    }
  }
}
