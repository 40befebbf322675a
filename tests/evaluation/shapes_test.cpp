// Shapes whose measures are known.

#include "equizone/evaluation/shapes.hpp"

#include <cmath>
#include <numbers>

#include "catch.hpp"
#include "equizone/core/error.hpp"

using namespace equizone;

namespace {

constexpr double east = 540'000, north = 5'220'000;
constexpr double pi = std::numbers::pi;

MultiPolygon polygon(const std::vector<std::pair<double, double>>& corners) {
  Polygon result;
  for (const auto& [x, y] : corners) result.outer().emplace_back(east + x, north + y);
  result.outer().push_back(result.outer().front());
  return {result};
}

MultiPolygon rectangle(double x, double y, double width, double height) {
  return polygon({{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}});
}

MultiPolygon disc(double radius, int corners = 720) {
  std::vector<std::pair<double, double>> around;
  for (int i = 0; i < corners; ++i)
    around.emplace_back(radius * std::cos(2 * pi * i / corners), radius * std::sin(2 * pi * i / corners));
  return polygon(around);
}

}  // namespace

TEST_CASE("a disc is as compact as can be", "[evaluation]") {
  const ZoneShapes shapes = zone_shapes({disc(250)});
  CHECK(shapes.polsby_popper[0] == Approx(1).epsilon(1e-4));
  CHECK(shapes.reock[0] == Approx(1).epsilon(1e-4));
  CHECK(shapes.inertia[0] == Approx(1).epsilon(1e-4));
  CHECK(shapes.areas_m2[0] == Approx(pi * 250 * 250).epsilon(1e-4));
  CHECK(shapes.border_m == 0);
}

TEST_CASE("measures of rectangles are those of the textbook", "[evaluation]") {
  for (const double length : {1.0, 2.0, 10.0}) {
    const ZoneShapes shapes = zone_shapes({rectangle(100, 50, 300 * length, 300)});
    CHECK(shapes.perimeters_m[0] == Approx(600 * (length + 1)));
    CHECK(shapes.polsby_popper[0] == Approx(pi * length / std::pow(length + 1, 2)));
    CHECK(shapes.reock[0] == Approx(4 * length / (pi * (length * length + 1))));
    CHECK(shapes.inertia[0] == Approx(6 * length / (pi * (length * length + 1))));
  }
}

TEST_CASE("a zone in two parts is less compact than each", "[evaluation]") {
  MultiPolygon two = rectangle(0, 0, 100, 100);
  two.push_back(rectangle(400, 0, 100, 100)[0]);
  const ZoneShapes shapes = zone_shapes({two, rectangle(0, 0, 100, 100)});
  CHECK(shapes.areas_m2[0] == Approx(20'000));
  CHECK(shapes.reock[0] == Approx(20'000 / (pi * (250 * 250 + 50 * 50))));
  CHECK(shapes.inertia[0] < 0.2 * shapes.inertia[1]);
}

TEST_CASE("holes count as border and not as land", "[evaluation]") {
  MultiPolygon ring = rectangle(0, 0, 300, 300);
  const MultiPolygon inside = rectangle(100, 100, 100, 100);
  ring[0].inners().emplace_back(inside[0].outer().rbegin(), inside[0].outer().rend());
  const ZoneShapes shapes = zone_shapes({ring, inside});
  CHECK(shapes.areas_m2[0] == Approx(80'000));
  CHECK(shapes.perimeters_m[0] == Approx(1600));
  CHECK(shapes.border_m == Approx(400));
}

TEST_CASE("the border between zones counts once, the outer one not at all", "[evaluation]") {
  const ZoneShapes shapes = zone_shapes({rectangle(0, 0, 100, 100), rectangle(100, 0, 100, 100), {}});
  CHECK(shapes.border_m == Approx(100));
  CHECK(std::isnan(shapes.polsby_popper[2]));
  CHECK(shapes.areas_m2[2] == 0);
}

TEST_CASE("hulls overlap as far as they do", "[evaluation]") {
  // Two squares of 100 m, the second moved by half a side: they share a half of each.
  Points points(2, 8);
  points << 0, 100, 100, 0, 50, 150, 150, 50,  //
      0, 0, 100, 100, 0, 0, 100, 100;
  points.colwise() += Eigen::Vector2d(east, north);
  Labels labels(8);
  labels << 0, 0, 0, 0, 1, 1, 1, 1;
  CHECK(hull_overlap(points, labels) == Approx(0.25));
  points.rightCols(4).row(0).array() += 60;
  CHECK(hull_overlap(points, labels) == 0);
  CHECK(hull_overlap(points, Labels::Zero(8)) == 0);
  CHECK_THROWS_AS(hull_overlap(points, Labels::Zero(7)), InputError);
}
