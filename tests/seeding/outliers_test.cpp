#include "equizone/seeding/outliers.hpp"

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Brute force: groups of places nearer than `far` to each other, by repeated merging.
std::vector<Index> lonely(const Points& points, double far, Index group) {
  std::vector<Index> of(static_cast<std::size_t>(points.cols()));
  for (std::size_t i = 0; i < of.size(); ++i) of[i] = static_cast<Index>(i);
  for (bool merged = true; merged;) {
    merged = false;
    for (std::size_t a = 0; a < of.size(); ++a)
      for (std::size_t b = 0; b < of.size(); ++b)
        if (of[a] < of[b] &&
            (points.col(static_cast<Index>(a)) - points.col(static_cast<Index>(b))).norm() <= far) {
          of[b] = of[a];
          merged = true;
        }
  }
  std::vector<Index> result;
  for (std::size_t a = 0; a < of.size(); ++a)
    if (std::count(of.begin(), of.end(), of[a]) <= group) result.push_back(static_cast<Index>(a));
  return result;
}

}  // namespace

TEST_CASE("one lonely stop among fifty is found, as in the published case") {
  Random random(1);
  Points points = scattered(50, 5000, random);
  CHECK(outliers(points).empty());
  points.col(17) = far_from_zero + Eigen::Vector2d(14000, 9000);
  CHECK(outliers(points) == std::vector<Index>{17});
}

TEST_CASE("outliers agree with merging all pairs") {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    Random random(seed);
    Points points = scattered(80, 2000, random);
    for (Index stop = 0; stop < 12; ++stop) points.col(stop) += Eigen::Vector2d(9000.0 * random.uniform(), 0);
    OutlierOptions options{1e-9, 700, 1 + static_cast<Index>(seed) % 3};
    CHECK(outliers(points, options) == lonely(points, 700, options.group));
  }
}

TEST_CASE("two villages far apart are no outliers, nor are few stops") {
  Random random(3);
  Points points = scattered(60, 300, random);
  points.rightCols(20).colwise() += Eigen::Vector2d(20000, 0);
  CHECK(outliers(points).empty());
  Points few = scattered(9, 100, random);
  few.col(0) += Eigen::Vector2d(1e5, 0);
  CHECK(outliers(few).empty());
}

TEST_CASE("a pair of stops far away counts as a group, and both are listed") {
  Random random(4);
  Points points = scattered(100, 2000, random);
  points.col(5) = far_from_zero + Eigen::Vector2d(20000, 0);
  points.col(9) = far_from_zero + Eigen::Vector2d(20300, 0);
  CHECK(outliers(points) == std::vector<Index>{5, 9});
  CHECK(outliers(points, {8, 1000, 1}).empty());
}

TEST_CASE("what cannot be meant is named") {
  const Points points = lattice(4, 10);
  CHECK_THROWS_WITH(outliers(points, {0, 1000, 3}), Catch::Contains("factor is 0"));
  CHECK_THROWS_WITH(outliers(points, {8, -1, 3}), Catch::Contains("least_m is -1"));
  CHECK_THROWS_WITH(outliers(points, {8, 1000, 0}), Catch::Contains("group is 0"));
}
