// Zones by a metric that mind the ground too: in one piece, on their side of barriers, on a given graph, with
// outliers flagged.

#include <cmath>
#include <limits>
#include <string>

#include "equizone/equizone.hpp"
#include "partition/grounds.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Neighbours along a river that are far apart by this metric: near are the stops across.
DistanceMatrix matrix_that_tears_apart(const Points& points) {
  Points folded = points;
  folded.row(0) = points.row(0).array().unaryExpr([](double x_m) { return std::fmod(x_m, 250.0); });
  return straight_matrix(folded);
}

Index nearest_to(const Station& station, Index place) {
  Index nearest = place == 0 ? 1 : 0;
  const auto distance = [&](Index stop) {
    return (station.points.col(stop) - station.points.col(place)).norm();
  };
  for (Index stop = 0; stop < station.stops(); ++stop)
    if (stop != place && distance(stop) < distance(nearest)) nearest = stop;
  return nearest;
}

Partition by_straight_matrix(const Station& station, const PartitionOptions& options) {
  return partition(station.points, station.loads, options, MatrixMetric(straight_matrix(station.points)));
}

Station narrow_town(std::uint64_t seed) { return scattered_station(seed, 160, 1200, 160); }

PartitionOptions options_in_narrow_town(std::uint64_t seed) {
  PartitionOptions options = options_on_ground(4, 0.2, seed);
  options.barriers = river_at(80);
  return options;
}

constexpr int side = 12;  // of a lattice

// Columns of the lattice, joined at their feet only.
PartitionOptions options_on_comb() {
  StopPairs comb(2, side * side - 1);
  Index pair = 0;
  for (int row = 0; row + 1 < side; ++row)
    for (int column = 0; column < side; ++column)
      comb.col(pair++) << side * row + column, side * (row + 1) + column;
  for (int column = 0; column + 1 < side; ++column) comb.col(pair++) << column, column + 1;
  PartitionOptions options = options_for(4);  // three columns each
  options.tolerance = 0.1;
  options.graph = comb;
  return options;
}

Station lonely_stop_17(std::uint64_t seed) {
  Station station = scattered_station(seed, 60, 5000, 5000);
  station.points.col(17) = far_from_zero + Eigen::Vector2d(26000, 9000);
  return station;
}

PartitionOptions options_for_lonely_stops(std::uint64_t seed, bool contiguous) {
  PartitionOptions options = options_on_ground(6, 0.05, seed);
  options.contiguous = contiguous;
  options.flag_outliers = true;
  return options;
}

}  // namespace

TEST_CASE("by a metric, zones are in one piece if asked, and not by chance", "[ground]") {
  Index torn = 0;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    const Station station = scattered_station(seed, 160, 1000, 1000);
    const DistanceMatrix matrix = matrix_that_tears_apart(station.points);
    PartitionOptions options = options_on_ground(10, 0.05, seed);
    const Partition whole = partition(station.points, station.loads, options, MatrixMetric(matrix));
    CHECK(is_contiguous(station.points, whole.labels).contiguous);
    CHECK(whole.status == Status::ok);
    check_honest(station, matrix, station.loads, whole);
    options.contiguous = false;
    const Partition free = partition(station.points, station.loads, options, MatrixMetric(matrix));
    if (!is_contiguous(station.points, free.labels).contiguous) ++torn;
    CHECK(free.cost <= whole.cost);
  }
  CHECK(torn == 3);
}

TEST_CASE("by a metric that knows no river, zones keep to their bank", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Station station = scattered_station(seed, 200, 1000, 1000);
    const DistanceMatrix matrix = straight_matrix(station.points);
    PartitionOptions options = options_on_ground(12, 0.1, seed);
    options.contiguous = false;  // barriers imply it
    options.barriers = river_at(420);
    const Partition apart = partition(station.points, station.loads, options, MatrixMetric(matrix));
    CHECK(zones_on_both_banks(station, apart.labels, 420) == 0);
    CHECK(is_contiguous(station.points, apart.labels, options.barriers).contiguous);
    CHECK(apart.enclosed.empty());
    check_honest(station, matrix, station.loads, apart);
  }
}

TEST_CASE("by a metric, both banks of a narrow town get zones of their own", "[ground]") {
  // By straight distances every zone would lie on both banks.
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Station station = narrow_town(seed);
    const DistanceMatrix matrix = straight_matrix(station.points);
    const Partition p =
        partition(station.points, station.loads, options_in_narrow_town(seed), MatrixMetric(matrix));
    CHECK(zones_on_both_banks(station, p.labels, 80) == 0);
    check_honest(station, matrix, station.loads, p);
  }
}

// The planar zones of the same ground lie within their bounds, and those by a metric are never worse in that.
TEST_CASE("by a metric, bounds are met where they are met without, in a narrow town", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Station station = narrow_town(seed);
    const PartitionOptions options = options_in_narrow_town(seed);
    REQUIRE(partition(station.points, station.loads, options).status == Status::ok);
    const MatrixMetric metric(straight_matrix(station.points));
    CHECK(partition(station.points, station.loads, options, metric).status == Status::ok);
  }
}

TEST_CASE("by a metric, zones pass a river at its crossing only", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const Station station = scattered_station(seed, 240, 1000, 1000);
    PartitionOptions options = options_on_ground(10, 0.05, seed);
    options.barriers = river_at(450, {500});
    const Partition p =
        partition(station.points, station.loads, options, MatrixMetric(straight_matrix(station.points)));
    CHECK(p.status == Status::ok);
    CHECK(is_contiguous(station.points, p.labels, options.barriers).contiguous);
    CHECK(zones_on_both_banks(station, p.labels, 450) <= 1);
  }
}

TEST_CASE("by a metric, bounds that the banks forbid are reported, the banks kept", "[ground]") {
  const Station station{lattice(10, 100), Values::Ones(100)};
  PartitionOptions options = options_on_ground(4, 0.03);
  options.barriers = river_at(350);  // 40 and 60 stops
  const DistanceMatrix matrix = straight_matrix(station.points);
  const Partition p = partition(station.points, station.loads, options, MatrixMetric(matrix));
  CHECK(p.status == Status::not_reached);
  CHECK(p.reason.find("no way leads between 2 parts") != std::string::npos);
  CHECK(is_contiguous(station.points, p.labels, options.barriers).contiguous);
  check_honest(station, matrix, station.loads, p);
}

TEST_CASE("by a metric, zones are in one piece on a given graph", "[ground]") {
  const Station station{lattice(side, 100), Values::Ones(side * side)};
  const PartitionOptions options = options_on_comb();
  const DistanceMatrix matrix = straight_matrix(station.points);
  const Partition p = partition(station.points, station.loads, options, MatrixMetric(matrix));
  CHECK(is_contiguous(p.labels, *options.graph).contiguous);
  check_honest(station, matrix, station.loads, p);
}

TEST_CASE("by a metric, stops in a pocket go with their nearest neighbour and are listed", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Station station = scattered_station(seed, 200, 1000, 1000);
    const Eigen::Vector2d middle = far_from_zero + Eigen::Vector2d(500, 500);
    for (Index stop = 0; stop < 200; ++stop)
      if ((station.points.col(stop) - middle).norm() < 25) station.points(0, stop) += 60;
    station.points.col(30) = middle;
    PartitionOptions options = options_on_ground(8, 0.05, seed);
    options.barriers.mapped = true;
    options.barriers.segments.resize(4, 4);
    const Eigen::Vector2d corner[] = {{-9, -9}, {9, -9}, {9, 9}, {-9, 9}, {-9, -9}};
    for (Index wall = 0; wall < 4; ++wall)
      options.barriers.segments.col(wall) << middle + corner[wall], middle + corner[wall + 1];
    const Partition p =
        partition(station.points, station.loads, options, MatrixMetric(straight_matrix(station.points)));
    CHECK(p.status == Status::ok);
    CHECK(p.enclosed == std::vector<Index>{30});
    CHECK(p.labels[30] == p.labels[nearest_to(station, 30)]);
    CHECK(is_contiguous(station.points, p.labels, options.barriers).contiguous);
  }
}

TEST_CASE("by a metric, a lonely stop is flagged and goes with the nearest stop", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Station station = lonely_stop_17(seed);
    const Partition p = by_straight_matrix(station, options_for_lonely_stops(seed, false));
    CHECK(p.outliers == std::vector<Index>{17});
    CHECK(p.labels[17] == p.labels[nearest_to(station, 17)]);
    check_honest(station, straight_matrix(station.points), station.loads, p);
  }
}

TEST_CASE("by a metric, a lonely stop stays with the nearest stop where zones are in one piece", "[ground]") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Station station = lonely_stop_17(seed);
    const Partition p = by_straight_matrix(station, options_for_lonely_stops(seed, true));
    REQUIRE(p.outliers == std::vector<Index>{17});
    CHECK(p.labels[17] == p.labels[nearest_to(station, 17)]);
  }
}

TEST_CASE("by a metric, bounds are met where they are met without, with a lonely stop", "[ground]") {
  for (const bool contiguous : {false, true})
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      const Station station = lonely_stop_17(seed);
      const PartitionOptions options = options_for_lonely_stops(seed, contiguous);
      REQUIRE(partition(station.points, station.loads, options).status == Status::ok);
      const MatrixMetric metric(straight_matrix(station.points));
      CHECK(partition(station.points, station.loads, options, metric).status == Status::ok);
    }
}

TEST_CASE("by a metric, small stations in one piece are as good as the best of all nearly always",
          "[ground]") {
  Index possible = 0, found = 0;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Station station = scattered_station(seed, 8, 500, 500);
    const DistanceMatrix matrix = straight_matrix(station.points);
    PartitionOptions options = options_on_ground(3, 0.35, seed);
    options.barriers = river_at(250, {250});
    const Partition p = partition(station.points, station.loads, options, MatrixMetric(matrix));
    CAPTURE(seed, p.reason);
    check_honest(station, matrix, station.loads, p);
    const double target = station.loads.sum() / 3;
    double least = infinity;
    Labels labels = Labels::Zero(8);
    for (;;) {
      Values loads = Values::Zero(3);
      Labels counts = Labels::Zero(3);
      for (Index stop = 0; stop < 8; ++stop) {
        loads[labels[stop]] += station.loads[stop];
        ++counts[labels[stop]];
      }
      if (counts.minCoeff() > 0 && loads.minCoeff() >= 0.65 * target - 1e-9 &&
          loads.maxCoeff() <= 1.35 * target + 1e-9 &&
          is_contiguous(station.points, labels, options.barriers).contiguous)
        least = std::min(least, cost_by_trying(matrix, station.loads, labels, 3));
      Index stop = 0;
      while (stop < 8 && ++labels[stop] == 3) labels[stop++] = 0;
      if (stop == 8) break;
    }
    if (p.status == Status::ok && p.enclosed.empty()) {
      CHECK(is_contiguous(station.points, p.labels, options.barriers).contiguous);
      CHECK(p.cost >= least * (1 - 1e-9));
    }
    if (!std::isfinite(least)) continue;
    ++possible;
    CHECK(p.status != Status::proven_infeasible);
    if (p.status == Status::ok) ++found;
  }
  CHECK(possible > 15);
  CHECK(found >= possible * 8 / 10);
}

TEST_CASE("by a metric on the ground, threads make no difference, and a start is taken", "[ground]") {
  const Station station = scattered_station(9, 200, 1000, 1000);
  PartitionOptions options = options_on_ground(8, 0.06);
  options.barriers = river_at(300, {100, 800});
  const MatrixMetric metric(straight_matrix(station.points));
  const Partition p = partition(station.points, station.loads, options, metric);
  options.threads = 3;
  CHECK(same_bits(p, partition(station.points, station.loads, options, metric)));
  options.start = Start{p.labels, {}, {}};
  const Partition again = partition(station.points, station.loads, options, metric);
  CHECK(again.status == Status::ok);
  CHECK(is_contiguous(station.points, again.labels, options.barriers).contiguous);
  options.start = Start{Labels::Zero(200), {}, {}};
  const Partition from_nothing = partition(station.points, station.loads, options, metric);
  CHECK(from_nothing.status == Status::ok);
  CHECK(is_contiguous(station.points, from_nothing.labels, options.barriers).contiguous);
}

TEST_CASE("by a metric on the ground, a heavy stop is named", "[ground]") {
  Station station = scattered_station(4, 100, 1000, 1000);
  station.loads[33] = 400;
  PartitionOptions options = options_on_ground(5, 0.05);
  options.barriers = river_at(500, {500});
  const Partition p =
      partition(station.points, station.loads, options, MatrixMetric(straight_matrix(station.points)));
  CHECK(p.status == Status::heavy_stop);
  CHECK(p.reason.find("stop 33 alone") != std::string::npos);
  CHECK(is_contiguous(station.points, p.labels, options.barriers).contiguous);
}

TEST_CASE("by a metric on the ground, bad input is refused by name", "[ground]") {
  const Station station = scattered_station(2, 30, 1000, 1000);
  const MatrixMetric metric(straight_matrix(station.points));
  const auto refused = [&](const PartitionOptions& options) {
    try {
      (void)partition(station.points, station.loads, options, metric);
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  PartitionOptions options = options_for(3);
  options.graph.emplace(2, 2);
  *options.graph << 0, 1, 2, 30;
  CHECK_THAT(refused(options), Catch::Contains("graph[1] names stop 30"));
  (*options.graph)(1, 1) = 3;
  options.barriers = river_at(500);
  CHECK_THAT(refused(options), Catch::Contains("barriers and graph are both given"));
  options = options_for(3);
  options.barriers = river_at(std::numeric_limits<double>::quiet_NaN());
  CHECK_THAT(refused(options), Catch::Contains("nan"));
  options.barriers = river_at(500);
  options.barriers.reach_m = 0;
  CHECK_THAT(refused(options), Catch::Contains("reach_m is 0"));
  options.barriers = river_at(500);
  options.barriers.prices = Values::Constant(1, -3.0);
  CHECK_THAT(refused(options), Catch::Contains("is -3"));
  CHECK_THROWS_WITH(BarrierMetric(options.barriers), Catch::Contains("is -3"));
  CHECK_THROWS_WITH(BarrierMetric(river_at(500), Values::Constant(2, -1.0)),
                    Catch::Contains("visits[0] is -1"));
  options.barriers = {};
  CHECK_THROWS_WITH(
      partition(station.points, station.loads, options, BarrierMetric(river_at(500), Values::Ones(7))),
      Catch::Contains("visits has 7"));
  CHECK_THROWS_WITH(BarrierMetric(river_at(500)).over(station.points).distances_from(30),
                    Catch::Contains("stop is 30"));
}
