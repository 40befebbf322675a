#include "synthetic/quarter.hpp"

#include <set>
#include <utility>

#include "catch.hpp"

using equizone::Index;
using equizone::Random;
using namespace equizone::synthetic;

namespace {

using Eigen::Vector2d;

constexpr Pattern pattern{.streets_m = 60, .doors_m = 20, .setback_m = 10, .stretch = 2};

}  // namespace

TEST_CASE("a quarter has as many doors as asked for, no two at one place", "[synthetic]") {
  Random random(1);
  for (const Index places : {0, 1, 2, 3, 10, 500, 5000}) {
    std::set<std::pair<double, double>> distinct;
    for (const Vector2d& door : doors({pattern, places, {100, 200}, 0.3}, random, everywhere))
      distinct.insert({door.x(), door.y()});
    CHECK(static_cast<Index>(distinct.size()) == places);
  }
}

TEST_CASE("doors stand on both sides of parallel streets", "[synthetic]") {
  Random random(2);
  const Quarter quarter{pattern, 400, {0, 0}, 0};
  double length_m = 0;
  double width_m = 0;
  for (const Vector2d& door : doors(quarter, random, everywhere)) {
    length_m = std::max(length_m, std::abs(door.x()));
    width_m = std::max(width_m, std::abs(door.y()));
  }
  CHECK(length_m > 1.5 * width_m);
  CHECK(length_m < 2 * quarter.half_size_m().x());
}

TEST_CASE("a quarter grows where its ground is taken", "[synthetic]") {
  Random random(3);
  const auto in_the_east = [](const Vector2d& place) { return place.x() > 400; };
  const std::vector<Vector2d> found = doors({pattern, 200, {0, 0}, 0}, random, in_the_east);
  CHECK(found.size() == 200);
  for (const Vector2d& door : found) CHECK(in_the_east(door));
}
