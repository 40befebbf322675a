#include "equizone/zoning/occupied_area.hpp"

#include <cmath>
#include <limits>
#include <tuple>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/places.hpp"

using equizone::Index;
using equizone::InputError;
using equizone::occupied_area_m2;
using equizone::Points;
using equizone::Random;
using namespace equizone::test;

namespace {

Points joined(const Points& a, const Points& b) {
  Points both(2, a.cols() + b.cols());
  both << a, b;
  return both;
}

Points moved(const Points& points, double east_m) { return points.colwise() + Eigen::Vector2d(east_m, 0); }

}  // namespace

TEST_CASE("stops scattered over a square occupy the square", "[occupied_area]") {
  Random random(2);
  for (const auto& [stops, samples, bias] :
       {std::tuple(Index{20}, 400, 0.05), {Index{100}, 200, 0.02}, {Index{1000}, 20, 0.01}}) {
    double sum = 0;
    for (int sample = 0; sample < samples; ++sample)
      sum += occupied_area_m2(scattered(stops, 1000, random)) / 1e6;
    INFO(stops << " stops: " << sum / samples << " km2 on average");
    CHECK(std::abs(sum / samples - 1) < bias);
  }
}

TEST_CASE("a far outlier adds no more than its own share", "[occupied_area]") {
  Random random(3);
  for (const Index stops : {100, 1000}) {
    const Points town = scattered(stops, 1000, random);
    const Points with_outlier = joined(town, Points(far_from_zero + Eigen::Vector2d(10500, 500)));
    CHECK(occupied_area_m2(with_outlier) == Approx(occupied_area_m2(town)).epsilon(0.03));
  }
}

TEST_CASE("open country between two towns is not occupied", "[occupied_area]") {
  Random random(4);
  const Points west = scattered(300, 1000, random);
  const Points east = moved(scattered(300, 1000, random), 8000);
  CHECK(occupied_area_m2(joined(west, east)) ==
        Approx(occupied_area_m2(west) + occupied_area_m2(east)).epsilon(0.03));
}

TEST_CASE("a lattice is exact where faces have four corners", "[occupied_area]") {
  // s sites, b of them on the border: (side - 1)^2 cells * (s / (s - b / 2))^2.
  for (const int side : {2, 5, 30}) {
    const double sites = side * side;
    const double border = 4.0 * (side - 1);
    const double expected = 1e4 * (side - 1) * (side - 1) * std::pow(sites / (sites - border / 2), 2);
    CHECK(occupied_area_m2(lattice(side, 100)) == Approx(expected).epsilon(1e-6));
  }
}

TEST_CASE("stops of one place count once, and units scale", "[occupied_area]") {
  Random random(6);
  const Points town = scattered(50, 1000, random);
  const double area = occupied_area_m2(town);
  CHECK(occupied_area_m2(joined(town, town)) == area);
  const Points wider = ((town.colwise() - far_from_zero) * 3).colwise() + far_from_zero;
  CHECK(occupied_area_m2(wider) == Approx(9 * area).epsilon(1e-5));
  Eigen::Matrix2d turn;
  turn << std::cos(0.7), -std::sin(0.7), std::sin(0.7), std::cos(0.7);
  const Points turned = turn * (town.colwise() - far_from_zero);
  CHECK(occupied_area_m2(turned) == Approx(area).epsilon(1e-5));
}

TEST_CASE("stops on a line occupy nothing", "[occupied_area]") {
  CHECK(occupied_area_m2(Points(2, 0)) == 0);
  CHECK(occupied_area_m2(Points(far_from_zero)) == 0);
  Points line(2, 9);
  for (int i = 0; i < 9; ++i) line.col(i) = far_from_zero + i * Eigen::Vector2d(30, 20);
  CHECK(occupied_area_m2(line.leftCols(2)) == 0);
  CHECK(occupied_area_m2(line) < 1);
  CHECK(occupied_area_m2(far_from_zero.replicate(1, 7)) == 0);
}

TEST_CASE("three stops occupy four times their triangle", "[occupied_area]") {
  Points triangle(2, 3);
  triangle << 0, 100, 0, 0, 0, 100;
  CHECK(occupied_area_m2(triangle) == Approx(4 * 5000.0).epsilon(1e-6));
}

TEST_CASE("coordinates that are not finite occupy no area", "[occupied_area]") {
  Points points = lattice(3, 10);
  points(1, 4) = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(occupied_area_m2(points), Catch::Contains("points[4] has y = inf"));
}
