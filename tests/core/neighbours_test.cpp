#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <vector>

#include "../catch.hpp"
#include "core/site_voronoi.hpp"
#include "equizone/core/sites.hpp"
#include "places.hpp"

using namespace equizone;

namespace {

std::vector<std::int32_t> neighbours_of(const Neighbours& neighbours, std::int32_t site) {
  const auto at = static_cast<std::size_t>(site);
  return {neighbours.sites.begin() + neighbours.first[at],
          neighbours.sites.begin() + neighbours.first[at + 1]};
}

Index gaps_around(const Neighbours& neighbours, std::int32_t site) {
  const auto at = static_cast<std::size_t>(site);
  return std::count(neighbours.gap_after.begin() + neighbours.first[at],
                    neighbours.gap_after.begin() + neighbours.first[at + 1], true);
}

double turn(const Eigen::Vector2d& a, const Eigen::Vector2d& b, const Eigen::Vector2d& c) {
  return (b - a).x() * (c - a).y() - (b - a).y() * (c - a).x();
}

// Whether d lies inside the circle through a, b, c.
bool inside_circle(Eigen::Vector2d a, Eigen::Vector2d b, Eigen::Vector2d c, const Eigen::Vector2d& d) {
  if (turn(a, b, c) < 0) std::swap(b, c);
  Eigen::Matrix3d rows;
  for (Index i = 0; const Eigen::Vector2d& corner : {a, b, c})
    rows.row(i++) << corner.x() - d.x(), corner.y() - d.y(), (corner - d).squaredNorm();
  return rows.determinant() > 0;
}

// By definition: some circle through both places and a third holds no other place.
bool are_neighbours(const Points& places, Index i, Index j) {
  for (Index third = 0; third < places.cols(); ++third) {
    if (third == i || third == j) continue;
    bool empty = true;
    for (Index other = 0; other < places.cols() && empty; ++other)
      empty = other == i || other == j || other == third ||
              !inside_circle(places.col(i), places.col(j), places.col(third), places.col(other));
    if (empty) return true;
  }
  return false;
}

// Whether all other places lie on one side of a line through this one.
bool on_hull(const Points& places, Index i) {
  for (Index j = 0; j < places.cols(); ++j) {
    if (j == i) continue;
    bool all_left = true;
    for (Index other = 0; other < places.cols(); ++other)
      all_left = all_left && turn(places.col(i), places.col(j), places.col(other)) >= 0;
    if (all_left) return true;
  }
  return false;
}

// The positions of the sites, from any stop of each.
Points places_of(const Sites& sites, const Points& points) {
  Points places(2, sites.size());
  for (Index site = 0; site < sites.size(); ++site)
    places.col(site) =
        points.col(sites.stops[static_cast<std::size_t>(sites.first[static_cast<std::size_t>(site)])]);
  return places;
}

// Pairs of sites whose Voronoi cells share an edge, from Boost.Polygon's sweep; pairs that meet at infinity.
using Pairs = std::set<std::pair<std::size_t, std::size_t>>;
std::pair<Pairs, Pairs> voronoi_pairs(const Sites& sites) {
  VoronoiDiagram diagram;
  construct_voronoi(sites, diagram);
  std::pair<Pairs, Pairs> result;
  for (const VoronoiEdge& edge : diagram.edges()) {
    result.first.emplace(site_of(edge), site_of(*edge.twin()));
    if (edge.vertex1() == nullptr) result.second.emplace(site_of(edge), site_of(*edge.twin()));
  }
  return result;
}

std::pair<Pairs, Pairs> neighbour_pairs(const Neighbours& neighbours) {
  std::pair<Pairs, Pairs> result;
  for (std::size_t site = 0; site + 1 < neighbours.first.size(); ++site)
    for (auto at = static_cast<std::size_t>(neighbours.first[site]);
         at < static_cast<std::size_t>(neighbours.first[site + 1]); ++at) {
      result.first.emplace(site, neighbours.sites[at]);
      if (neighbours.gap_after[at]) result.second.emplace(site, neighbours.sites[at]);
    }
  return result;
}

}  // namespace

TEST_CASE("neighbours are those of the definition, counterclockwise", "[core]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Points points = uniform_points(3 + static_cast<Index>(seed % 12), seed);
    const Sites sites = find_sites(points);
    const Points places = places_of(sites, points);
    const Neighbours neighbours = find_neighbours(sites);
    REQUIRE(neighbours.first.size() == static_cast<std::size_t>(sites.size()) + 1);
    for (std::int32_t site = 0; site < sites.size(); ++site) {
      const std::vector<std::int32_t> found = neighbours_of(neighbours, site);
      std::set<std::int32_t> expected;
      for (std::int32_t other = 0; other < sites.size(); ++other)
        if (other != site && are_neighbours(places, site, other)) expected.insert(other);
      CHECK(std::set(found.begin(), found.end()) == expected);
      CHECK(found.size() == expected.size());
      CHECK(gaps_around(neighbours, site) == (on_hull(places, site) ? 1 : 0));

      double turned = 0;
      for (std::size_t at = 0; at < found.size(); ++at) {
        const Eigen::Vector2d from = places.col(found[at]) - places.col(site);
        const Eigen::Vector2d to = places.col(found[(at + 1) % found.size()]) - places.col(site);
        const double angle = std::atan2(from.x() * to.y() - from.y() * to.x(), from.dot(to));
        turned += angle < 0 ? angle + 2 * std::numbers::pi : angle;
      }
      CHECK(turned == Approx(2 * std::numbers::pi));
    }
  }
}

TEST_CASE("neighbours of places on a line form a chain", "[core]") {
  Points points(2, 9);
  for (Index i = 0; i < 9; ++i) points.col(i) << 3.0 * static_cast<double>((i * 4) % 9), 0.0;
  const Neighbours neighbours = find_neighbours(find_sites(points));
  for (std::int32_t site = 0; site < 9; ++site) {
    std::vector<std::int32_t> found = neighbours_of(neighbours, site);
    std::ranges::sort(found);
    std::vector<std::int32_t> expected;
    if (site > 0) expected.push_back(site - 1);
    if (site < 8) expected.push_back(site + 1);
    CHECK(found == expected);
    CHECK(gaps_around(neighbours, site) == static_cast<Index>(expected.size()));
  }
}

TEST_CASE("many neighbours are mutual and planar", "[core]") {
  const Sites sites = find_sites(uniform_points(5000, 9));
  const Neighbours neighbours = find_neighbours(sites);
  CHECK(static_cast<Index>(neighbours.sites.size()) <= 2 * (3 * sites.size() - 6));
  std::set<std::pair<std::int32_t, std::int32_t>> pairs;
  for (std::int32_t site = 0; site < sites.size(); ++site)
    for (const std::int32_t other : neighbours_of(neighbours, site)) pairs.emplace(site, other);
  const bool mutual =
      std::ranges::all_of(pairs, [&](const auto& pair) { return pairs.contains({pair.second, pair.first}); });
  CHECK(mutual);
  CHECK(pairs.size() == neighbours.sites.size());
}

TEST_CASE("neighbours are those of Boost.Polygon's Voronoi diagram", "[core]") {
  Points points = uniform_points(10'000, 17);
  SECTION("all over a square") {}
  SECTION("crowded at the middle, thin outside") { points = (points.array() / 500 - 1).cube() * 1e4; }
  SECTION("on a strip") { points.row(1) *= 1e-5; }
  SECTION("on a grid, many on one circle") {
    points = (points.array() / 8).round();
    points.col(0).setConstant(128);  // a power of two: the sites' grid rounds nothing
  }
  SECTION("on a few crossing lines") {
    for (Index i = 0; i < points.cols(); ++i) points(1, i) = static_cast<double>(i % 3 - 1) * points(0, i);
  }
  const Sites sites = find_sites(points);
  const Neighbours neighbours = find_neighbours(sites);
  const auto [pairs, at_infinity] = neighbour_pairs(neighbours);
  const auto [expected, expected_at_infinity] = voronoi_pairs(sites);
  CHECK(pairs == expected);
  CHECK(at_infinity == expected_at_infinity);
  CHECK(pairs.size() == neighbours.sites.size());
}
