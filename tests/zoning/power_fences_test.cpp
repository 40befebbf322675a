// Fences of kind power.

#include <boost/geometry/algorithms/convex_hull.hpp>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/zoning/fences.hpp"
#include "equizone/zoning/locate.hpp"
#include "zoning/fence_checks.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace bg = boost::geometry;

namespace {

double power(const Partition& p, Index zone, const Eigen::Vector2d& place) {
  return (place - p.centers.col(zone)).squaredNorm() - p.offsets[zone];
}

// Brute force: a place belongs to the zone with the least power distance.
void check_places(const Partition& p, const Fences& result, double low_m, double high_m, Random& random) {
  for (int trial = 0; trial < 400; ++trial) {
    const Eigen::Vector2d place = far_from_zero + Eigen::Vector2d::Constant(low_m) +
                                  (high_m - low_m) * Eigen::Vector2d(random.uniform(), random.uniform());
    double least = std::numeric_limits<double>::infinity();
    for (Index zone = 0; zone < p.centers.cols(); ++zone) least = std::min(least, power(p, zone, place));
    bool found = false;
    for (std::size_t zone = 0; zone < result.zones.size(); ++zone)
      if (bg::covered_by(FencePoint(place.x(), place.y()), result.zones[zone]))
        found = found || power(p, static_cast<Index>(zone), place) < least + 1e-3;
    CHECK(found);
  }
}

void check_convex(const Fences& result) {
  for (const MultiPolygon& fence : result.zones) {
    Polygon hull;
    bg::convex_hull(fence, hull);
    CHECK(bg::area(hull) == Approx(bg::area(fence)).epsilon(1e-9));
  }
}

Fences power_fences(const Partition& p, const Points& points, const MultiPolygon& area) {
  FenceOptions options;
  options.kind = FenceKind::power;
  options.area = area;
  const Fences result = fences(p, points, options);
  check_no_gap_no_overlap(result, area);
  check_areas_add_up(result, area);
  check_ring_directions(result);
  return result;
}

// Any centers and offsets, as if they were a partition's.
Partition diagram(const Points& centers, const Values& offsets, const Points& points) {
  Partition p;
  p.centers = centers;
  p.offsets = offsets;
  p.labels = locate(p, points);
  return p;
}

}  // namespace

TEST_CASE("power fences are the convex cells of centers and offsets; moved stops lie outside") {
  Random random(1);
  const Points points = scattered(600, 1000, random);
  Values loads(600);
  for (Index i = 0; i < 600; ++i) loads[i] = 1 + std::floor(9 * random.uniform());
  PartitionOptions options;
  options.zones = 24;
  options.tolerance = 0.01;
  const Partition p = partition(points, loads, options);
  const Fences result = power_fences(p, points, {box(-100, -100, 1100, 1100)});
  check_convex(result);
  check_places(p, result, -100, 1100, random);
  CHECK(result.outside == p.moved);
  CHECK(!result.outside.empty());
  std::vector<char> is_outside(600, 0);
  for (const Index stop : result.outside) is_outside[static_cast<std::size_t>(stop)] = 1;
  for (Index stop = 0; stop < 600; ++stop) {
    const FencePoint place(points(0, stop), points(1, stop));
    const auto& own = result.zones[static_cast<std::size_t>(p.labels[stop])];
    if (is_outside[static_cast<std::size_t>(stop)])
      CHECK_FALSE(bg::within(place, own));
    else
      CHECK(bg::distance(place, own) < 1e-6);
  }
}

TEST_CASE("cells that the offsets leave empty have empty fences") {
  Random random(2);
  const Points points = scattered(50, 1000, random);
  const Points centers = scattered(40, 1000, random);
  Values offsets(40);
  for (Index zone = 0; zone < 40; ++zone) offsets[zone] = 60000 * random.uniform();
  offsets[7] = -1e9;
  const Partition p = diagram(centers, offsets, points);
  const Fences result = power_fences(p, points, {box(-10, -10, 1010, 1010)});
  check_places(p, result, -10, 1010, random);
  CHECK(result.zones[7].empty());
  CHECK(result.outside.empty());
}

TEST_CASE("power cells of centers on lines, circles and at one place") {
  Random random(3);
  const Points points = scattered(30, 500, random);
  const MultiPolygon area{box(-10, -10, 510, 510)};
  Points row(2, 6), twice(2, 4), grid = lattice(6, 100), circle(2, 12);
  for (Index i = 0; i < 6; ++i) row.col(i) = far_from_zero + 80.0 * Eigen::Vector2d(i, i);
  for (Index i = 0; i < 4; ++i) twice.col(i) = far_from_zero + Eigen::Vector2d(i < 2 ? 100 : 400, 250);
  for (Index i = 0; i < 12; ++i)
    circle.col(i) = far_from_zero + Eigen::Vector2d(250 + 200 * std::cos(0.5236 * double(i)),
                                                    250 + 200 * std::sin(0.5236 * double(i)));
  for (const Points& centers : {row, twice, grid, circle, Points(far_from_zero)}) {
    const Partition p = diagram(centers, Values::Zero(centers.cols()), points);
    const Fences result = power_fences(p, points, area);
    check_places(p, result, -10, 510, random);
  }
  const Partition p = diagram(twice, Values::Zero(4), points);
  CHECK(power_fences(p, points, area).zones[1].empty());  // ties go to the lower zone
}

TEST_CASE("power fences follow an area of several parts with holes") {
  Random random(4);
  Points points = scattered(40, 100, random);
  for (Index stop = 0; stop < 20; ++stop) points(0, stop) += 400;
  Polygon ring = box(-10, -10, 110, 110);
  ring.inners().push_back(box(40, 40, 41, 41).outer());
  std::reverse(ring.inners()[0].begin(), ring.inners()[0].end());
  PartitionOptions options;
  options.zones = 5;
  options.tolerance = 0.3;
  const Partition p = partition(points, Values::Ones(40), options);
  power_fences(p, points, {ring, box(390, -10, 510, 110)});
}

TEST_CASE("labels alone have no power fences") {
  FenceOptions options;
  options.kind = FenceKind::power;
  CHECK_THROWS_WITH(fences(Points(Points::Zero(2, 1)), Labels(Labels::Zero(1)), options),
                    Catch::Contains("kind is power"));
}
