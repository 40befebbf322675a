// Zones that are angular ranges.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// How often the zone changes on a turn around a place.
Index changes_around(const Eigen::Vector2d& middle, const Points& points, const Labels& labels) {
  std::vector<Index> order(static_cast<std::size_t>(points.cols()));
  std::iota(order.begin(), order.end(), Index{0});
  const auto angle = [&](Index stop) {
    return std::atan2(points(1, stop) - middle.y(), points(0, stop) - middle.x());
  };
  std::sort(order.begin(), order.end(), [&](Index a, Index b) { return angle(a) < angle(b); });
  Index changes = labels[order.front()] == labels[order.back()] ? 0 : 1;
  for (std::size_t at = 1; at < order.size(); ++at)
    changes += labels[order[at]] == labels[order[at - 1]] ? 0 : 1;
  return changes;
}

Partition swept(const Given& given, const Eigen::Vector2d& station, double starts) {
  PartitionOptions options;
  options.zones = 7;
  options.method = "sweep";
  options.station = station;
  options.parameters["starts"] = starts;
  return partition(given.points, given.loads, options);
}

}  // namespace

TEST_CASE("a sweep's zone is an angular range around the station", "[methods][sweep]") {
  const Given given = anywhere(400, 11);
  for (const Eigen::Vector2d& station : {Eigen::Vector2d(500, 500), Eigen::Vector2d(-300, 40)})
    for (const double starts : {1.0, 36.0}) {
      const Partition result = swept(given, station, starts);
      CHECK(changes_around(station, given.points, result.labels) == 7);
      CHECK((result.zone_loads - result.targets).cwiseAbs().maxCoeff() <= given.loads.maxCoeff());
    }
}

TEST_CASE("without a station the sweep turns around the centroid of the loads", "[methods][sweep]") {
  const Given given = anywhere(400, 12);
  const Eigen::Vector2d centroid = given.points * given.loads / given.loads.sum();
  CHECK(changes_around(centroid, given.points, by_method(given, "sweep", 9).labels) == 9);
}

TEST_CASE("a single start is after the widest gap, and more starts never cost more", "[methods][sweep]") {
  Given given = anywhere(300, 13);
  const Eigen::Vector2d station(500, -50);  // all stops lie north of it: the gap is south
  const Partition single = swept(given, station, 1);
  CHECK(changes_around(station, given.points, single.labels) == 7);
  Index east = 0;
  Index west = 0;
  const Eigen::ArrayXd slope =
      ((given.points.row(0).array() - station.x()) / (given.points.row(1).array() - station.y())).transpose();
  slope.maxCoeff(&east);
  slope.minCoeff(&west);
  CHECK(single.labels[east] == 0);
  CHECK(single.labels[west] == 6);
  CHECK(swept(given, station, 50).cost <= single.cost);
}
