// Loads to within the heaviest stop of what they should be, against all assignments.

#include "equizone/balancing/level_out.hpp"

#include <cmath>
#include <vector>

#include "../catch.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

const GoOn always = [](double) { return true; };

// Shares that fall over `decades`, in any order.
Values draw_targets(Draw& draw, Index zones, double decades, double total) {
  Values shares(zones);
  for (double& share : shares) share = std::pow(10.0, -draw.uniform(0, decades));
  return shares * (total / shares.sum());
}

// Any labels in which no zone is empty.
Labels draw_labels(Draw& draw, Index stops, Index zones) {
  Labels labels(stops);
  for (Index stop = 0; stop < stops; ++stop)
    labels[stop] = static_cast<std::int32_t>(stop < zones ? stop : draw.whole(0, zones - 1));
  return labels;
}

bool all_have_stops(const ZoningState& state) {
  for (Index zone = 0; zone < state.zones(); ++zone)
    if (state.members(zone).empty()) return false;
  return true;
}

}  // namespace

TEST_CASE("zones are within a stop of their aims wherever any assignment is", "[level_out]") {
  int possible = 0;
  int impossible = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(2, 4);
    const Index stops = draw.whole(zones, 7);
    const Station station =
        draw_station(seed, stops, Layout::uniform, seed % 3 == 0 ? Work::equal : Work::lognormal);
    const Values aim = draw_targets(draw, zones, 5, station.loads.sum());
    const Bounds exact{aim, aim, aim};
    const Bounds bounds = within_a_stop(exact, aim, station.loads.maxCoeff());
    const BruteForce known =
        try_all(station.points, station.loads, bounds.lower, bounds.upper, Points::Zero(2, zones));
    const StopGraph graph(station.points, station.loads);
    ZoningState state(graph, bounds, draw_labels(draw, stops, zones));
    const double left = LevelOut(state, aim).run(always);
    INFO("seed " << seed << ", " << stops << " stops, " << zones << " zones");
    CHECK(all_have_stops(state));
    CHECK((left <= 0) == (state.total_violation() <= 0));
    CHECK((left <= 0) == known.possible);
    ++(known.possible ? possible : impossible);
  }
  CHECK(possible > 200);
  CHECK(impossible > 5);
}

TEST_CASE("bounds wider than a stop are kept as they are", "[level_out]") {
  const Bounds bounds{Values::Constant(2, 10.0), Values::Constant(2, 4.0), Values::Constant(2, 17.0)};
  const Bounds wide = within_a_stop(bounds, bounds.targets, 1.0);
  CHECK(wide.lower == bounds.lower);
  CHECK(wide.upper == bounds.upper);
  const Bounds widened = within_a_stop(bounds, bounds.targets, 8.0);
  CHECK(widened.lower == Values::Constant(2, 2.0));
  CHECK(widened.upper == Values::Constant(2, 18.0));
}

TEST_CASE("nothing moves where all zones are within a stop of their aims", "[level_out]") {
  const Station station = draw_station(1, 40, Layout::uniform, Work::equal);
  Labels labels(40);
  for (Index stop = 0; stop < 40; ++stop) labels[stop] = static_cast<std::int32_t>(stop % 4);
  const Values aim = Values::Constant(4, 10.0);
  const Bounds bounds = within_a_stop({aim, aim, aim}, aim, 1.0);
  const StopGraph graph(station.points, station.loads);
  ZoningState state(graph, bounds, labels);
  CHECK(LevelOut(state, aim).run(always) == 0);
  CHECK(state.labels() == labels);
}
