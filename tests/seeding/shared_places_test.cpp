// Stops that share a place are laid out around it, and nothing else moves.

#include "equizone/seeding/shared_places.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "properties/stations.hpp"
#include "seeding/row_of_places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double nothing_heavy = 1e9;

struct Spread {
  std::vector<double> widths;   // of each place: the farthest of its stops from it
  std::vector<double> offsets;  // of their mean from it
  bool all_apart = true;
};

Spread measure(const SortedStops& before, const SortedStops& after, const std::vector<Index>& counts) {
  Spread found;
  std::set<std::pair<double, double>> places;
  std::size_t at = 0;
  for (const Index count : counts) {
    Eigen::Vector2d mean = Eigen::Vector2d::Zero();
    double farthest = 0;
    for (Index stop = 0; stop < count; ++stop, ++at) {
      const Eigen::Vector2d shift(after.x[at] - before.x[at], after.y[at] - before.y[at]);
      mean += shift / static_cast<double>(count);
      farthest = std::max(farthest, shift.norm());
      places.insert({after.x[at], after.y[at]});
    }
    found.widths.push_back(farthest);
    found.offsets.push_back(mean.norm());
  }
  found.all_apart = places.size() == after.x.size();
  return found;
}

}  // namespace

TEST_CASE("shared places are spread within the radius, around the place", "[seeding]") {
  constexpr double radius = 0.5;
  const std::vector<Index> counts{1, 2, 3, 1, 10, 1000, 1};
  const SortedStops before = row_of_places(counts);
  SortedStops after = before;
  CHECK(spread_shared_places(after, radius, nothing_heavy));
  CHECK(after.load == before.load);
  const Spread found = measure(before, after, counts);
  for (std::size_t place = 0; place < counts.size(); ++place) {
    CHECK(found.widths[place] <= radius * (1 + 1e-9));
    CHECK((found.widths[place] > 0) == (counts[place] > 1));
    CHECK(found.offsets[place] <= 0.5 * radius / std::sqrt(static_cast<double>(counts[place])));
  }
  CHECK(found.all_apart);
}

TEST_CASE("heavy places are spread as wide as their surroundings allow", "[seeding]") {
  constexpr double radius = 0.5;
  const std::vector<Index> counts{10, 500, 20, 1, 501};
  const SortedStops before = row_of_places(counts);
  SortedStops after = before;
  CHECK(spread_shared_places(after, radius, 100));
  const Spread found = measure(before, after, counts);
  for (std::size_t place = 0; place < counts.size(); ++place) {
    const bool heavy = counts[place] > 100;
    if (!heavy) CHECK(found.widths[place] <= radius);
    if (heavy) CHECK(found.widths[place] == Approx(gap_between_places / 4).epsilon(0.01));
  }
  CHECK(found.all_apart);
}

TEST_CASE("a place alone keeps the radius, however heavy", "[seeding]") {
  SortedStops stops = row_of_places({50});
  CHECK(spread_shared_places(stops, 0.5, 1));
  CHECK(*std::max_element(stops.x.begin(), stops.x.end()) <= 0.5);
}

TEST_CASE("stops that follow each other at a heavy place lie near each other", "[seeding]") {
  // Runs of them are merged later: a run must be a part of the place, not a sample of it.
  const SortedStops before = row_of_places({1, 4000});
  SortedStops after = before;
  spread_shared_places(after, 0.5, 100);
  double steps = 0;
  for (std::size_t at = 2; at < after.x.size(); ++at)
    steps += std::hypot(after.x[at] - after.x[at - 1], after.y[at] - after.y[at - 1]);
  const double spacing =
      gap_between_places / 4 * std::sqrt(std::acos(-1.0) / 4000);  // of 4,000 stops on the disc
  CHECK(steps / 4000 < 2 * spacing);
}

TEST_CASE("stops that share no place stay where they are", "[seeding]") {
  const Station station = draw_station(5, 500);
  const SortedStops before = sort_stops(station.points, station.loads, hilbert_order(station.points));
  SortedStops after = before;
  CHECK_FALSE(spread_shared_places(after, 1.0, 0.0));
  CHECK(after.x == before.x);
  CHECK(after.y == before.y);
}
