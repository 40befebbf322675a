// The dual by its definition, and what it promises: no admissible assignment costs less.

#include "equizone/balancing/dual.hpp"

#include <limits>

#include "catch.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// Sums per zone as a pass gives them.
std::vector<Sums> sums_of(const Station& station, const PowerDiagram& diagram) {
  std::vector<Sums> zones(static_cast<std::size_t>(diagram.zones()));
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const Eigen::Vector2d place = station.points.col(stop);
    Index nearest = 0;
    for (Index zone = 1; zone < diagram.zones(); ++zone)
      if (diagram.power(zone, place) < diagram.power(nearest, place)) nearest = zone;
    const double w = station.loads[stop];
    zones[static_cast<std::size_t>(nearest)] +=
        Sums{w, w * place.x(), w * place.y(), w * place.squaredNorm()};
  }
  return zones;
}

double value(const Station& station, const PowerDiagram& diagram, const Bounds& bounds) {
  return dual_value(diagram, sums_of(station, diagram), bounds);
}

double by_definition(const Station& station, const PowerDiagram& diagram, const Bounds& bounds) {
  double sum = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    double least = infinity;
    for (Index zone = 0; zone < diagram.zones(); ++zone)
      least = std::min(least, diagram.power(zone, station.points.col(stop)));
    sum += station.loads[stop] * least;
  }
  const double total = station.loads.sum();
  for (Index zone = 0; zone < diagram.zones(); ++zone) {
    const double u = diagram.offsets[zone];
    sum += bounds.lower[zone] * std::max(u, 0.0) + std::min(bounds.upper[zone], total) * std::min(u, 0.0);
  }
  return sum;
}

Bounds draw_bounds(Draw& draw, Index zones, double total) {
  const double mean = total / static_cast<double>(zones);
  Bounds bounds{Values::Constant(zones, mean), Values(zones), Values(zones)};
  for (Index zone = 0; zone < zones; ++zone) {
    bounds.lower[zone] = draw.whole(0, 2) == 0 ? 0.0 : mean * draw.uniform(0.3, 1);
    bounds.upper[zone] = draw.whole(0, 3) == 0 ? infinity : mean * draw.uniform(1, 1.8);
  }
  return bounds;
}

PowerDiagram draw_diagram(Draw& draw, Index zones, double most_offset) {
  PowerDiagram diagram{draw_points(draw, zones, Layout::uniform), Values(zones)};
  for (double& offset : diagram.offsets) offset = draw.uniform(-most_offset, most_offset);
  return diagram;
}

// Two zones with exact targets: the least cost if stops may be split, by filling zone 0 with the stops that
// gain most there.
double cheapest_split(const Station& station, const Points& centers, double load_of_first) {
  std::vector<std::pair<double, Index>> gains;
  double cost = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const double first = (station.points.col(stop) - centers.col(0)).squaredNorm();
    const double second = (station.points.col(stop) - centers.col(1)).squaredNorm();
    cost += station.loads[stop] * second;
    gains.emplace_back(first - second, stop);
  }
  std::sort(gains.begin(), gains.end());
  for (const auto& [gain, stop] : gains) {
    const double part = std::min(station.loads[stop], load_of_first);
    cost += part * gain;
    load_of_first -= part;
  }
  return cost;
}

}  // namespace

TEST_CASE("the value from sums per zone is that of the definition", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    Draw draw(seed);
    const Station station = draw_station(seed, 80, Layout::clustered, Work::with_zeros);
    const Index zones = draw.whole(1, 9);
    const PowerDiagram diagram = draw_diagram(draw, zones, 2e5);
    const Bounds bounds = draw_bounds(draw, zones, station.loads.sum());
    CHECK(value(station, diagram, bounds) ==
          Approx(by_definition(station, diagram, bounds)).epsilon(1e-9).margin(1e-3));
  }
}

TEST_CASE("no assignment within the bounds costs less than the dual says", "[balancing]") {
  int possible = 0;
  double tightest = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Draw draw(seed);
    const Station station = draw_station(seed, 7, Layout::uniform, Work::uniform);
    const Index zones = draw.whole(1, 3);
    const Bounds bounds = draw_bounds(draw, zones, station.loads.sum());
    for (int trial = 0; trial < 10; ++trial) {
      PowerDiagram diagram = draw_diagram(draw, zones, trial < 5 ? 3e4 : 1e6);
      const BruteForce known =
          try_all(station.points, station.loads, bounds.lower, bounds.upper, diagram.centers);
      if (!known.possible) continue;
      ++possible;
      for (const bool shifted : {false, true}) {
        if (shifted) diagram.offsets.array() += best_shift(diagram.offsets, bounds, station.loads.sum());
        const double bound = value(station, diagram, bounds);
        REQUIRE(bound <= known.cost_to_centers * (1 + 1e-12));
        tightest = std::max(tightest, bound / known.cost_to_centers);
      }
    }
  }
  CHECK(possible > 100);
  CHECK(tightest > 0.9);  // a bound that bounds nothing would pass all the above
}

TEST_CASE("at its greatest the dual of two zones is the cost with stops split", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draw draw(seed);
    const Station station = draw_station(seed, 40, Layout::uniform, Work::lognormal);
    const double total = station.loads.sum();
    const Values targets = Values{{0.4, 0.6}} * total;
    const Bounds bounds{targets, targets, targets};
    PowerDiagram diagram{draw_points(draw, 2, Layout::uniform), Values::Zero(2)};
    double greatest = -infinity;
    for (Index stop = 0; stop < station.stops(); ++stop) {  // it bends where a stop changes its zone
      diagram.offsets[0] = diagram.power(0, station.points.col(stop)) + diagram.offsets[0] -
                           diagram.power(1, station.points.col(stop));
      greatest = std::max(greatest, value(station, diagram, bounds));
    }
    CHECK(greatest == Approx(cheapest_split(station, diagram.centers, targets[0])).epsilon(1e-9));
  }
}

TEST_CASE("no common shift gives a greater dual than the best one", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Draw draw(seed);
    const Station station = draw_station(seed, 30, Layout::uniform, Work::lognormal);
    const double total = station.loads.sum();
    const Index zones = draw.whole(1, 6);
    const PowerDiagram diagram = draw_diagram(draw, zones, 1e5);
    const Bounds bounds = draw_bounds(draw, zones, total);
    if (bounds.lower.sum() > total || bounds.upper.sum() < total) continue;
    const auto shifted = [&](double shift) {
      return value(station, {diagram.centers, diagram.offsets.array() + shift}, bounds);
    };
    const double best = shifted(best_shift(diagram.offsets, bounds, total));
    const double rounding = 1e-9 * std::abs(best) + 1e-3;
    for (const double offset : diagram.offsets) REQUIRE(shifted(-offset) <= best + rounding);
    for (double shift = -3e5; shift <= 3e5; shift += 1e3) REQUIRE(shifted(shift) <= best + rounding);
  }
}

TEST_CASE("the best shift of a small example, by hand", "[balancing]") {
  const Values offsets{{3, 9, -4}};
  // Capacities of 8: while all offsets are negative, a shift gains 24 - 15 per unit; with zone 1 positive 16
  // - 15; with zone 0 positive too it loses 15 - 8.
  const Bounds capacities{Values::Constant(3, 5), Values::Zero(3), Values::Constant(3, 8)};
  CHECK(best_shift(offsets, capacities, 15) == -3);
  // No zone holds more than all 15: two of them without upper bounds already gain nothing.
  const Bounds open{Values::Constant(3, 5), Values::Zero(3), Values::Constant(3, infinity)};
  CHECK(best_shift(offsets, open, 15) == -3);
  // Lower bounds of 4 and no upper ones: 45 - 15 per unit, then 11 less with each zone that turns positive.
  const Bounds least{Values::Constant(3, 5), Values::Constant(3, 4), Values::Constant(3, infinity)};
  CHECK(best_shift(offsets, least, 15) == 4);
}
