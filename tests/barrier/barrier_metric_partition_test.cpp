// Barriers as the metric of a partition.

#include <algorithm>
#include <cmath>

#include "equizone/equizone.hpp"
#include "partition/grounds.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("barriers as the metric: ways around them, and stops beyond them are not reached", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Station station = scattered_station(seed, 120, 1000, 1000);
    const BarrierLines river = river_at(430, {200});
    const BarrierMetric metric(river);
    const BarrierWays ways = metric.over(station.points);
    DistanceMatrix matrix(120, 120);
    for (Index stop = 0; stop < 120; ++stop) matrix.row(stop) = ways.distances_from(stop);
    const DistanceMatrix straight = straight_matrix(station.points);
    CHECK((matrix - straight).minCoeff() >= -1e-3);
    const Eigen::Vector2d bridge = far_from_zero + Eigen::Vector2d(200, 430);
    for (Index from = 0; from < 120; ++from)
      for (Index to = 0; to < 120; ++to)
        if (is_north(station, from, 430) == is_north(station, to, 430))
          CHECK(matrix(from, to) == Approx(straight(from, to)).margin(1e-3));
        else
          CHECK(matrix(from, to) >= (station.points.col(from) - bridge).norm() +
                                        (station.points.col(to) - bridge).norm() - 4 * river.reach_m);
    const Partition p = partition(station.points, station.loads, options_for(8, seed), metric);
    CHECK(p.status == Status::ok);
    CHECK(p.unreachable.empty());
    check_honest(station, matrix, station.loads, p);
    const Partition planar = partition(station.points, station.loads, options_for(8, seed));
    CHECK(p.cost <= cost_by_trying(matrix, station.loads, planar.labels, 8) * (1 + 1e-9));

    PartitionOptions options = options_for(8, seed);
    options.tolerance = 0.15;
    const Partition shut = partition(station.points, station.loads, options, BarrierMetric(river_at(430)));
    for (Index stop = 0; stop < 120; ++stop) {
      const Index median = shut.center_stops[static_cast<std::size_t>(shut.labels[stop])];
      const bool listed = std::ranges::find(shut.unreachable, stop) != shut.unreachable.end();
      CHECK(listed == (is_north(station, stop, 430) != is_north(station, median, 430)));
    }
  }
}

TEST_CASE("barriers as the metric and as the ground: no zone on both banks", "[ground]") {
  const Station station = scattered_station(5, 200, 1000, 1000);
  PartitionOptions options = options_for(10);
  options.tolerance = 0.1;
  options.barriers = river_at(380);
  const Values visits = Values::Constant(200, 2.0);
  const Partition p =
      partition(station.points, station.loads, options, BarrierMetric(options.barriers, visits));
  CHECK(p.status == Status::ok);
  CHECK(zones_on_both_banks(station, p.labels, 380) == 0);
  CHECK(p.unreachable.empty());
  check_honest(station, straight_matrix(station.points), visits, p);
}

TEST_CASE("prices of a partition's barriers count as those of the metric", "[ground]") {
  const Station station = scattered_station(7, 150, 1000, 1000);
  BarrierLines toll = river_at(430);
  toll.prices = Values::Constant(1, 2000.0);
  PartitionOptions options = options_on_ground(6, 0.1);
  const Partition expected = partition(station.points, station.loads, options, BarrierMetric(toll));
  const Partition free = partition(station.points, station.loads, options);
  options.contiguous = false;  // barriers imply it
  options.barriers = toll;
  const Partition p = partition(station.points, station.loads, options);
  CHECK(p.labels == expected.labels);
  CHECK(p.center_stops == expected.center_stops);
  CHECK(p.cost == expected.cost);
  CHECK(zones_on_both_banks(station, p.labels, 430) < zones_on_both_banks(station, free.labels, 430));
  CHECK(balance(station.points, station.loads, Start{p.labels, {}, {}}, options).cost <= p.cost);

  const MatrixMetric straight(straight_matrix(station.points));  // another metric knows no prices
  CHECK(partition(station.points, station.loads, options, straight).cost < p.cost);

  options.barriers.prices[0] = 0;
  CHECK(partition(station.points, station.loads, options).center_stops.empty());
}

TEST_CASE("a price is paid where a way crosses the line, and no more than once for one line", "[ground]") {
  Station station{Points(2, 4), Values::Ones(4)};
  station.points.colwise() = far_from_zero;
  station.points.row(0).array() += Eigen::Array4d(0, 100, 0, 100).transpose();
  station.points.row(1).array() += Eigen::Array4d(-50, -50, 50, 50).transpose();
  BarrierLines toll = river_at(0);
  toll.prices = Values::Constant(1, 70.0);
  const Values metres = BarrierMetric(toll).over(station.points).distances_from(0);
  CHECK(metres[0] == 0);
  CHECK(metres[1] == Approx(100).margin(1e-3));
  CHECK(metres[2] == Approx(170).margin(1e-3));
  CHECK(metres[3] == Approx(70 + std::sqrt(2e4)).margin(1e-3));
}
