// What makes each kind of station the one it is.

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/seeding/outliers.hpp"
#include "synthetic/figures.hpp"

using equizone::BarrierLines;
using equizone::Index;
using equizone::is_contiguous;
using equizone::Labels;
using equizone::PartitionOptions;
using equizone::PlaceKind;
using equizone::Points;
using equizone::synthetic_station;
using equizone::SyntheticStation;
using equizone::Values;
using namespace equizone::test;

namespace {

using Eigen::Vector2d;

std::vector<Index> stops_at_places(const SyntheticStation& station, PlaceKind kind) {
  std::map<std::pair<double, double>, Index> at;
  for (const Index stop : stops_of(station, kind)) ++at[{station.points(0, stop), station.points(1, stop)}];
  std::vector<Index> counts;
  for (const auto& [place, count] : at) counts.push_back(count);
  return counts;
}

double from_river_m(const Vector2d& place, const BarrierLines& river) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const auto& piece : river.segments.colwise()) {
    const Vector2d from = piece.head(2);
    const Vector2d way = Vector2d(piece.tail(2)) - from;
    const double along = std::clamp((place - from).dot(way) / way.squaredNorm(), 0.0, 1.0);
    nearest = std::min(nearest, (from + along * way - place).norm());
  }
  return nearest;
}

bool is_without_gaps(const BarrierLines& river) {
  const Index joints = river.segments.cols() - 1;
  return river.segments.rightCols(joints).topRows(2) == river.segments.leftCols(joints).bottomRows(2);
}

// Stops beyond the river from the first one.
Index beyond(const SyntheticStation& station, BarrierLines river) {
  river.crossings.resize(2, 0);
  const Labels one_zone = Labels::Zero(station.points.cols());
  const auto found = is_contiguous(station.points, one_zone, river);
  return static_cast<Index>(found.stray.size() + found.enclosed.size());
}

}  // namespace

TEST_CASE("a town has towers with many stops at one place, and else single doors", "[synthetic]") {
  const SyntheticStation town = synthetic_station("town", 5000, 2);
  const std::vector<Index> in_towers = stops_at_places(town, PlaceKind::tower);
  CHECK(stops_of(town, PlaceKind::tower).size() == 750);
  CHECK(*std::max_element(in_towers.begin(), in_towers.end()) <= 30);
  CHECK(std::count_if(in_towers.begin(), in_towers.end(), [](Index stops) { return stops < 6; }) <= 5);
  for (const PlaceKind kind : {PlaceKind::house, PlaceKind::apartments, PlaceKind::shop})
    for (const Index stops : stops_at_places(town, kind)) CHECK(stops == 1);
}

TEST_CASE("a town is densest in its middle", "[synthetic]") {
  const SyntheticStation town = synthetic_station("town", 5000, 2);
  const Values far_m = (town.points.colwise() - Vector2d(10e3, 10e3)).colwise().norm();
  const double radius_m = far_m.maxCoeff();
  std::vector<Index> inner;
  std::vector<Index> outer;
  for (Index stop = 0; stop < far_m.size(); ++stop) {
    if (far_m[stop] < 0.15 * radius_m) inner.push_back(stop);
    if (far_m[stop] > 0.4 * radius_m) outer.push_back(stop);
  }
  CHECK(inner.size() > 500);
  CHECK(outer.size() > 500);
  CHECK(median_nearest_m(town.points, inner) < 0.7 * median_nearest_m(town.points, outer));
}

TEST_CASE("a campus has few heavy pickup points, light dorms and single doors", "[synthetic]") {
  const SyntheticStation campus = synthetic_station("campus", 2000, 2);
  const std::vector<Index> points = stops_of(campus, PlaceKind::pickup_point);
  CHECK(points.size() == 10);
  double at_points = 0;
  for (const Index stop : points) at_points += campus.loads[stop];
  CHECK(at_points > 0.08 * campus.loads.sum());
  CHECK(at_points / 10 > 15 * campus.loads.mean());
  const std::vector<Index> at_doors = stops_at_places(campus, PlaceKind::dorm);
  CHECK(*std::max_element(at_doors.begin(), at_doors.end()) <= 8);
  CHECK(at_doors.size() < stops_of(campus, PlaceKind::dorm).size() / 4);
}

TEST_CASE("villages leave most of the country empty", "[synthetic]") {
  const SyntheticStation country = synthetic_station("villages", 3000, 2);
  std::set<std::pair<Index, Index>> occupied;
  for (const auto& place : country.points.colwise())
    occupied.insert(
        {static_cast<Index>(std::floor(place.x() / 500)), static_cast<Index>(std::floor(place.y() / 500))});
  const Vector2d size = country.points.rowwise().maxCoeff() - country.points.rowwise().minCoeff();
  CHECK(static_cast<double>(occupied.size()) < 0.25 * size.prod() / 250'000);
  const double farm_m = median_nearest_m(country.points, stops_of(country, PlaceKind::farm));
  CHECK(farm_m > 5 * median_nearest_m(country.points, stops_of(country, PlaceKind::village)));
}

TEST_CASE("a river divides the town, dry on both banks, with few bridges", "[synthetic]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    INFO("seed " << seed);
    const SyntheticStation town = synthetic_station("riverside", 1500, seed);
    const BarrierLines& river = town.barriers;
    CHECK(is_without_gaps(river));
    CHECK(river.crossings.cols() == 2);
    for (const auto& bridge : river.crossings.colwise()) CHECK(from_river_m(bridge, river) < 1);
    for (const auto& place : town.points.colwise()) REQUIRE(from_river_m(place, river) > 30);
    REQUIRE(from_river_m(town.station, river) > 30);
    CHECK(beyond(town, river) > 150);
    const Labels one_zone = Labels::Zero(1500);
    CHECK(is_contiguous(town.points, one_zone, river).contiguous);
  }
}

TEST_CASE("the published case has one lonely point, which k-means gives a class of its own", "[synthetic]") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    INFO("seed " << seed);
    const SyntheticStation zone = synthetic_station("published", 50, seed);
    const std::vector<Index> lonely = stops_of(zone, PlaceKind::lonely);
    REQUIRE(lonely.size() == 1);
    CHECK(nearest_place_m(zone.points, lonely[0]) > 3000);
    CHECK(equizone::outliers(zone.points) == lonely);
    PartitionOptions options;
    options.zones = 10;
    options.method = "kmeans";
    const Labels labels = equizone::partition(zone.points, Values::Ones(50), options).labels;
    CHECK((labels.array() == labels[lonely[0]]).count() == 1);
  }
}
