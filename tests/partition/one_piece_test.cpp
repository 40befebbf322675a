// Zones in one piece, on their side of barriers; enclosed stops and outliers.

#include "catch.hpp"
#include "equizone/core/random.hpp"
#include "equizone/evaluation/certificate.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/seeding/outliers.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

BarrierLines wall_at(double y_m, double from_x_m = -1e4, double to_x_m = 1e4) {
  BarrierLines barriers;
  barriers.segments.resize(4, 1);
  barriers.segments.col(0) << far_from_zero + Eigen::Vector2d(from_x_m, y_m),
      far_from_zero + Eigen::Vector2d(to_x_m, y_m);
  return barriers;
}

Values random_loads(Index n, Random& random) {
  Values loads(n);
  for (Index i = 0; i < n; ++i) loads[i] = 1 + std::floor(9 * random.uniform());
  return loads;
}

PartitionOptions asking_for(Index zones, double tolerance) {
  PartitionOptions options;
  options.zones = zones;
  options.tolerance = tolerance;
  options.contiguous = true;
  return options;
}

}  // namespace

TEST_CASE("zones are in one piece if asked, also where bounds are tight") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    const Points points = scattered(240, 1000, random);
    const Values loads = random_loads(240, random);
    const Partition p = partition(points, loads, asking_for(20, 0.03));
    CHECK(is_contiguous(points, p.labels).contiguous);
    CHECK(p.status == Status::ok);
    CHECK(check_certificate(points, loads, p).valid);
  }
}

TEST_CASE("zones stay on their side of a closed barrier, or pass it at the crossing") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    const Points points = scattered(400, 1000, random);
    const Values loads = random_loads(400, random);
    PartitionOptions options = asking_for(16, 0.08);
    options.barriers = wall_at(410);
    const Partition apart = partition(points, loads, options);
    const auto north = [&](Index stop) { return points(1, stop) > far_from_zero.y() + 410; };
    for (Index zone = 0; zone < 16; ++zone) {
      std::array<int, 2> stops{0, 0};
      for (Index stop = 0; stop < 400; ++stop)
        if (apart.labels[stop] == zone) ++stops[north(stop) ? 1 : 0];
      CHECK((stops[0] == 0) != (stops[1] == 0));
    }
    CHECK(is_contiguous(points, apart.labels, options.barriers).contiguous);
    CHECK((apart.status == Status::ok || apart.reason.find("each of whole zones") != std::string::npos));

    options.barriers.crossings = far_from_zero + Eigen::Vector2d(500, 410);
    options.tolerance = 0.05;
    const Partition joined = partition(points, loads, options);
    CHECK(is_contiguous(points, joined.labels, options.barriers).contiguous);
    CHECK(joined.status == Status::ok);
    CHECK(check_certificate(points, loads, joined).valid);
  }
}

TEST_CASE("targets of zones are shared out among the parts") {
  Random random(7);
  const Points points = scattered(300, 1000, random);
  PartitionOptions options = asking_for(5, 0.2);
  options.targets = Values::Zero(5);
  options.targets << 0.4, 0.15, 0.15, 0.15, 0.15;
  options.barriers = wall_at(550);
  const Partition p = partition(points, Values::Ones(300), options);
  CHECK(p.status == Status::ok);
  CHECK(is_contiguous(points, p.labels, options.barriers).contiguous);
}

TEST_CASE("bounds that the sides of a barrier forbid are reported") {
  const Points points = lattice(10, 100);
  PartitionOptions options = asking_for(4, 0.03);
  options.barriers = wall_at(350);  // 40 and 60 stops
  const Partition p = partition(points, Values::Ones(100), options);
  CHECK(p.status == Status::not_reached);
  CHECK(p.reason.find("no way leads between 2 parts") != std::string::npos);
  CHECK(is_contiguous(points, p.labels, options.barriers).contiguous);
}

TEST_CASE("stops that barriers of a map enclose go to the nearest zone and are listed") {
  Random random(8);
  Points points = scattered(200, 1000, random);
  points.col(30) = far_from_zero + Eigen::Vector2d(500, 500);
  for (Index stop = 0; stop < 200; ++stop)
    if (stop != 30 && (points.col(stop) - points.col(30)).norm() < 20) points(0, stop) += 40;
  PartitionOptions options = asking_for(8, 0.05);
  options.barriers.mapped = true;
  options.barriers.segments.resize(4, 4);
  const Eigen::Vector2d corner[] = {{-9, -9}, {9, -9}, {9, 9}, {-9, 9}, {-9, -9}};
  for (Index side = 0; side < 4; ++side)
    options.barriers.segments.col(side) << Eigen::Vector2d(points.col(30)) + corner[side],
        Eigen::Vector2d(points.col(30)) + corner[side + 1];
  const Partition p = partition(points, Values::Ones(200), options);
  CHECK(p.status == Status::ok);
  CHECK(p.enclosed == std::vector<Index>{30});
  const Contiguity checked = is_contiguous(points, p.labels, options.barriers);
  CHECK(checked.contiguous);
  CHECK(checked.enclosed == std::vector<Index>{30});
}

TEST_CASE("a lonely stop goes to the zone of the nearest other stop and is no zone") {
  Random random(9);
  Points points = scattered(50, 5000, random);
  points.col(17) = far_from_zero + Eigen::Vector2d(24000, 9000);
  PartitionOptions options;
  options.zones = 10;
  options.tolerance = 0.05;
  options.flag_outliers = true;
  const Partition p = partition(points, Values::Ones(50), options);
  CHECK(p.outliers == std::vector<Index>{17});
  CHECK(p.status == Status::ok);
  Index nearest = 0;
  for (Index stop = 0; stop < 50; ++stop)
    if (stop != 17 &&
        (points.col(stop) - points.col(17)).norm() < (points.col(nearest) - points.col(17)).norm())
      nearest = stop;
  CHECK(p.labels[17] == p.labels[nearest]);
  CHECK(p.zone_loads[p.labels[17]] == 5);
  CHECK(check_certificate(points, Values::Ones(50), p).valid);
}

TEST_CASE("zones are in one piece on a given graph") {
  Random random(12);
  const int side = 16;
  const Points points = lattice(side, 100);
  StopPairs comb(2, side * side - 1);  // columns, joined at their feet only
  Index pair = 0;
  for (int row = 0; row + 1 < side; ++row)
    for (int column = 0; column < side; ++column)
      comb.col(pair++) << side * row + column, side * (row + 1) + column;
  for (int column = 0; column + 1 < side; ++column) comb.col(pair++) << column, column + 1;
  PartitionOptions options;
  options.zones = 6;
  options.tolerance = 0.25;
  options.graph = comb;
  const Values loads = Values::Ones(side * side);
  const Partition p = partition(points, loads, options);
  CHECK(is_contiguous(p.labels, comb).contiguous);
  (*options.graph)(1, 3) = 256;
  CHECK_THROWS_WITH(partition(points, loads, options), Catch::Contains("graph[3] names stop 256"));
}

TEST_CASE("results on the ground do not depend on threads, and start where asked") {
  Random random(10);
  const Points points = scattered(500, 1000, random);
  const Values loads = random_loads(500, random);
  PartitionOptions options = asking_for(12, 0.05);
  options.barriers = wall_at(300, -100, 700);
  const Partition one = partition(points, loads, options);
  options.threads = 3;
  CHECK(partition(points, loads, options).labels == one.labels);
  options.start = Start{one.labels, {}, {}};
  CHECK(partition(points, loads, options).status == Status::ok);
}
