// Centers that move while the balance is kept.

#include "equizone/balancing/follow_centers.hpp"

#include "catch.hpp"
#include "equizone/seeding/runs.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

const GoOn always = [](double) { return true; };

// A station with all that a follower needs.
class Town {
 public:
  Town(std::uint64_t seed, Index n, Index zones, Layout layout, double tolerance, int threads = 1)
      : station(draw_station(seed, n, layout, Work::lognormal)),
        stops(sort_stops(station.points, station.loads, hilbert_order(station.points))),
        tree(stops),
        pass(tree, threads),
        aim(Values::Constant(zones, station.loads.sum() / static_cast<double>(zones))),
        soft(soft_targets({aim, aim * (1 - tolerance), aim * (1 + tolerance)}, aim, 1.0)) {}
  Town(const Town&) = delete;
  Town& operator=(const Town&) = delete;

  [[nodiscard]] PowerDiagram runs() const { return {centers_of_runs(stops, aim), Values::Zero(aim.size())}; }
  [[nodiscard]] CenterFollower follower() { return {pass, aim, soft}; }

  Station station;
  SortedStops stops;
  BlockTree tree;
  PowerPass pass;
  Values aim;
  SoftTargets soft;
};

// Loads of the zones of a diagram, each stop compared with all centers.
Values loads_of(const Station& station, const PowerDiagram& diagram) {
  Values loads = Values::Zero(diagram.zones());
  for (Index stop = 0; stop < station.stops(); ++stop) {
    Index nearest = 0;
    for (Index zone = 1; zone < diagram.zones(); ++zone)
      if (diagram.power(zone, station.points.col(stop)) < diagram.power(nearest, station.points.col(stop)))
        nearest = zone;
    loads[nearest] += station.loads[stop];
  }
  return loads;
}

double cost_to_centers(const Station& station, const PowerDiagram& diagram) {
  double cost = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    Index nearest = 0;
    for (Index zone = 1; zone < diagram.zones(); ++zone)
      if (diagram.power(zone, station.points.col(stop)) < diagram.power(nearest, station.points.col(stop)))
        nearest = zone;
    cost += station.loads[stop] * (station.points.col(stop) - diagram.centers.col(nearest)).squaredNorm();
  }
  return cost;
}

// Root mean square over the zones of load / load aimed at - 1.
double imbalance(const Town& town, const PowerDiagram& diagram) {
  const Values loads = loads_of(town.station, diagram);
  return std::sqrt((loads.array() / town.aim.array() - 1).square().mean());
}

}  // namespace

TEST_CASE("what a follower reports is what its diagram holds", "[balancing]") {
  Town town(1, 2000, 15, Layout::clustered, 0.05);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  const auto check = [&] {
    const Values loads = loads_of(town.station, follower.diagram());
    for (Index zone = 0; zone < 15; ++zone)
      CHECK(follower.result().zones[static_cast<std::size_t>(zone)].load == Approx(loads[zone]));
  };
  check();
  follower.move_centers(3, 1.3, always);
  check();
  follower.settle(5, 1e-4);
  check();
}

TEST_CASE("settling reduces the error and lets the centers rest", "[balancing]") {
  const Layout layout = GENERATE(Layout::uniform, Layout::clustered);
  Town town(2, 6000, 20, layout, 0.03);
  CenterFollower follower = town.follower();
  const PowerDiagram start = town.runs();
  follower.start(start);
  const double before = follower.error_size();
  const double imbalance_before = imbalance(town, follower.diagram());
  follower.settle(25, 1e-3);
  CHECK(follower.diagram().centers == start.centers);
  CHECK(follower.error_size() < 0.1 * before);
  CHECK(follower.error_size() < 0.02);
  CHECK(imbalance(town, follower.diagram()) < 0.05);
  CHECK(imbalance(town, follower.diagram()) < imbalance_before);

  double last = follower.error_size();
  for (int step = 0; step < 3; ++step) {  // never a step that makes it worse
    follower.settle(1, 0);
    CHECK(follower.error_size() <= last);
    last = follower.error_size();
  }
}

TEST_CASE("settling with no steps, or a precision already reached, changes nothing", "[balancing]") {
  Town town(3, 1000, 8, Layout::uniform, 0.03);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  const PowerDiagram before = follower.diagram();
  follower.settle(0, 0);
  follower.settle(10, 1e9);
  CHECK(follower.diagram().centers == before.centers);
  CHECK(follower.diagram().offsets == before.offsets);
}

TEST_CASE("centers move to the centroids at constant balance, and cost falls", "[balancing]") {
  Town town(4, 6000, 20, Layout::clustered, 0.03);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  follower.settle(20, 0.01);
  double cost = cost_to_centers(town.station, follower.diagram());
  for (int round = 0; round < 4; ++round) {
    follower.move_centers(5, 1.3, always);
    CHECK(imbalance(town, follower.diagram()) < 0.1);
  }
  follower.settle(5, 0.01);
  CHECK(cost_to_centers(town.station, follower.diagram()) < 0.98 * cost);
  follower.move_centers(40, 1.0, always);
  const Points goal = centroids(follower.diagram(), follower.result().zones);
  CHECK((goal - follower.diagram().centers).colwise().norm().mean() < 5);  // of 1,000 m: they have arrived
}

TEST_CASE("zones are fed from a bad start", "[balancing]") {
  constexpr Index zones = 12;
  Town town(5, 3000, zones, Layout::clustered, 0.05);
  Draw draw(5);
  PowerDiagram start{Points(2, zones), Values::Zero(zones)};
  SECTION("all centers at one place") { start.centers.setConstant(500); }
  SECTION("all centers at one stop") { start.centers = town.station.points.col(0).replicate(1, zones); }
  SECTION("all but one center far outside") {
    start.centers = draw_points(draw, zones, Layout::uniform).array() + 1e5;
    start.centers.col(3) << 500, 500;
  }
  SECTION("all centers in one corner") { start.centers = draw_points(draw, zones, Layout::uniform) / 100; }
  SECTION("one offset that takes everything") {
    start = town.runs();
    start.offsets[4] = 1e9;
  }
  CenterFollower follower = town.follower();
  follower.start(start);
  follower.move_centers(60, 1.3, always);
  follower.settle(20, 0.01);
  CHECK(follower.diagram().centers.allFinite());
  CHECK(follower.diagram().offsets.allFinite());
  const Values loads = loads_of(town.station, follower.diagram());
  CHECK((loads.array() / town.aim.array()).minCoeff() > 0.8);
  CHECK((loads.array() / town.aim.array()).maxCoeff() < 1.2);
}

TEST_CASE("centers reach where they are told to go, borders come along", "[balancing]") {
  Town town(6, 6000, 20, Layout::uniform, 0.03);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  follower.settle(20, 0.005);
  Draw draw(6);
  Points goal = follower.diagram().centers;
  for (double& value : goal.reshaped()) value += 40 * draw.normal();  // zones are about 220 m wide

  const double left_behind = imbalance(town, {goal, follower.diagram().offsets});
  for (int move = 0; move < 5 && follower.diagram().centers != goal; ++move) follower.move_to(goal);
  CHECK((follower.diagram().centers - goal).cwiseAbs().maxCoeff() <= 1e-9);
  CHECK(imbalance(town, follower.diagram()) < 0.5 * left_behind);
}

TEST_CASE("loads approach the soft targets, and these stay within their limits", "[balancing]") {
  Town town(7, 20'000, 16, Layout::uniform, 0.1);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  follower.move_centers(10, 1.3, always);
  follower.settle(30, 1e-3);
  CHECK(follower.error_size() < 0.005);
  const Values loads = loads_of(town.station, follower.diagram());
  for (Index zone = 0; zone < 16; ++zone) {
    CHECK(loads[zone] > town.aim[zone] * 0.89);
    CHECK(loads[zone] < town.aim[zone] * 1.11);
  }
  // The room is used: where offsets are large the load is small.
  Index most = 0;
  Index least = 0;
  follower.diagram().offsets.maxCoeff(&most);
  follower.diagram().offsets.minCoeff(&least);
  CHECK(loads[most] < loads[least]);
}

TEST_CASE("targets need not be equal", "[balancing]") {
  Town town(8, 6000, 10, Layout::uniform, 0.03);
  for (Index zone = 0; zone < 10; ++zone) town.aim[zone] = static_cast<double>(zone + 1);
  town.aim *= town.station.loads.sum() / town.aim.sum();
  town.soft = soft_targets({town.aim, town.aim * 0.97, town.aim * 1.03}, town.aim, 1.0);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  follower.move_centers(20, 1.3, always);
  follower.settle(20, 0.005);
  CHECK(imbalance(town, follower.diagram()) < 0.05);
}

TEST_CASE("a follower is deterministic, for any number of threads", "[balancing]") {
  const auto run = [](int threads) {
    Town town(9, 30'000, 25, Layout::clustered, 0.03, threads);
    CenterFollower follower = town.follower();
    follower.start(town.runs());
    follower.move_centers(6, 1.5, always);
    follower.settle(4, 0.001);
    return follower.diagram();
  };
  const PowerDiagram first = run(1);
  for (const int threads : {1, 2, 3}) {
    const PowerDiagram again = run(threads);
    CHECK(again.centers == first.centers);
    CHECK(again.offsets == first.offsets);
  }
}

TEST_CASE("one zone, and as many zones as stops, can be followed", "[balancing]") {
  for (const Index zones : {1, 30}) {
    Town town(10, 30, zones, Layout::uniform, 0.03);
    CenterFollower follower = town.follower();
    follower.start(town.runs());
    follower.move_centers(10, 1.0, always);
    follower.settle(5, 0.01);
    CHECK(follower.diagram().centers.allFinite());
    CHECK(follower.diagram().offsets.allFinite());
    if (zones == 1)
      CHECK(follower.diagram().centers.isApprox(town.station.points * town.station.loads / town.aim[0]));
  }
}

TEST_CASE("no move is made once told to stop", "[balancing]") {
  Town town(11, 1000, 8, Layout::uniform, 0.03);
  CenterFollower follower = town.follower();
  follower.start(town.runs());
  const PowerDiagram before = follower.diagram();
  follower.move_centers(10, 1.3, [](double) { return false; });
  CHECK(follower.diagram().centers == before.centers);
  CHECK(follower.diagram().offsets == before.offsets);
}
