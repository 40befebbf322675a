// Fences with fewer corners.

#include <boost/geometry/algorithms/num_points.hpp>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/partition/partition.hpp"
#include "equizone/zoning/fences.hpp"
#include "zoning/fence_checks.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace bg = boost::geometry;

namespace {

std::size_t corners(const Fences& fences) {
  std::size_t count = 0;
  for (const MultiPolygon& fence : fences.zones) count += bg::num_points(fence);
  return count;
}

Fences check_all(const Points& points, const Labels& labels, double simplify_m) {
  FenceOptions options;
  options.area = MultiPolygon{box(-100, -100, 1100, 1100)};
  options.simplify_m = simplify_m;
  Fences result = fences(points, labels, options);
  check_no_gap_no_overlap(result, *options.area);
  check_areas_add_up(result, *options.area);
  check_ring_directions(result);
  check_stops_covered(result, points, labels);
  return result;
}

}  // namespace

TEST_CASE("borders lose corners, and no stop changes sides") {
  Random random(1);
  const Points points = scattered(800, 1000, random);
  PartitionOptions options;
  options.zones = 12;
  const Labels labels = partition(points, Values::Ones(800), options).labels;
  const Fences plain = check_all(points, labels, 0);
  const Fences simple = check_all(points, labels, 30);
  CHECK(2 * corners(simple) < corners(plain));
  CHECK(corners(check_all(points, labels, 5)) < corners(plain));
  for (std::size_t zone = 0; zone < 12; ++zone) CHECK(simple.zones[zone].size() == plain.zones[zone].size());
}

TEST_CASE("however much is left out, scattered zones stay apart") {
  Random random(2);
  const Points points = scattered(200, 1000, random);
  const Labels labels = random_labels(200, 3, random);
  const Fences plain = check_all(points, labels, 0);
  const Fences simple = check_all(points, labels, 1e4);
  for (std::size_t zone = 0; zone < 3; ++zone) CHECK(simple.zones[zone].size() == plain.zones[zone].size());
  CHECK(corners(simple) < corners(plain));
}

TEST_CASE("a negative or infinite simplification is an error") {
  FenceOptions options;
  options.simplify_m = -1;
  const Points points = lattice(3, 100);
  CHECK_THROWS_WITH(fences(points, Labels(Labels::Zero(9)), options), Catch::Contains("simplify_m is -1"));
}
