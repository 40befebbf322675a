// Fences whose cells are cut at barriers.

#include <boost/geometry/algorithms/is_valid.hpp>
#include <numbers>
#include <utility>

#include "catch.hpp"
#include "equizone/core/random.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/zoning/fences.hpp"
#include "zoning/fence_checks.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace bg = boost::geometry;

namespace {

void add_line(BarrierLines& barriers, const std::vector<Eigen::Vector2d>& corners) {
  for (std::size_t i = 1; i < corners.size(); ++i) {
    barriers.segments.conservativeResize(4, barriers.segments.cols() + 1);
    barriers.segments.col(barriers.segments.cols() - 1) << far_from_zero + corners[i - 1],
        far_from_zero + corners[i];
  }
}

// y = 500 + 150 sin(x / 200): a river from far west to far east.
double river_y(double x) { return 500 + 150 * std::sin(x / 200); }

BarrierLines river() {
  std::vector<Eigen::Vector2d> corners;
  for (double x = -900; x <= 1900; x += 7) corners.emplace_back(x, river_y(x));
  BarrierLines barriers;
  add_line(barriers, corners);
  return barriers;
}

bool north(const Eigen::Vector2d& p) {
  return p.y() - far_from_zero.y() > river_y(p.x() - far_from_zero.x());
}

// Random zones, of which the even ones lie south of the river.
Labels labels_by_bank(const Points& points, int zones, Random& random) {
  Labels labels(points.cols());
  for (Index i = 0; i < points.cols(); ++i)
    labels[i] = 2 * static_cast<std::int32_t>(random.uniform() * zones / 2) + (north(points.col(i)) ? 1 : 0);
  return labels;
}

Fences check_all(const Points& points, const Labels& labels, const BarrierLines& barriers,
                 const MultiPolygon& area) {
  FenceOptions options;
  options.area = area;
  options.barriers = barriers;
  const Fences result = fences(points, labels, options);
  check_no_gap_no_overlap(result, area);
  check_areas_add_up(result, area);
  check_ring_directions(result);
  check_stops_covered(result, points, labels);
  return result;
}

// No place belongs to a zone of the other bank.
void check_no_fence_crosses(const Fences& result, Random& random) {
  int looked_at = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const Eigen::Vector2d place =
        far_from_zero + Eigen::Vector2d(-50 + 1100 * random.uniform(), -50 + 1100 * random.uniform());
    if (std::abs(place.y() - far_from_zero.y() - river_y(place.x() - far_from_zero.x())) < 1) continue;
    const FencePoint p(place.x(), place.y());
    for (std::size_t zone = 0; zone < result.zones.size(); ++zone)
      if (bg::within(p, result.zones[zone])) {
        ++looked_at;
        CHECK((zone % 2 == 1) == north(place));
      }
  }
  CHECK(looked_at > 1000);
}

}  // namespace

TEST_CASE("fences end at a closed barrier") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed);
    const Points points = scattered(seed == 4 ? 20 : 300, 1000, random);
    const Labels labels = labels_by_bank(points, 6, random);
    const Fences result = check_all(points, labels, river(), {box(-100, -100, 1100, 1100)});
    check_no_fence_crosses(result, random);
  }
}

TEST_CASE("a barrier at a price leaves fences as they are") {
  Random random(5);
  const Points points = scattered(100, 1000, random);
  const Labels labels = random_labels(100, 5, random);
  BarrierLines barriers = river();
  barriers.prices = Values::Constant(barriers.segments.cols(), 50.0);
  const MultiPolygon area{box(-100, -100, 1100, 1100)};
  const Fences cut = check_all(points, labels, barriers, area);
  const Fences plain = check_all(points, labels, {}, area);
  for (std::size_t zone = 0; zone < 5; ++zone)
    CHECK(bg::area(cut.zones[zone]) == Approx(bg::area(plain.zones[zone])));
}

TEST_CASE("barriers of any shape leave a coverage with every stop in its own fence") {
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    const Points points = scattered(120, 1000, random);
    const Labels labels = random_labels(120, 4, random);
    BarrierLines barriers;
    const auto anywhere = [&] { return Eigen::Vector2d(1000 * random.uniform(), 1000 * random.uniform()); };
    for (int line = 0; line < 12; ++line) {
      std::vector<Eigen::Vector2d> corners{anywhere()};
      for (int bend = 0; bend < 6; ++bend)
        corners.push_back(corners.back() + (anywhere() - Eigen::Vector2d(500, 500)) * 0.3);
      if (line % 3 == 0) corners.push_back(corners.front());  // a pond
      add_line(barriers, corners);
    }
    for (int pond = 0; pond < 6; ++pond) {  // so small that most lie in one cell
      const Eigen::Vector2d middle = anywhere();
      std::vector<Eigen::Vector2d> corners;
      for (int corner = 0; corner <= 5; ++corner)
        corners.push_back(middle + 4 * Eigen::Vector2d(std::cos(corner * 0.4 * std::numbers::pi),
                                                       std::sin(corner * 0.4 * std::numbers::pi)));
      add_line(barriers, corners);
    }
    Polygon with_hole = box(-50, -50, 1050, 1050);
    const Eigen::Vector2d hole = points.col(0) - far_from_zero + Eigen::Vector2d(0.5, 0.5);
    with_hole.inners().push_back(box(hole.x(), hole.y(), hole.x() + 0.2, hole.y() + 0.2).outer());
    std::reverse(with_hole.inners()[0].begin(), with_hole.inners()[0].end());
    for (const MultiPolygon& fence : check_all(points, labels, barriers, {with_hole}).zones)
      CHECK(bg::is_valid(fence));
  }
}

TEST_CASE("stops on a barrier and barriers along borders of cells keep a coverage") {
  const Points points = lattice(6, 100);
  Labels labels(36);
  for (Index stop = 0; stop < 36; ++stop) labels[stop] = static_cast<std::int32_t>(stop % 5);
  BarrierLines barriers;
  add_line(barriers, {{-500, 200}, {900, 200}});              // through stops
  add_line(barriers, {{-500, 350}, {900, 350}});              // along borders
  add_line(barriers, {{250, -500}, {250, 250}, {350, 350}});  // through corners of cells
  add_line(barriers, {{-500, -500}, {900, 900}});             // through stops and corners
  check_all(points, labels, barriers, {box(-60, -60, 560, 560)});
}

TEST_CASE("a fence passes a barrier at its crossing") {
  Random random(6);
  Points points(2, 2);
  points.col(0) = far_from_zero + Eigen::Vector2d(0, 10);
  points.col(1) = far_from_zero + Eigen::Vector2d(1000, -1000);
  Labels labels(2);
  labels << 0, 1;
  BarrierLines barriers;
  add_line(barriers, {{-5000, 0}, {5000, 0}});
  const MultiPolygon area{box(-100, -1100, 1100, 100)};
  const FencePoint beyond(far_from_zero.x(), far_from_zero.y() - 10);
  CHECK(bg::within(beyond, check_all(points, labels, barriers, area).zones[1]));
  barriers.crossings = far_from_zero;
  CHECK(bg::within(beyond, check_all(points, labels, barriers, area).zones[0]));
}

// A hundred metres apart, each a zone.
static std::pair<Points, Labels> two_stops() {
  Points points(2, 2);
  points.col(0) = far_from_zero;
  points.col(1) = far_from_zero + Eigen::Vector2d(100, 0);
  return {points, Labels::LinSpaced(2, 0, 1)};
}

TEST_CASE("a stop in a pond keeps its land where another barrier cuts its cell") {
  const auto [points, labels] = two_stops();
  BarrierLines barriers;
  add_line(barriers, {{-5, -5}, {5, -5}, {5, 5}, {-5, 5}, {-5, -5}});
  add_line(barriers, {{-500, 20}, {500, 20}});
  check_all(points, labels, barriers, {box(-50, -100, 150, 100)});
}

TEST_CASE("land that no stop can reach stays with its cell") {
  const auto [points, labels] = two_stops();
  BarrierLines barriers;
  add_line(barriers, {{-500, 50}, {500, 50}});
  const Fences result = check_all(points, labels, barriers, {box(-50, -100, 150, 100)});
  CHECK(bg::within(FencePoint(far_from_zero.x(), far_from_zero.y() + 80), result.zones[0]));
}
