// First centers: centroids of runs of the order.

#include "equizone/seeding/runs.hpp"

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Stops 0, 1, 2, ... metres east of the origin.
SortedStops row_of_stops(const std::vector<double>& loads) {
  SortedStops stops;
  stops.load.assign(loads.begin(), loads.end());
  for (std::size_t at = 0; at < loads.size(); ++at) stops.x.push_back(static_cast<double>(at));
  stops.y.assign(loads.size(), 7.0);
  return stops;
}

std::vector<double> eastings(const std::vector<double>& loads, const Values& targets) {
  const Points centers = centers_of_runs(row_of_stops(loads), targets);
  CHECK((centers.row(1).array() - 7.0).abs().maxCoeff() < 1e-12);
  return {centers.row(0).begin(), centers.row(0).end()};
}

}  // namespace

TEST_CASE("equal loads are cut into equal runs", "[seeding]") {
  CHECK(eastings(std::vector<double>(12, 1.0), Values::Constant(3, 4.0)) ==
        std::vector<double>{1.5, 5.5, 9.5});
  CHECK(eastings(std::vector<double>(12, 1.0), Values::Constant(1, 12.0)) == std::vector<double>{5.5});
}

TEST_CASE("runs are as long as the targets ask, whatever their sum", "[seeding]") {
  for (const double unit : {1e-6, 1.0, 1e9})
    CHECK(eastings(std::vector<double>(12, 1.0), unit * Values{{2, 4, 6}}) ==
          std::vector<double>{0.5, 3.5, 8.5});
}

TEST_CASE("as many zones as stops: every stop is a center", "[seeding]") {
  CHECK(eastings({1, 1, 1, 1}, Values::Ones(4)) == std::vector<double>{0, 1, 2, 3});
  CHECK(eastings({1000, 1, 0, 1}, Values::Ones(4)) == std::vector<double>{0, 1, 2, 3});
  CHECK(eastings({1, 0, 1, 1000}, Values::Ones(4)) == std::vector<double>{0, 1, 2, 3});
}

TEST_CASE("a giant stop takes no other zone's stops", "[seeding]") {
  // The giant is a run of its own, and one stop is left for each of the others.
  const std::vector<double> centers = eastings({1, 1, 1000, 1, 1, 1}, Values::Ones(3));
  CHECK(centers.back() > 2);
  CHECK(centers[0] < centers[1]);
  CHECK(centers[1] < centers[2]);
}

TEST_CASE("runs without load have the plain centroid", "[seeding]") {
  CHECK(eastings({0, 0, 0, 0, 5}, Values::Ones(1)) == std::vector<double>{4});
  CHECK(eastings({5, 0}, Values::Ones(2)) == std::vector<double>{0, 1});
}

TEST_CASE("a stop belongs to the run in which its middle lies", "[seeding]") {
  Draw draw(1);
  for (int trial = 0; trial < 50; ++trial) {
    std::vector<double> loads(200);
    for (double& load : loads) load = draw.uniform(0.5, 1.5);
    Values targets(7);
    for (double& target : targets) target = draw.uniform(1, 3);
    double total = 0;
    for (const double load : loads) total += load;

    Values sums = Values::Zero(7);
    Values moments = Values::Zero(7);
    double passed = 0;
    for (std::size_t stop = 0; stop < loads.size(); ++stop) {
      Index run = 0;
      double end = targets[0];
      while (end / targets.sum() * total < passed + loads[stop] / 2) end += targets[++run];
      sums[run] += loads[stop];
      moments[run] += loads[stop] * static_cast<double>(stop);
      passed += loads[stop];
    }
    const std::vector<double> centers = eastings(loads, targets);
    for (Index run = 0; run < 7; ++run)
      CHECK(centers[static_cast<std::size_t>(run)] == Approx(moments[run] / sums[run]));
  }
}

TEST_CASE("zones that are runs deviate by no more than the heaviest stop", "[seeding]") {
  for (const Layout layout : {Layout::uniform, Layout::coincident})
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
      const Station station = draw_station(seed, 1000, layout, Work::lognormal);
      const SortedStops stops = sort_stops(station.points, station.loads, hilbert_order(station.points));
      Values targets = Values::Constant(40, station.loads.sum() / 40);
      targets[0] *= 1.5;
      targets[1] *= 0.5;
      const Labels labels = labels_of_runs(stops, targets);
      Values zone_loads = Values::Zero(40);
      for (Index stop = 0; stop < labels.size(); ++stop) zone_loads[labels[stop]] += station.loads[stop];
      CHECK((zone_loads - targets).cwiseAbs().maxCoeff() <= station.loads.maxCoeff() * (1 + 1e-9));
      // Along the order, zones follow each other.
      for (std::size_t at = 1; at < stops.order.size(); ++at)
        CHECK(labels[stops.order[at]] - labels[stops.order[at - 1]] <= 1);
    }
}
