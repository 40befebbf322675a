// Assignments to fixed medians: the dual proves parts of stops, whole stops lie within their bounds.

#include "medoids/assignment.hpp"

#include <cmath>
#include <memory>
#include <set>

#include "catch.hpp"
#include "medoids/medoid_state.hpp"
#include "medoids/metrics.hpp"
#include "medoids/table.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

const GoOn go_on = [](double) { return true; };

struct Around {
  Station station;
  Values visits;
  Bounds bounds;
  std::vector<Index> medians;
  Table table;
  MedoidProblem problem{table, visits, station.loads, bounds};

  Around(Draw& draw, Station given, Index zones, double tolerance)
      : station(std::move(given)),
        visits(station.stops()),
        bounds{Values::Constant(zones, station.loads.sum() / static_cast<double>(zones)), {}, {}},
        table(std::make_shared<const DistanceMatrix>(draw_matrix(draw, station.points))) {
    for (double& count : visits) count = draw.uniform(0, 3);
    bounds.lower = bounds.targets * (1 - tolerance);
    bounds.upper = bounds.targets * (1 + tolerance);
    for (Index zone = 0; zone < zones; ++zone) medians.push_back(zone * station.stops() / zones);
  }
  [[nodiscard]] NearZones near(Index width) const {
    return table.near_zones(medians, Values::Zero(bounds.zones()), width);
  }
};

double cost(const NearZones& near, const Values& visits, const Labels& labels) {
  double total = 0;
  for (Index stop = 0; stop < labels.size(); ++stop)
    for (const NearZones::Entry& entry : near.of(stop))
      if (entry.zone == labels[stop]) total += visits[stop] * entry.distance;
  return total;
}

}  // namespace

// With loads of 1 and whole bounds the cheapest assignment divides no stop.
TEST_CASE("the dual of equal stops is the cost of their best assignment", "[medoids]") {
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    Draw draw(seed);
    const Around around(draw, draw_station(seed, 60), 5, 0.0);
    const NearZones near = around.near(5);
    Values offsets = Values::Zero(5);
    for (double& offset : offsets) offset = draw.uniform(-300, 300);
    Labels labels;
    assign_parts(around.problem, near, offsets, labels);
    CHECK(around.bounds.violation(loads_of_zones(labels, around.station.loads, 5)) == 0);
    CHECK(dual_value(around.problem, near, offsets) == Approx(cost(near, around.visits, labels)));
  }
}

TEST_CASE("whole stops lie within their bounds, at little more than the dual", "[medoids]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draw draw(seed);
    const Around around(draw, draw_station(seed, 300, Layout::clustered, Work::lognormal), 6, 0.03);
    const NearZones near = around.near(6);
    Values offsets = Values::Zero(6);
    Labels labels;
    assign_parts(around.problem, near, offsets, labels);
    std::int64_t budget = 10'000'000;
    assign_whole(around.problem, near, labels, budget, go_on);
    CHECK(around.bounds.violation(loads_of_zones(labels, around.station.loads, 6)) == 0);
    const double least = dual_value(around.problem, near, offsets);
    CHECK(cost(near, around.visits, labels) >= least * (1 - 1e-9));
    CHECK(cost(near, around.visits, labels) <= least * 1.03);
  }
}

TEST_CASE("short lists keep a stop's own zone", "[medoids]") {
  Draw draw(1);
  const Around around(draw, draw_station(1, 80), 8, 0.1);
  NearZones near = around.near(2);
  Labels labels(80);
  for (Index stop = 0; stop < 80; ++stop) labels[stop] = static_cast<std::int32_t>(stop % 8);
  list_own_zones(around.problem, around.medians, labels, near);
  const MedoidState state(around.problem, near, labels);
  const NearZones all = around.near(8);
  for (Index stop = 0; stop < 80; ++stop) {
    const double distance = all.of(stop)[static_cast<std::size_t>(labels[stop])].distance;
    CHECK(state.cost(stop, labels[stop]) == Approx(around.visits[stop] * distance));
  }
}

TEST_CASE("empty zones get a stop, and nobody else becomes empty", "[medoids]") {
  Labels labels{{0, 0, 0, 2}};
  fill_empty_zones({0, 3, 3, 3}, labels);
  CHECK(members_of(labels, 4)[1].size() == 1);
  CHECK(members_of(labels, 4)[3].size() == 1);
  CHECK(members_of(labels, 4)[0].size() == 1);
  CHECK(labels[3] == 2);
}

TEST_CASE("a state of medians follows moves", "[medoids]") {
  Draw draw(4);
  const Around around(draw, draw_station(4, 100, Layout::uniform, Work::uniform), 5, 0.1);
  const NearZones near = around.near(5);
  Labels labels(100);
  for (std::int32_t& label : labels) label = static_cast<std::int32_t>(draw.whole(0, 4));
  MedoidState state(around.problem, near, labels);
  for (int step = 0; step < 500; ++step) {
    const Index stop = draw.whole(0, 99);
    const auto to = static_cast<std::int32_t>(draw.whole(0, 4));
    if (state.zone(stop) == to) continue;
    const double change = state.leaving(stop) + state.joining(stop, to);
    const double before = cost(near, around.visits, state.labels());
    state.move(stop, to);
    CHECK(cost(near, around.visits, state.labels()) - before == Approx(change).margin(1e-6));
  }
  const MedoidState anew(around.problem, near, state.labels());
  for (Index zone = 0; zone < 5; ++zone) {
    CHECK(state.zone_load(zone) == Approx(anew.zone_load(zone)));
    CHECK(std::set<std::int32_t>(state.members(zone).begin(), state.members(zone).end()) ==
          std::set<std::int32_t>(anew.members(zone).begin(), anew.members(zone).end()));
  }
}
