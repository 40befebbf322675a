// Raised offsets reach the greatest dual, known from all assignments where whole stops are as good as parts.

#include "equizone/balancing/transportation.hpp"

#include <limits>

#include "catch.hpp"
#include "equizone/balancing/dual.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The dual by its definition.
double dual(const Station& station, const Points& centers, const Values& offsets, const Bounds& bounds) {
  const double total = station.loads.sum();
  double value = 0;
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const Values squares = (centers.colwise() - station.points.col(stop)).colwise().squaredNorm().transpose();
    value += station.loads[stop] * (squares - offsets).minCoeff();
  }
  for (Index zone = 0; zone < offsets.size(); ++zone)
    value += bounds.lower[zone] * std::max(offsets[zone], 0.0) +
             std::min(bounds.upper[zone], total) * std::min(offsets[zone], 0.0);
  return value;
}

Values draw_offsets(Draw& draw, Index zones, double most) {
  Values offsets(zones);
  for (double& offset : offsets) offset = draw.uniform(-most, most);
  return offsets;
}

Values raised(const Station& station, const Points& centers, const Values& offsets, const Bounds& bounds) {
  return Transportation(SquaredDistances(station.points, centers), station.loads, bounds).raise(offsets);
}

// Whole numbers around the mean; some zones may hold any load, none is without.
Bounds whole_bounds(Draw& draw, Index stops, Index zones) {
  const auto mean = static_cast<double>(stops / zones);
  Bounds bounds{Values::Constant(zones, mean), Values(zones), Values(zones)};
  for (Index zone = 0; zone < zones; ++zone) {
    bounds.lower[zone] = std::max(1.0, mean - static_cast<double>(draw.whole(0, 2)));
    bounds.upper[zone] = draw.whole(0, 4) == 0 ? infinity : mean + static_cast<double>(draw.whole(0, 2));
  }
  return bounds;
}

}  // namespace

// With loads of 1 and whole bounds the cheapest assignment divides no stop.
TEST_CASE("raised offsets prove the cheapest assignment of equal stops", "[balancing]") {
  int possible = 0;
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    Draw draw(seed);
    const auto layout = static_cast<Layout>(draw.whole(0, 3));
    const Station station = draw_station(seed, draw.whole(4, 9), layout, Work::equal);
    const Index zones = draw.whole(1, 3);
    const Bounds bounds = whole_bounds(draw, station.stops(), zones);
    const Points centers = draw_points(draw, zones, Layout::uniform);
    const BruteForce known = try_all(station.points, station.loads, bounds.lower, bounds.upper, centers);
    if (!known.possible) continue;
    ++possible;
    for (const double most : {0.0, 1e3, 1e6}) {
      const Values offsets = raised(station, centers, draw_offsets(draw, zones, most), bounds);
      REQUIRE(dual(station, centers, offsets, bounds) ==
              Approx(known.cost_to_centers).epsilon(1e-9).margin(1e-3));
    }
  }
  CHECK(possible > 50);
}

TEST_CASE("the greatest dual is the same from wherever the offsets start", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Draw draw(seed);
    const Station station =
        draw_station(seed, 120, static_cast<Layout>(draw.whole(0, 3)), static_cast<Work>(draw.whole(0, 3)));
    const Index zones = draw.whole(2, 12);
    const Points centers = draw_points(draw, zones, Layout::clustered);
    const double mean = station.loads.sum() / static_cast<double>(zones);
    const Bounds bounds{Values::Constant(zones, mean), Values::Constant(zones, 0.97 * mean),
                        Values::Constant(zones, 1.03 * mean)};
    const double greatest =
        dual(station, centers, raised(station, centers, Values::Zero(zones), bounds), bounds);
    for (const double most : {1e2, 1e4, 1e6}) {
      const Values from = draw_offsets(draw, zones, most);
      const double value = dual(station, centers, raised(station, centers, from, bounds), bounds);
      REQUIRE(value == Approx(greatest).epsilon(1e-9).margin(1e-3));
      REQUIRE(value >= dual(station, centers, from, bounds) - 1e-9 * std::abs(value));
    }
    // Nor is there a greater one nearby.
    const Values best = raised(station, centers, Values::Zero(zones), bounds);
    for (int trial = 0; trial < 50; ++trial) {
      const Values step = draw_offsets(draw, zones, trial % 2 == 0 ? 10 : 1e4);
      REQUIRE(dual(station, centers, best + step, bounds) <= greatest + 1e-9 * std::abs(greatest) + 1e-3);
    }
  }
}

TEST_CASE("bounds that cannot hold the load end the search, no lower than it began", "[balancing]") {
  const Station station = draw_station(3, 60, Layout::uniform, Work::lognormal);
  Draw draw(4);
  const Points centers = draw_points(draw, 5, Layout::uniform);
  const double mean = station.loads.sum() / 5;
  for (const double share : {0.5, 2.0}) {
    const Values loads = Values::Constant(5, share * mean);
    const Bounds bounds{loads, loads, loads};
    const Values from = draw_offsets(draw, 5, 1e4);
    const Values offsets = raised(station, centers, from, bounds);
    CHECK(offsets.allFinite());
    CHECK(dual(station, centers, offsets, bounds) >= dual(station, centers, from, bounds) - 1e-3);
  }
}
