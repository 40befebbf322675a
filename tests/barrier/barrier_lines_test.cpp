// Barriers that are of another region are an error wherever they are given.

#include "equizone/barrier/barrier_lines.hpp"

#include <limits>

#include "catch.hpp"
#include "equizone/equizone.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

const Points points = lattice(10, 100);  // 900 m wide

BarrierLines two_pieces(const Eigen::Vector2d& from, double apart_m = 0) {
  BarrierLines barriers;
  barriers.segments.resize(4, 2);
  const Eigen::Vector2d along(50, 0), apart(apart_m, 0);
  barriers.segments.col(0) << from + apart, from + apart + along;
  barriers.segments.col(1) << from, from + along;
  return barriers;
}

BarrierLines beside_by(double metres, double apart_m = 0) {
  return two_pieces(far_from_zero + Eigen::Vector2d(900 + metres, 0), apart_m);
}

}  // namespace

TEST_CASE("barriers far from all stops are an error wherever they are given") {
  const Values loads = Values::Ones(100);
  const Labels labels = Labels::Zero(100);
  PartitionOptions options;
  options.zones = 4;
  options.barriers = beside_by(5'001.4, 10);
  FenceOptions drawing;
  drawing.barriers = options.barriers;
  const auto says = Catch::Contains(
      "barriers lie 5001 m or more beyond the stops (barriers[1] is the nearest piece); give those of the "
      "stops' region, in the same coordinate system");
  CHECK_THROWS_WITH(partition(points, loads, options), says);
  CHECK_THROWS_WITH(is_contiguous(points, labels, options.barriers), says);
  CHECK_THROWS_WITH(neighbouring_stops(points, options.barriers), says);
  CHECK_THROWS_WITH(fences(points, labels, drawing), says);
  CHECK_THROWS_WITH(BarrierMetric(options.barriers).over(points), says);
  options.barriers = {};
  CHECK_THROWS_WITH(partition(points, loads, options, BarrierMetric(beside_by(5'001.4, 10))), says);
  CHECK_THROWS_WITH(check_near(two_pieces({9.5, 47.1}), points),
                    Catch::Contains("m or more beyond the stops"));
}

TEST_CASE("barriers in the stops' region are not, however small they are and wherever they lie in it") {
  CHECK_NOTHROW(check_near(beside_by(4'999), points));
  CHECK_NOTHROW(check_near(beside_by(-500), points));
  CHECK_NOTHROW(check_near(beside_by(20'000, 20'000), points));  // a map as long as that
  CHECK_THROWS(check_near(beside_by(20'000, 19'000), points));
  CHECK_NOTHROW(check_near(two_pieces(far_from_zero + Eigen::Vector2d(150'000, 0)), lattice(10, 10'000)));
  CHECK_NOTHROW(check_near({}, points));
  CHECK_NOTHROW(check_near(beside_by(1e6), Points(2, 0)));
}

TEST_CASE("prices are told from closed lines and from free ones") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  BarrierLines barriers = beside_by(0);
  CHECK_FALSE(barriers.priced());
  CHECK(barriers.closed().segments == barriers.segments);
  barriers.prices = Values{{0.0, infinity}};
  CHECK_FALSE(barriers.priced());
  barriers.prices[0] = 30;
  CHECK(barriers.priced());
  CHECK(barriers.closed().segments == barriers.segments.col(1));
  CHECK_FALSE(barriers.closed().priced());
}
