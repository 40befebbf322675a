#include "equizone/barrier/neighbour_graph.hpp"

#include <algorithm>
#include <limits>
#include <set>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

using Pairs = std::set<std::pair<Index, Index>>;

Pairs pairs_of(const StopPairs& graph) {
  Pairs pairs;
  for (Index i = 0; i < graph.cols(); ++i) pairs.emplace(graph(0, i), graph(1, i));
  return pairs;
}

// A river from the west to the east, in pieces of random bends.
BarrierLines river(double extent_m, int bends, Random& random) {
  BarrierLines barriers;
  barriers.segments.resize(4, bends);
  Eigen::Vector2d at = far_from_zero + Eigen::Vector2d(-extent_m, extent_m * (0.3 + 0.4 * random.uniform()));
  for (int bend = 0; bend < bends; ++bend) {
    const Eigen::Vector2d next = far_from_zero + extent_m * Eigen::Vector2d(-1 + 3.0 * (bend + 1) / bends,
                                                                            0.3 + 0.4 * random.uniform());
    barriers.segments.col(bend) << at, next;
    at = next;
  }
  return barriers;
}

// Naively: by the signs of areas, in doubles. Random places are not near any line.
bool cross(const Eigen::Vector2d& a, const Eigen::Vector2d& b, const Eigen::Vector2d& c,
           const Eigen::Vector2d& d) {
  const auto area = [](const Eigen::Vector2d& p, const Eigen::Vector2d& q, const Eigen::Vector2d& r) {
    const Eigen::Vector2d u = q - p, v = r - p;
    return u.x() * v.y() - u.y() * v.x();
  };
  return (area(a, b, c) > 0) != (area(a, b, d) > 0) && (area(c, d, a) > 0) != (area(c, d, b) > 0);
}

bool crosses_any(const BarrierLines& barriers, const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
  for (Index piece = 0; piece < barriers.segments.cols(); ++piece)
    if (cross(a, b, barriers.segments.col(piece).head<2>(), barriers.segments.col(piece).tail<2>()))
      return true;
  return false;
}

}  // namespace

TEST_CASE("without barriers the graph is that of the Voronoi cells") {
  Random random(1, 0);
  const Points points = scattered(300, 1000, random);
  const NeighbourGraph graph = neighbour_graph(points);
  const Sites sites = find_sites(points);
  CHECK(graph.sites.of_stop == sites.of_stop);
  CHECK(graph.neighbours.sites == find_neighbours(sites).sites);
}

TEST_CASE("exactly the edges that cross a closed barrier are cut") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Random random(seed, 0);
    const Points points = scattered(400, 1000, random);
    const BarrierLines barriers = river(1000, 12, random);
    Pairs expected;
    for (const auto& [a, b] : pairs_of(neighbouring_stops(points)))
      if (!crosses_any(barriers, points.col(a), points.col(b))) expected.emplace(a, b);
    CHECK(pairs_of(neighbouring_stops(points, barriers)) == expected);
  }
}

TEST_CASE("a barrier at a price cuts nothing") {
  Random random(7, 0);
  const Points points = scattered(200, 1000, random);
  BarrierLines barriers = river(1000, 5, random);
  barriers.prices = Values::Constant(5, 300.0);
  CHECK(pairs_of(neighbouring_stops(points, barriers)) == pairs_of(neighbouring_stops(points)));
  barriers.prices[2] = std::numeric_limits<double>::infinity();
  CHECK(neighbouring_stops(points, barriers).cols() < neighbouring_stops(points).cols());
}

TEST_CASE("a crossing joins the stops around it, and only these") {
  Random random(3, 0);
  const Points points = scattered(300, 1000, random);
  BarrierLines barriers;
  barriers.segments.resize(4, 1);
  barriers.segments.col(0) << far_from_zero + Eigen::Vector2d(-2000, 500),
      far_from_zero + Eigen::Vector2d(3000, 500);
  const auto north = [&](Index stop) { return points(1, stop) > far_from_zero.y() + 500; };
  for (const auto& [a, b] : pairs_of(neighbouring_stops(points, barriers))) CHECK(north(a) == north(b));

  barriers.crossings.resize(2, 1);
  barriers.crossings.col(0) = far_from_zero + Eigen::Vector2d(400, 500);
  int across = 0;
  for (const auto& [a, b] : pairs_of(neighbouring_stops(points, barriers))) {
    if (north(a) == north(b)) continue;
    ++across;
    for (const Index stop : {a, b}) CHECK((points.col(stop) - barriers.crossings.col(0)).norm() < 200);
  }
  CHECK(across > 0);
}

TEST_CASE("crossings one behind the other lead over both tracks") {
  Points points(2, 4);
  points << 0, 60, 0, 60,  //
      -40, -40, 40, 40;
  BarrierLines barriers;
  barriers.segments.resize(4, 2);
  barriers.segments.col(0) << -500, -3, 500, -3;
  barriers.segments.col(1) << -500, 3, 500, 3;
  CHECK(neighbouring_stops(points, barriers).cols() == 2);
  barriers.crossings.resize(2, 2);
  barriers.crossings << 0, 0, -3, 3;
  barriers.reach_m = 2;
  bool joined = false;
  for (const auto& [a, b] : pairs_of(neighbouring_stops(points, barriers)))
    joined = joined || ((a < 2) != (b < 2));
  CHECK(joined);
}

TEST_CASE("stops at one place are neighbours, and places are neighbours once") {
  Points points(2, 4);
  points << 0, 0, 0, 100,  //
      0, 0, 0, 0;
  CHECK(pairs_of(neighbouring_stops(points)) == Pairs{{0, 1}, {1, 2}, {0, 3}});
}

TEST_CASE("gaps are marked wherever the turn around a place is broken") {
  Random random(11, 0);
  const Points points = scattered(400, 1000, random);
  const BarrierLines barriers = river(1000, 12, random);
  const auto [sites, neighbours] = neighbour_graph(points, barriers);
  const auto linked = [&neighbours = neighbours](std::int32_t a, std::int32_t b) {
    const auto first = neighbours.sites.begin() + neighbours.first[static_cast<std::size_t>(a)];
    const auto last = neighbours.sites.begin() + neighbours.first[static_cast<std::size_t>(a) + 1];
    return std::find(first, last, b) != last;
  };
  for (std::size_t site = 0; site < sites.grid.size(); ++site) {
    const auto begin = static_cast<std::size_t>(neighbours.first[site]);
    const auto end = static_cast<std::size_t>(neighbours.first[site + 1]);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t next = neighbours.sites[at + 1 < end ? at + 1 : begin];
      CHECK(linked(neighbours.sites[at], static_cast<std::int32_t>(site)));
      if (!neighbours.gap_after[at] && end - begin > 1) CHECK(linked(neighbours.sites[at], next));
    }
  }
}

TEST_CASE("barriers that cannot be meant are errors") {
  const Points points = lattice(3, 100);
  BarrierLines barriers;
  barriers.segments = Eigen::Matrix4Xd::Zero(4, 2);
  barriers.segments(2, 1) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(neighbour_graph(points, barriers), Catch::Contains("barriers[1] has a coordinate nan"));
  barriers.segments.setZero();
  barriers.prices = Values::Constant(2, -1.0);
  CHECK_THROWS_WITH(neighbour_graph(points, barriers), Catch::Contains("prices[0] is -1"));
  barriers.prices = Values::Constant(3, 1.0);
  CHECK_THROWS_WITH(neighbour_graph(points, barriers), Catch::Contains("prices has 3 entries"));
  barriers.prices.resize(0);
  barriers.reach_m = 0;
  CHECK_THROWS_WITH(neighbour_graph(points, barriers), Catch::Contains("reach_m is 0"));
}
