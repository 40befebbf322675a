// What must hold for each stage alone, and between them.

#include <string>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/honesty.hpp"
#include "properties/solving.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

double cost_of(const Station& station, const Labels& labels, Index zones) {
  return recompute(station, labels, zones).cost;
}

Labels nearest_centers(const Station& station, const Points& centers) {
  Labels labels(station.stops());
  for (Index stop = 0; stop < station.stops(); ++stop) {
    Index nearest = 0;
    (centers.colwise() - station.points.col(stop)).colwise().squaredNorm().minCoeff(&nearest);
    labels[stop] = static_cast<std::int32_t>(nearest);
  }
  return labels;
}

}  // namespace

TEST_CASE("k-means alone: each stop in the zone of its nearest center", "[properties]") {
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Station station = draw_station(seed, 500, Layout::clustered, Work::lognormal);
    const Partition p = kmeans(station.points, station.loads, options_for(12, seed));
    check_honest(station, 12, p);
    CHECK((p.labels.array() == nearest_centers(station, p.centers).array()).all());
    CHECK(p.offsets.cwiseAbs().maxCoeff() <= 1e-9 * square_extent(station));
    CHECK(p.moved.empty());
  }
}

TEST_CASE("k-means alone divides no place", "[properties]") {
  Station station = draw_station(9, 600, Layout::uniform, Work::lognormal);
  for (Index stop = 0; stop < 300; ++stop) station.points.col(stop) = station.points.col(stop % 3);
  const Partition p = kmeans(station.points, station.loads, options_for(12, 0));
  CHECK((p.labels.array() == nearest_centers(station, p.centers).array()).all());
}

TEST_CASE("k-means alone never costs more than its start", "[properties]") {
  const Station station = draw_station(20, 500, Layout::clustered, Work::lognormal);
  Draw draw(20);
  SECTION("from centers") {
    for (int trial = 0; trial < 5; ++trial) {
      PartitionOptions options = options_for(12);
      options.start.emplace().centers = draw_points(draw, 12, Layout::uniform);
      const Labels first = nearest_centers(station, options.start->centers);
      double cost = 0;
      for (Index stop = 0; stop < station.stops(); ++stop)
        cost += station.loads[stop] *
                (station.points.col(stop) - options.start->centers.col(first[stop])).squaredNorm();
      const Partition p = kmeans(station.points, station.loads, options);
      check_honest(station, 12, p);
      CHECK(p.cost <= cost * (1 + 1e-12));
    }
  }
  SECTION("from labels") {
    PartitionOptions options = options_for(12);
    Labels labels(station.stops());
    for (std::int32_t& label : labels) label = static_cast<std::int32_t>(draw.whole(0, 11));
    options.start.emplace().labels = labels;
    CHECK(kmeans(station.points, station.loads, options).cost <= cost_of(station, labels, 12) * (1 + 1e-12));
  }
}

TEST_CASE("balancing alone reaches the bounds from anywhere", "[properties]") {
  const Station station = draw_station(21, 600, Layout::clustered, Work::lognormal);
  constexpr Index zones = 15;
  const PartitionOptions options = options_for(zones);
  Draw draw(21);
  Start start;
  SECTION("everything in zone 0") { start.labels = Labels::Zero(station.stops()); }
  SECTION("everything in the last zone") { start.labels = Labels::Constant(station.stops(), zones - 1); }
  SECTION("random labels") {
    start.labels.resize(station.stops());
    for (std::int32_t& label : start.labels) label = static_cast<std::int32_t>(draw.whole(0, zones - 1));
  }
  SECTION("labels of k-means") { start.labels = kmeans(station.points, station.loads, options).labels; }
  SECTION("random centers") { start.centers = draw_points(draw, zones, Layout::uniform); }
  SECTION("all centers at one place") { start.centers = Points::Constant(2, zones, 500.0); }
  SECTION("centers far away") { start.centers = draw_points(draw, zones, Layout::uniform).array() + 1e5; }
  SECTION("centers and offsets of a partition") {
    const Partition p = solve(station, zones);
    start.centers = p.centers;
    start.offsets = p.offsets;
  }
  const Partition p = balance(station.points, station.loads, start, options);
  check_honest(station, zones, p);
  CHECK(p.status == Status::ok);
}

TEST_CASE("partition from a start is balance from it", "[properties]") {
  const Station station = draw_station(22, 400, Layout::uniform, Work::lognormal);
  PartitionOptions options = options_for(10);
  Start start;
  start.labels = kmeans(station.points, station.loads, options).labels;
  const Partition balanced = balance(station.points, station.loads, start, options);
  options.start = start;
  CHECK(same_bits(solve(station, options), balanced));
}

TEST_CASE("a result that one starts from is not made dearer", "[properties]") {
  for (std::uint64_t seed = 1; seed < 7; ++seed) {
    const Station station = draw_station(seed, 300, Layout::clustered, Work::lognormal);
    PartitionOptions options = options_for(10);
    options.effort = Effort::thorough;
    const Partition before = solve(station, options);
    options.effort = seed % 2 == 0 ? Effort::fast : Effort::standard;
    Start start{before.labels, before.centers, before.offsets};
    CHECK(balance(station.points, station.loads, start, options).cost <= before.cost * (1 + 1e-12));
    start = {before.labels, {}, {}};
    CHECK(balance(station.points, station.loads, start, options).cost <= before.cost * (1 + 1e-12));
  }
}
