#include "equizone/zoning/fences.hpp"

#include <boost/geometry/algorithms/area.hpp>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/is_valid.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/geometries/linestring.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <limits>
#include <map>
#include <string>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/fence_checks.hpp"
#include "zoning/places.hpp"

namespace bg = boost::geometry;
using equizone::FenceOptions;
using equizone::FencePoint;
using equizone::Fences;
using equizone::fences;
using equizone::Index;
using equizone::InputError;
using equizone::Labels;
using equizone::MultiPolygon;
using equizone::Points;
using equizone::Polygon;
using equizone::Random;
using equizone::service_area;
using namespace equizone::test;

namespace {

Fences check_all(const Points& points, const Labels& labels, const MultiPolygon& area) {
  FenceOptions options;
  options.area = area;
  const Fences result = fences(points, labels, options);
  Random random(99);
  check_no_gap_no_overlap(result, area);
  check_areas_add_up(result, area);
  check_ring_directions(result);
  check_stops_covered(result, points, labels);
  check_places_belong_to_nearest(result, area, points, labels, random);
  return result;
}

Fences check_all(const Points& points, const Labels& labels) {
  return check_all(points, labels, service_area(points));
}

std::string error_of(const Points& points, const Labels& labels, const FenceOptions& options) {
  try {
    static_cast<void>(fences(points, labels, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("fences of random stops cover the service area without gaps or overlaps") {
  Random random(1);
  const Points points = scattered(400, 5000, random);
  SECTION("random labels: many parts and holes") { check_all(points, random_labels(400, 3, random)); }
  SECTION("one zone") { check_all(points, Labels::Zero(400)); }
  SECTION("a zone per stop") { check_all(points, Labels::LinSpaced(400, 0, 399)); }
}

TEST_CASE("fences of stops on a lattice, where four cells meet in a point") {
  Random random(2);
  const Points points = lattice(12, 25);
  check_all(points, random_labels(points.cols(), 3, random));
  Labels chessboard(points.cols());
  for (Index i = 0; i < points.cols(); ++i) chessboard[i] = static_cast<std::int32_t>((i % 12 + i / 12) % 2);
  check_all(points, chessboard);
  SECTION("borders along the area's boundary and through its corners") {
    check_all(points, random_labels(points.cols(), 3, random), {box(0, 0, 275, 275)});
    FenceOptions options;
    options.area = {box(12.5, 12.5, 262.5, 262.5)};
    CHECK(
        error_of(points, chessboard, options).find("points[0] lies 17.67766953 m outside area (44 of 144") ==
        0);
  }
}

TEST_CASE("a lattice cell is exact") {
  const Points points = lattice(3, 10);
  const Fences result = fences(points, Labels::LinSpaced(9, 0, 8));
  const auto& ring = result.zones[4].at(0).outer();
  CHECK(ring.size() == 5);
  CHECK(bg::area(result.zones[4]) == 100.0);
  for (const auto& p : ring) {
    CHECK(std::abs(p.x() - far_from_zero.x() - 10) == 5.0);
    CHECK(std::abs(p.y() - far_from_zero.y() - 10) == 5.0);
  }
}

TEST_CASE("an enclave is a hole of the zone around it") {
  Labels labels = Labels::Zero(25);
  labels[12] = 1;
  const Fences result = check_all(lattice(5, 10), labels);
  REQUIRE(result.zones[0].size() == 1);
  CHECK(result.zones[0][0].inners().size() == 1);
  CHECK(bg::area(result.zones[1]) == 100.0);
}

TEST_CASE("fences of stops on one line") {
  Random random(3);
  for (const auto& direction : {Eigen::Vector2d(1, 0), Eigen::Vector2d(0, 1), Eigen::Vector2d(0.3, 0.7)}) {
    Points points(2, 30);
    for (Index i = 0; i < 30; ++i) points.col(i) = far_from_zero + 1000 * random.uniform() * direction;
    check_all(points, random_labels(30, 3, random));
  }
}

TEST_CASE("an area with a hole and with several parts") {
  Random random(4);
  Points points = scattered(300, 1000, random);
  for (Index i = 0; i < 300; ++i)  // out of the hole
    if (((points.col(i) - far_from_zero).array() - 500).abs().maxCoeff() < 110) points.col(i) = far_from_zero;
  Polygon ring = box(-50, -50, 1050, 1050);
  auto hole = box(400, 400, 600, 600).outer();
  std::reverse(hole.begin(), hole.end());
  ring.inners().push_back(hole);
  const MultiPolygon area{ring, box(450, 450, 550, 550), box(2000, 0, 2100, 100)};
  check_all(points, random_labels(300, 4, random), area);
}

TEST_CASE("a part of the area without stops belongs to the nearest zone") {
  Points points(2, 2);
  points << 0, 100, 0, 0;
  points.colwise() += far_from_zero;
  FenceOptions options;
  options.area = {box(-10, -10, 110, 10), box(500, -10, 600, 10)};
  const Fences result = fences(points, Labels::LinSpaced(2, 0, 1), options);
  CHECK(bg::area(result.zones[0]) == 1200.0);
  CHECK(bg::area(result.zones[1]) == 3200.0);
}

TEST_CASE("stops at one place: the cell goes to the zone with most stops there") {
  Points points = Points::Zero(2, 6);
  points.col(5) = Eigen::Vector2d(100, 0);
  points.colwise() += far_from_zero;
  Labels labels(6);
  labels << 3, 2, 2, 1, 1, 0;
  const Fences result = check_all(points, labels);
  CHECK(result.shared == std::vector<Index>{0, 1, 2});
  CHECK(result.zones[2].empty());
  CHECK(result.zones[3].empty());
  CHECK_FALSE(result.zones[1].empty());
}

TEST_CASE("a zone without stops has an empty fence") {
  FenceOptions options;
  options.zones = 5;
  const Fences result = fences(lattice(2, 10), Labels::Zero(4), options);
  REQUIRE(result.zones.size() == 5);
  for (std::size_t zone = 1; zone < 5; ++zone) CHECK(result.zones[zone].empty());
}

TEST_CASE("the service area is one valid polygon with every stop well inside") {
  Random random(5);
  std::vector<Points> stations{scattered(1, 1, random), scattered(2, 1000, random), lattice(10, 20),
                               scattered(500, 4000, random), lattice(1, 1).replicate(1, 7)};
  Points line(2, 20);
  for (Index i = 0; i < 20; ++i)
    line.col(i) = far_from_zero + 100 * static_cast<double>(i) * Eigen::Vector2d(0.3, 0.7);
  stations.push_back(line);
  Points clusters = scattered(200, 300, random);
  clusters.rightCols(100).colwise() += Eigen::Vector2d(20000, 5000);
  stations.push_back(clusters);
  for (const Points& points : stations) {
    const MultiPolygon area = service_area(points, 50.0);
    REQUIRE(area.size() == 1);
    CHECK(bg::is_valid(area));
    CHECK(area[0].inners().empty());
    double nearest_m = std::numeric_limits<double>::infinity();
    for (Index i = 0; i < points.cols(); ++i) {
      const FencePoint p(points(0, i), points(1, i));
      CHECK(bg::within(p, area));
      nearest_m = std::min(nearest_m, distance_to_boundary(area, p));
    }
    CHECK(nearest_m > 40);
    CHECK(nearest_m < 50.001);
  }
}

TEST_CASE("the service area follows a bend, unlike the convex hull") {
  Random random(6);
  Points points = scattered(2000, 3000, random);
  for (Index i = 0; i < points.cols(); ++i)  // an L: east leg or north leg
    points(i % 2, i) = far_from_zero[i % 2] + 300 * random.uniform();
  const double legs_m2 = 2 * 3000.0 * 300 - 300.0 * 300;
  const double hull_m2 = 3000.0 * 3000 - 2700.0 * 2700 / 2;
  CHECK(bg::area(service_area(points)) > legs_m2);
  CHECK(bg::area(service_area(points)) < 0.6 * hull_m2);
}

TEST_CASE("bad input of fences and service areas is named") {
  const Points points = lattice(2, 10);
  FenceOptions options;
  const auto with_area = [](MultiPolygon area) {
    FenceOptions result;
    result.area = std::move(area);
    return result;
  };
  const Labels labels = Labels::Zero(4);
  CHECK(error_of(points, Labels::Zero(3), options).find("labels has 3 entries") == 0);
  CHECK(error_of(points, Labels::Constant(4, -1), options).find("labels[0] is -1") == 0);
  options.zones = 2;
  CHECK(error_of(points, Labels::Constant(4, 2), options).find("labels[0] is 2") == 0);
  CHECK(error_of(Points(2, 0), Labels(0), {}).find("points is empty") == 0);
  CHECK(error_of(points, labels, with_area({})).find("area is empty") == 0);
  CHECK(error_of(points, labels, with_area({box(-1, -1, 11, 11), box(5, 5, 20, 20)}))
            .find("area is not a valid") == 0);
  CHECK(error_of(points, labels, with_area({box(-1, -1, 11, 11), box(2, 2, 5, 5)}))
            .find("area is not a valid") == 0);
  Polygon bow_tie = box(-1, -1, 11, 11);
  std::swap(bow_tie.outer()[1], bow_tie.outer()[2]);
  CHECK(error_of(points, labels, with_area({bow_tie})).find("area is not a valid") == 0);
  Polygon endless = box(-1, -1, 11, 11);
  endless.outer()[1].x(std::numeric_limits<double>::infinity());
  CHECK(error_of(points, labels, with_area({endless})).find("area has a vertex (inf") == 0);
  CHECK(error_of(points, labels, with_area({box(-1, -1, 9, 11)}))
            .find("points[1] lies 1 m outside area (2 of 4") == 0);
  Points broken = points;
  broken(1, 2) = std::numeric_limits<double>::quiet_NaN();
  CHECK(error_of(broken, labels, {}).find("points[2] has y = nan") == 0);
  CHECK_THROWS_AS(service_area(broken), InputError);
  CHECK_THROWS_AS(service_area(Points(2, 0)), InputError);
  for (const double margin_m : {0.0, -1.0, 1e-12, std::numeric_limits<double>::infinity()})
    CHECK_THROWS_AS(service_area(points, margin_m), InputError);
}
