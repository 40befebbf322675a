// From labels to whole stops within their bounds: repair, local search, ruin-and-recreate.

#include "equizone/balancing/finish.hpp"

#include <cmath>
#include <limits>

#include "../catch.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;

namespace {

const GoOn always = [](double) { return true; };

struct Station {
  Points points;
  Values loads;
  Bounds bounds;
};

Bounds equal_bounds(const Values& loads, Index zones, double tolerance) {
  const double target = loads.sum() / static_cast<double>(zones);
  return {Values::Constant(zones, target), Values::Constant(zones, target * (1 - tolerance)),
          Values::Constant(zones, target * (1 + tolerance))};
}

Station random_station(Index stops, Index zones, double tolerance, std::uint64_t seed) {
  Random random(seed, 5);
  Station station{Points(2, stops), Values(stops), {}};
  for (Index stop = 0; stop < stops; ++stop) {
    station.points.col(stop) = Eigen::Vector2d(random.uniform(), random.uniform());
    station.loads[stop] = std::exp(random.uniform());
  }
  station.bounds = equal_bounds(station.loads, zones, tolerance);
  return station;
}

// Vertical strips of equal width: in one piece each, badly balanced where loads are uneven.
Labels strips(const Station& station) {
  const auto zones = static_cast<double>(station.bounds.zones());
  return (station.points.row(0).array() * zones).floor().min(zones - 1).cast<std::int32_t>();
}

// The cost of labels, summed about centroids with nothing kept up to date.
double cost_of(const Station& station, const Labels& labels) {
  double cost = 0;
  for (std::int32_t zone = 0; zone < static_cast<std::int32_t>(station.bounds.zones()); ++zone) {
    double load = 0;
    Eigen::Vector2d moment = Eigen::Vector2d::Zero();
    for (Index stop = 0; stop < labels.size(); ++stop)
      if (labels[stop] == zone) {
        load += station.loads[stop];
        moment += station.loads[stop] * station.points.col(stop);
      }
    for (Index stop = 0; stop < labels.size(); ++stop)
      if (labels[stop] == zone)
        cost += station.loads[stop] * (station.points.col(stop) - moment / load).squaredNorm();
  }
  return cost;
}

void check_consistent(const Station& station, const ZoningState& state) {
  CHECK(state.cost() == Approx(cost_of(station, state.labels())).epsilon(1e-9));
  for (Index zone = 0; zone < state.zones(); ++zone) {
    CHECK_FALSE(state.members(zone).empty());
    double load = 0;
    for (const std::int32_t stop : state.members(zone)) {
      CHECK(state.zone(stop) == zone);
      load += station.loads[stop];
    }
    CHECK(state.mass(zone).load == Approx(load).epsilon(1e-9));
  }
}

// With a budget of their own.
double repair(ZoningState& state, const GoOn& go_on) {
  std::int64_t budget = repair_budget(state.graph().stops());
  return repair(state, budget, go_on);
}
void finish(ZoningState& state, const GoOn& go_on) {
  std::int64_t budget = repair_budget(state.graph().stops());
  finish(state, budget, go_on);
}
void anneal(ZoningState& state, std::int64_t tries, Random random, const GoOn& go_on) {
  std::int64_t budget = repair_budget(state.graph().stops());
  anneal(state, tries, random, budget, go_on);
}

}  // namespace

TEST_CASE("finish: every zone within its bounds, in one piece, none empty") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Station station = random_station(400, 12, 0.03, seed);
    const StopGraph graph(station.points, station.loads);
    ZoningState state(graph, station.bounds, strips(station));
    finish(state, always);
    CHECK(state.total_violation() == 0);
    CHECK(state.pieces().size() == 12);
    check_consistent(station, state);
  }
}

TEST_CASE("anneal: never worse, within bounds, the same bits for the same seed") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Station station = random_station(400, 12, 0.03, seed);
    const StopGraph graph(station.points, station.loads);
    ZoningState state(graph, station.bounds, strips(station));
    finish(state, always);
    ZoningState again = state;
    const double before = state.cost();
    anneal(state, 300, Random(seed, 2), always);
    CHECK(state.total_violation() == 0);
    CHECK(state.cost() <= before * (1 + 1e-12));
    CHECK(state.pieces().size() == 12);
    check_consistent(station, state);
    anneal(again, 300, Random(seed, 2), always);
    CHECK(state.labels() == again.labels());
  }
}

TEST_CASE("anneal: zones of few stops scatter where that pays, unless they must stay whole") {
  bool scattered = false;
  double whole_cost = 0, free_cost = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Station station = random_station(60, 12, 0.03, seed);
    const StopGraph graph(station.points, station.loads);
    ZoningState whole(graph, station.bounds, strips(station));
    finish(whole, always);
    ZoningState free = whole;
    const std::size_t pieces = whole.pieces().size();
    RuinAndRecreate(whole, Random(seed, 2), Wholeness::stay_whole).run(4'000, always);
    RuinAndRecreate(free, Random(seed, 2), Wholeness::may_scatter).run(4'000, always);
    CHECK(whole.pieces().size() <= pieces);
    scattered = scattered || free.pieces().size() > whole.pieces().size();
    whole_cost += whole.cost();
    free_cost += free.cost();
  }
  CHECK(scattered);
  CHECK(free_cost < whole_cost);
}

TEST_CASE("anneal: stops when told to, still not worse") {
  const Station station = random_station(400, 12, 0.03, 2);
  const StopGraph graph(station.points, station.loads);
  ZoningState state(graph, station.bounds, strips(station));
  finish(state, always);
  const double before = state.cost();
  anneal(state, 1'000'000, Random(1, 2), [](double done) { return done < 1e-4; });
  CHECK(state.cost() <= before * (1 + 1e-12));
  CHECK(state.total_violation() == 0);
}

TEST_CASE("repair: a chain through full zones reaches the only room") {
  // Stops in a row, zones of five in a row; the first has six, the last four, those between are full.
  constexpr Index zones = 6;
  Station station{Points(2, 5 * zones), Values::Ones(5 * zones), {}};
  Labels labels(5 * zones);
  for (Index stop = 0; stop < labels.size(); ++stop) {
    station.points.col(stop) = Eigen::Vector2d(static_cast<double>(stop), stop % 2 == 0 ? 0.0 : 0.3);
    labels[stop] = static_cast<std::int32_t>(std::max<Index>(0, stop - 1) / 5);
  }
  station.bounds = {Values::Constant(zones, 5.0), Values::Constant(zones, 5.0), Values::Constant(zones, 5.0)};
  const StopGraph graph(station.points, station.loads);
  ZoningState state(graph, station.bounds, labels);
  REQUIRE(state.total_violation() > 0);
  CHECK(repair(state, always) == 0);
  check_consistent(station, state);
}

TEST_CASE("repair: no more is looked at than the budget allows") {
  const Station station = random_station(400, 60, 0.0, 3);  // exact balance is out of reach
  const StopGraph graph(station.points, station.loads);
  constexpr std::int64_t given = 200'000;
  std::int64_t budget = given;
  ZoningState state(graph, station.bounds, strips(station));
  const double before = state.total_violation();
  CHECK(repair(state, budget, always) < before);
  CHECK(budget <= 0);
  CHECK(budget > -given / 10);  // what is being looked at is finished
  check_consistent(station, state);
  ZoningState none(graph, station.bounds, strips(station));
  repair(none, budget, always);
  CHECK(none.labels() == strips(station));
}

TEST_CASE("local search: ends where no single move within the bounds lowers the cost") {
  const Station station = random_station(200, 6, 0.2, 4);
  const StopGraph graph(station.points, station.loads);
  ZoningState state(graph, station.bounds, strips(station));
  finish(state, always);
  const double cost = cost_of(station, state.labels());
  for (Index stop = 0; stop < state.labels().size(); ++stop) {
    if (!state.removable(stop)) continue;
    for (std::int32_t to = 0; to < 6; ++to) {
      if (to == state.zone(stop) || !state.touches(stop, to)) continue;
      if (state.violation_change(to, state.load(stop)) > 0) continue;
      if (state.violation_change(state.zone(stop), -state.load(stop)) > 0) continue;
      Labels moved = state.labels();
      moved[stop] = to;
      CHECK(cost_of(station, moved) >= cost * (1 - 1e-9));
    }
  }
}

TEST_CASE("local search: stops at shared places are not exchanged for ever") {
  constexpr Index zones = 8;
  constexpr int rounds = 60;
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    Station station = random_station(160, zones, 0.2, seed);
    for (Index stop = 5; stop < 160; ++stop) station.points.col(stop) = station.points.col(stop % 5);
    station.loads.setOnes();
    station.bounds = equal_bounds(station.loads, zones, 0.2);
    const StopGraph graph(station.points, station.loads);
    ZoningState state(graph, station.bounds, strips(station));
    repair(state, always);
    Index looks = 0;
    BorderStops borders(state);
    LocalSearch(state, borders).run(rounds, [&](double) {
      ++looks;
      return true;
    });
    CHECK(looks < rounds * zones / 2);
    check_consistent(station, state);
  }
}

TEST_CASE("zoning state: pieces are counted anew, whatever was searched before") {
  const Station station = random_station(300, 5, 0.2, 6);
  const StopGraph graph(station.points, station.loads);
  const ZoningState state(graph, station.bounds, strips(station));
  for (Index stop = 0; stop < 300; ++stop) {
    static_cast<void>(state.removable(stop));
    std::size_t stops = 0;
    for (const auto& piece : state.pieces()) stops += piece.stops.size();
    CHECK(stops == 300);
    static_cast<void>(state.removable(stop));
    CHECK(state.count_pieces(state.zone(stop)) == 1);
  }
}

TEST_CASE("zoning state: borders seen as a full look sees them") {
  const Station station = random_station(200, 6, 0.2, 4);
  const StopGraph graph(station.points, station.loads);
  ZoningState state(graph, station.bounds, strips(station));
  Random random(1, 3);
  for (int move = 0; move < 500; ++move) {
    const auto stop = static_cast<Index>(random.uniform() * 200);
    const auto to = static_cast<std::int32_t>(random.uniform() * 6);
    if (to != state.zone(stop) && state.members(state.zone(stop)).size() > 1) state.move(stop, to);
  }
  std::size_t pieces = 0;
  for (std::int32_t zone = 0; zone < 6; ++zone) pieces += state.count_pieces(zone);
  CHECK(pieces == state.pieces().size());
  for (Index stop = 0; stop < 200; ++stop) {
    bool touching = false;
    state.for_each_touching_zone(stop, [&](std::int32_t) { touching = true; });
    CHECK(state.at_border(stop) == touching);
  }
}
