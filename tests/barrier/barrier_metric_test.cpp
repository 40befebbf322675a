#include "equizone/barrier/barrier_metric.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// A wall along y = 500 that begins at x = 400: open to the west.
BarrierLines open_to_the_west() {
  BarrierLines barriers;
  barriers.segments.resize(4, 1);
  barriers.segments.col(0) << far_from_zero + Eigen::Vector2d(400, 500),
      far_from_zero + Eigen::Vector2d(5000, 500);
  return barriers;
}

bool straight_is_closed(const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
  const double ay = a.y() - far_from_zero.y() - 500, by = b.y() - far_from_zero.y() - 500;
  if ((ay > 0) == (by > 0)) return false;
  return a.x() + (b.x() - a.x()) * ay / (ay - by) > far_from_zero.x() + 400;
}

// The true shortest way: straight, or around the wall's end.
double shortest(const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
  const Eigen::Vector2d end = far_from_zero + Eigen::Vector2d(400, 500);
  return straight_is_closed(a, b) ? (a - end).norm() + (end - b).norm() : (a - b).norm();
}

}  // namespace

TEST_CASE("ways are straight where nothing stands between, else nearly the shortest way around") {
  Random random(1);
  const Points points = scattered(500, 1000, random);
  const BarrierWays ways = BarrierMetric(open_to_the_west()).over(points);
  int around = 0;
  for (const Index from : {0, 17, 333}) {
    const Values metres = ways.distances_from(from);
    CHECK(metres[from] == 0);
    for (Index to = 0; to < 500; ++to) {
      const double best = shortest(points.col(from), points.col(to));
      CHECK(metres[to] >= best - 1e-3);
      CHECK(metres[to] <= best + 150);
      if (!straight_is_closed(points.col(from), points.col(to)))
        CHECK(metres[to] == Approx(best).margin(2));
      else
        ++around;
    }
  }
  CHECK(around > 100);
}

TEST_CASE("no way leads across a closed barrier, but over its crossing") {
  Random random(2);
  const Points points = scattered(300, 1000, random);
  BarrierLines barriers;
  barriers.segments.resize(4, 1);
  barriers.segments.col(0) << far_from_zero + Eigen::Vector2d(-9000, 500),
      far_from_zero + Eigen::Vector2d(9000, 500);
  const auto north = [&](Index stop) { return points(1, stop) > far_from_zero.y() + 500; };
  const Values closed = BarrierWays(points, barriers).distances_from(3);
  for (Index to = 0; to < 300; ++to) CHECK(std::isinf(closed[to]) == (north(to) != north(3)));

  const Eigen::Vector2d bridge = far_from_zero + Eigen::Vector2d(200, 500);
  barriers.crossings = bridge;
  const Values open = BarrierWays(points, barriers).distances_from(3);
  for (Index to = 0; to < 300; ++to) {
    if (north(to) == north(3)) continue;
    const double best = (points.col(3) - bridge).norm() + (bridge - points.col(to)).norm();
    CHECK(open[to] >= best - 2 * barriers.reach_m);
    CHECK(open[to] <= 1.1 * best + 20);
  }
}

TEST_CASE("a price is paid on the way across, or the way leads around") {
  Random random(3);
  const Points points = scattered(300, 1000, random);
  BarrierLines barriers = open_to_the_west();
  barriers.prices = Values::Constant(1, 60.0);
  const Values metres = BarrierWays(points, barriers).distances_from(8);
  for (Index to = 0; to < 300; ++to) {
    const double straight = (points.col(8) - points.col(to)).norm();
    if (!straight_is_closed(points.col(8), points.col(to)))
      CHECK(metres[to] == Approx(straight).margin(2));
    else
      CHECK(metres[to] <= straight + 60 + 1e-3);
    CHECK(metres[to] >= straight - 1e-3);
  }
}

TEST_CASE("a stop that there is not is an error") {
  const BarrierWays ways(lattice(3, 100), {});
  CHECK_THROWS_WITH(ways.distances_from(9), Catch::Contains("stop is 9; stops count from 0 to 8"));
}
