// What evaluate() measures beyond loads and cost.

#include <algorithm>
#include <cmath>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/evaluation/evaluate.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

namespace {

// A 20 x 20 grid of stops 50 m apart, in two halves west and east of x = 475.
struct Halves {
  Points points{2, 400};
  Values loads = Values::Ones(400);
  Labels labels{400};
};

Halves halves() {
  Halves given;
  for (Index stop = 0; stop < 400; ++stop) {
    given.points.col(stop) << 540'000 + 50.0 * static_cast<double>(stop % 20),
        5'220'000 + 50.0 * static_cast<double>(stop / 20);
    given.labels[stop] = stop % 20 < 10 ? 0 : 1;
  }
  return given;
}

BarrierLines river_at(double x) {
  BarrierLines river;
  river.segments = Eigen::Vector4d(540'000 + x, 5'219'000, 540'000 + x, 5'222'000);
  return river;
}

MultiPolygon rectangle_at(double x, double y) {
  Polygon around;
  for (const auto& [east, north] :
       {std::pair{-50.0, -50.0}, {3050.0, -50.0}, {3050.0, 2050.0}, {-50.0, 2050.0}})
    around.outer().emplace_back(x + east, y + north);
  around.outer().push_back(around.outer().front());
  return {around};
}

}  // namespace

TEST_CASE("zones that a barrier divides are counted, those beside it are not", "[evaluation]") {
  const Halves given = halves();
  EvaluationOptions options;
  options.barriers = river_at(475);  // between the halves
  const Evaluation between = evaluate(given.points, given.loads, given.labels, options);
  CHECK(between.crossing_zones == 0);
  CHECK(between.crossing_load == 0);
  options.barriers = river_at(325);  // three columns of the western half beyond
  const Evaluation across = evaluate(given.points, given.loads, given.labels, options);
  CHECK(across.crossing_zones == 1);
  CHECK(across.crossing_load == Approx(60.0 / 400));
  CHECK(across.pieces.maxCoeff() == 1);  // without the barrier all are in one piece
}

TEST_CASE("travel grows with the ground and with the way from the station", "[evaluation]") {
  const Halves given = halves();
  EvaluationOptions options;
  const Evaluation near = evaluate(given.points, given.loads, given.labels, options);
  CHECK(near.travel_km.size() == 2);
  CHECK(near.travel_km[0] == Approx(1.5 * std::sqrt(200 * 0.5)).epsilon(0.1));  // half a square kilometre
  options.station = Eigen::Vector2d(540'475, 5'220'475 + 10'000);
  const Evaluation far = evaluate(given.points, given.loads, given.labels, options);
  CHECK(far.travel_km[0] - near.travel_km[0] == Approx(20).epsilon(0.01));
  options.station = Eigen::Vector2d(NAN, 0);
  CHECK_THROWS_WITH(evaluate(given.points, given.loads, given.labels, options), Contains("station is (nan"));
}

TEST_CASE("stops far from their zone are listed", "[evaluation]") {
  Halves given = halves();
  given.labels[214] = 0;  // in the middle of the other half
  const Evaluation seen = evaluate(given.points, given.loads, given.labels, EvaluationOptions{});
  CHECK(seen.far == std::vector<Index>{214});
  CHECK_THROWS_WITH(far_stops(given.points, given.labels, seen.centers, 1.0), Contains("factor is 1"));
}

TEST_CASE("scores do not depend on where the stops are, nor on the zones' numbers", "[evaluation]") {
  Random random(3);
  Points points(2, 300);
  Values loads(300);
  Labels labels(300), other(300);
  for (Index stop = 0; stop < 300; ++stop) {
    points.col(stop) << 3000 * random.uniform(), 2000 * random.uniform();
    loads[stop] = 1 + random.uniform();
    labels[stop] = static_cast<std::int32_t>(points(0, stop) / 600);
    other[stop] = 4 - labels[stop];
  }
  EvaluationOptions options;
  options.reference = other;
  options.area = rectangle_at(0, 0);
  const Evaluation here = evaluate(points, loads, labels, options);
  const Points moved = points.colwise() + Eigen::Vector2d(540'000, 5'220'000);
  options.area = rectangle_at(540'000, 5'220'000);
  const Evaluation there = evaluate(moved, loads, other, options);
  CHECK(here.churn->share == 0);
  CHECK(there.churn->by_number == Approx(0).margin(1e-12));
  CHECK(there.shapes.border_m == Approx(here.shapes.border_m).epsilon(1e-6));
  CHECK(there.hull_overlap == Approx(here.hull_overlap).margin(1e-9));
  for (Index zone = 0; zone < 5; ++zone) {
    CHECK(there.shapes.reock[4 - zone] == Approx(here.shapes.reock[zone]).epsilon(1e-6));
    CHECK(there.shapes.areas_m2[4 - zone] == Approx(here.shapes.areas_m2[zone]).epsilon(1e-6));
    CHECK(there.shapes.inertia[4 - zone] == Approx(here.shapes.inertia[zone]).epsilon(1e-6));
    CHECK(there.travel_km[4 - zone] == Approx(here.travel_km[zone]).epsilon(1e-9));
  }
}
