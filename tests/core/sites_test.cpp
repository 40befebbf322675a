#include "equizone/core/sites.hpp"

#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "equizone/core/random.hpp"
#include "places.hpp"

using namespace equizone;

namespace {

std::vector<std::int32_t> stops_at(const Sites& sites, std::size_t site) {
  return {sites.stops.begin() + sites.first[site], sites.stops.begin() + sites.first[site + 1]};
}

// By its definition, bit by bit: which of two places on the grid comes first along the Z-curve.
bool before_on_z_curve(const GridPoint& a, const GridPoint& b) {
  constexpr std::int64_t middle = std::int64_t{1} << 27;
  for (int bit = 28; bit >= 0; --bit)
    for (const auto& [from, to] : {std::pair(a.x, b.x), std::pair(a.y, b.y)}) {
      const auto left = ((from + middle) >> bit) & 1, right = ((to + middle) >> bit) & 1;
      if (left != right) return left < right;
    }
  return false;
}

}  // namespace

TEST_CASE("stops at one place share a site", "[core]") {
  Points points(2, 6);
  points << 10, 0, 10, 30, 0, 10,  //
      5, 7, 5, 7, 7, 5;
  const Sites sites = find_sites(points);
  REQUIRE(sites.size() == 3);
  CHECK(sites.of_stop == std::vector<std::int32_t>{0, 1, 0, 2, 1, 0});
  CHECK(sites.first == std::vector<std::int32_t>{0, 3, 5, 6});
  CHECK(sites.stops == std::vector<std::int32_t>{0, 2, 5, 1, 4, 3});
}

TEST_CASE("sites lie where their stops are, at UTM coordinates too", "[core]") {
  const Points points = uniform_points(500, 3).colwise() + Eigen::Vector2d(5e5, 5.2e6);
  const Sites sites = find_sites(points);
  CHECK(sites.size() == 500);
  CHECK(sites.cell_m < 1e-5);
  for (Index stop = 0; stop < 500; ++stop) {
    const GridPoint place =
        sites.grid[static_cast<std::size_t>(sites.of_stop[static_cast<std::size_t>(stop)])];
    CHECK((sites.metres(place.x, place.y) - points.col(stop)).norm() < sites.cell_m);
  }
}

TEST_CASE("sites of no stop, one stop, and stops at one place", "[core]") {
  CHECK(find_sites(Points(2, 0)).size() == 0);
  CHECK(find_sites(Points::Constant(2, 1, 7.5)).size() == 1);
  const Sites one = find_sites(Points::Constant(2, 40, 5.2e6));
  CHECK(one.size() == 1);
}

TEST_CASE("sites group stops by place, stops ascending, along the Z-curve", "[core]") {
  const auto [n, step] = GENERATE(table<Index, double>({{1, 1}, {300, 0.1}, {3000, 40}, {20'000, 3}}));
  // Two towns far apart and an outlier: near stops differ only in the last bits of the grid.
  Points points = (uniform_points(n, 5).array() / step).round() * step;
  points.rightCols(n / 3).colwise() += Eigen::Vector2d(5e5, -4e6);
  if (n > 2) points.col(1) << -9e8, 9e8;

  std::map<std::pair<double, double>, std::vector<std::int32_t>> expected;
  for (std::int32_t stop = 0; stop < n; ++stop) expected[{points(0, stop), points(1, stop)}].push_back(stop);
  const Sites sites = find_sites(points);
  std::map<std::pair<std::int32_t, std::int32_t>, std::vector<std::int32_t>> by_place;
  for (const auto& [place, stops] : expected) {
    const GridPoint& at =
        sites.grid[static_cast<std::size_t>(sites.of_stop[static_cast<std::size_t>(stops.front())])];
    auto& here = by_place[{at.x, at.y}];
    here.insert(here.end(), stops.begin(), stops.end());
    CHECK((sites.metres(at.x, at.y) - Eigen::Vector2d(place.first, place.second)).cwiseAbs().maxCoeff() <
          0.51 * sites.cell_m);
  }
  REQUIRE(sites.size() == static_cast<Index>(by_place.size()));
  REQUIRE(sites.first.size() == by_place.size() + 1);
  for (std::size_t site = 0; site < sites.grid.size(); ++site) {
    auto& stops = by_place.at({sites.grid[site].x, sites.grid[site].y});
    std::ranges::sort(stops);
    REQUIRE(stops_at(sites, site) == stops);
    for (const std::int32_t stop : stops)
      REQUIRE(sites.of_stop[static_cast<std::size_t>(stop)] == static_cast<std::int32_t>(site));
    if (site > 0) REQUIRE(before_on_z_curve(sites.grid[site - 1], sites.grid[site]));
  }
}

TEST_CASE("sites of stops at the ends of the grid and of doubles", "[core]") {
  const double reach = GENERATE(1e-300, 1.0, 134217728.0, 1e308);
  Points points(2, 5);
  points << -1, 1, -1, 1, 0,  //
      -1, -1, 1, 1, 0;
  const Sites sites = find_sites(points * reach);
  constexpr std::int32_t corner = 1 << 27;
  const std::vector<GridPoint> expected{
      {-corner, -corner}, {0, 0}, {-corner, corner}, {corner, -corner}, {corner, corner}};
  CHECK(sites.grid == expected);
  CHECK(sites.of_stop == std::vector<std::int32_t>{0, 3, 2, 4, 1});
}

TEST_CASE("far from zero, where the middle is rounded, sites stay on the grid", "[core]") {
  constexpr std::int32_t reach = 1 << 27;
  for (const double offset : {1e8, 1e10, 1e12, 9e14})
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      Random random(seed, 3);
      Points points(2, 3 + static_cast<Index>(seed % 20));
      for (double& value : points.reshaped()) value = offset + 100 * random.uniform();
      const Sites sites = find_sites(points);
      bool inside = true;
      for (const GridPoint& place : sites.grid)
        inside = inside && std::abs(place.x) <= reach && std::abs(place.y) <= reach;
      CHECK(inside);
      CHECK(find_neighbours(sites).first.size() == sites.grid.size() + 1);
    }
}
