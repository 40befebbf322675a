// What sorting and merging must leave as it is.

#include "equizone/seeding/sorted_stops.hpp"

#include "catch.hpp"
#include "properties/stations.hpp"
#include "seeding/row_of_places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

SortedStops sorted(const Station& station, int threads = 1) {
  return sort_stops(station.points, station.loads, hilbert_order(station.points), threads);
}

struct Moments {
  double load = 0, x = 0, y = 0, square = 0;
};

Moments moments(const SortedStops& stops) {
  Moments sums;
  for (std::size_t at = 0; at < stops.x.size(); ++at) {
    const double w = stops.load[at];
    sums.load += w;
    sums.x += w * stops.x[at];
    sums.y += w * stops.y[at];
    sums.square += w * (stops.x[at] * stops.x[at] + stops.y[at] * stops.y[at]);
    if (!stops.inner.empty()) sums.square += stops.inner[at];
  }
  return sums;
}

}  // namespace

TEST_CASE("sorted stops are the caller's, in the order given", "[seeding]") {
  const Station station = draw_station(1, 70'000, Layout::uniform, Work::lognormal);
  for (const int threads : {1, 3}) {
    const SortedStops stops = sorted(station, threads);
    REQUIRE(stops.size() == 70'000);
    CHECK(stops.inner.empty());
    bool same = true;
    for (std::size_t at = 0; at < stops.order.size(); ++at) {
      const std::int32_t stop = stops.order[at];
      same = same && stops.x[at] == station.points(0, stop) && stops.y[at] == station.points(1, stop) &&
             stops.load[at] == station.loads[stop];
    }
    CHECK(same);
  }
}

TEST_CASE("merged runs keep load, centroid and moment of inertia", "[seeding]") {
  const Work work = GENERATE(Work::equal, Work::lognormal, Work::with_zeros);
  const SortedStops stops = sorted(draw_station(2, 1003, Layout::clustered, work));
  for (const Index run : {1, 2, 7, 64, 1003, 5000}) {
    const SortedStops merged = merge_runs(stops, run);
    REQUIRE(merged.size() == (1003 + run - 1) / run);
    const Moments before = moments(stops);
    const Moments after = moments(merged);
    CHECK(after.load == Approx(before.load).epsilon(1e-12));
    CHECK(after.x == Approx(before.x).epsilon(1e-12));
    CHECK(after.y == Approx(before.y).epsilon(1e-12));
    CHECK(after.square == Approx(before.square).epsilon(1e-12));
  }
}

TEST_CASE("each merged run is as its stops, one by one", "[seeding]") {
  const SortedStops stops = sorted(draw_station(3, 103, Layout::uniform, Work::lognormal));
  const SortedStops merged = merge_runs(stops, 10);
  for (std::size_t run = 0; run < 11; ++run) {
    double load = 0;
    Eigen::Vector2d moment = Eigen::Vector2d::Zero();
    const std::size_t last = std::min<std::size_t>(103, 10 * run + 10);
    for (std::size_t at = 10 * run; at < last; ++at) {
      load += stops.load[at];
      moment += stops.load[at] * Eigen::Vector2d(stops.x[at], stops.y[at]);
    }
    const Eigen::Vector2d center = moment / load;
    double inner = 0;
    for (std::size_t at = 10 * run; at < last; ++at)
      inner += stops.load[at] * (Eigen::Vector2d(stops.x[at], stops.y[at]) - center).squaredNorm();
    CHECK(merged.load[run] == Approx(load));
    CHECK(merged.x[run] == Approx(center.x()));
    CHECK(merged.y[run] == Approx(center.y()));
    CHECK(merged.inner[run] == Approx(inner).margin(1e-6));
  }
}

TEST_CASE("merged runs do not depend on the number of threads", "[seeding]") {
  const SortedStops stops = sorted(draw_station(6, 30'000, Layout::clustered, Work::with_zeros));
  const SortedStops alone = merge_runs(stops, 3);
  for (const int threads : {2, 3}) {
    const SortedStops merged = merge_runs(stops, 3, threads);
    CHECK(merged.x == alone.x);
    CHECK(merged.y == alone.y);
    CHECK(merged.load == alone.load);
    CHECK(merged.inner == alone.inner);
  }
}

TEST_CASE("runs merged twice are the longer runs", "[seeding]") {
  const SortedStops stops = sorted(draw_station(4, 600, Layout::clustered, Work::lognormal));
  const SortedStops twice = merge_runs(merge_runs(stops, 4), 5);
  const SortedStops once = merge_runs(stops, 20);
  REQUIRE(twice.size() == once.size());
  for (std::size_t at = 0; at < once.x.size(); ++at) {
    CHECK(twice.load[at] == Approx(once.load[at]));
    CHECK(twice.x[at] == Approx(once.x[at]));
    CHECK(twice.y[at] == Approx(once.y[at]));
    CHECK(twice.inner[at] == Approx(once.inner[at]).margin(1e-6));
  }
}

TEST_CASE("a run without load lies where its stops are", "[seeding]") {
  SortedStops stops = row_of_places({3, 3});
  stops.load = {0, 0, 0, 1, 1, 1};
  const SortedStops merged = merge_runs(stops, 3);
  CHECK(merged.load == UnsetVector<double>{0, 3});
  CHECK(merged.x == UnsetVector<double>{0, 100});
  CHECK(merged.y == UnsetVector<double>{-100, -100});
  CHECK(merged.inner == UnsetVector<double>{0, 0});
}
