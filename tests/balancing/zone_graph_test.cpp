// Which zones are neighbours, and how readily load flows between them.

#include "equizone/balancing/zone_graph.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

using Pairs = std::vector<std::pair<std::int32_t, std::int32_t>>;

Index pieces(const Pairs& pairs, Index zones) {
  boost::disjoint_sets_with_storage<> connection(static_cast<std::size_t>(zones));
  Index count = zones;
  for (const auto& [a, b] : pairs) {
    if (connection.find_set(static_cast<std::size_t>(a)) != connection.find_set(static_cast<std::size_t>(b)))
      --count;
    connection.union_set(static_cast<std::size_t>(a), static_cast<std::size_t>(b));
  }
  return count;
}

bool ascending(const Pairs& pairs) {
  return std::ranges::adjacent_find(pairs, std::ranges::greater_equal{}) == pairs.end() &&
         std::ranges::all_of(pairs, [](const auto& pair) { return pair.first < pair.second; });
}

Pairs pairs_of(const std::vector<ZoneEdge>& edges) {
  Pairs pairs;
  for (const ZoneEdge& edge : edges) pairs.emplace_back(edge.a, edge.b);
  return pairs;
}

// Whether some circle through two centers holds no third: the definition of Delaunay neighbours, with the two
// ends of an interval of circle middles on their bisector.
bool neighbours_by_definition(const Points& centers, Index a, Index b) {
  const Eigen::Vector2d middle = (centers.col(a) + centers.col(b)) / 2;
  const Eigen::Vector2d along = centers.col(b) - centers.col(a);
  const Eigen::Vector2d across(-along.y(), along.x());
  double low = -1e300;
  double high = 1e300;
  for (Index other = 0; other < centers.cols(); ++other) {
    if (other == a || other == b) continue;
    // |other - m - t across|^2 >= |a - m - t across|^2 is linear in t.
    const Eigen::Vector2d to = centers.col(other) - middle;
    const double room = to.squaredNorm() - along.squaredNorm() / 4;
    const double slope = 2 * to.dot(across);
    if (slope > 0) high = std::min(high, room / slope);
    if (slope < 0) low = std::max(low, room / slope);
    if (slope == 0 && room < 0) return false;
  }
  return low < high;
}

}  // namespace

TEST_CASE("neighbouring centers are those of the Delaunay graph by its definition", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draw draw(seed);
    const Points centers = draw_points(draw, 25, seed % 2 == 0 ? Layout::uniform : Layout::clustered);
    const Pairs pairs = neighbouring_centers(centers);
    CHECK(ascending(pairs));
    for (std::int32_t a = 0; a < 25; ++a)
      for (std::int32_t b = a + 1; b < 25; ++b)
        REQUIRE(std::ranges::binary_search(pairs, std::pair(a, b)) ==
                neighbours_by_definition(centers, a, b));
  }
}

TEST_CASE("neighbouring centers are connected, wherever they are", "[balancing]") {
  const Layout layout = GENERATE(Layout::uniform, Layout::clustered, Layout::coincident, Layout::collinear);
  for (const Index zones : {1, 2, 3, 10, 200}) {
    Draw draw(static_cast<std::uint64_t>(zones));
    const Pairs pairs = neighbouring_centers(draw_points(draw, zones, layout));
    CHECK(ascending(pairs));
    CHECK(pieces(pairs, zones) == 1);
  }
}

TEST_CASE("centers at one place are chained", "[balancing]") {
  CHECK(neighbouring_centers(Points::Constant(2, 4, 7.0)) == Pairs{{0, 1}, {1, 2}, {2, 3}});
  CHECK(neighbouring_centers(Points{{0, 9, 0, 0}, {0, 0, 0, 0}}) == Pairs{{0, 1}, {0, 2}, {2, 3}});
}

TEST_CASE("edges without border stops have the floor of conductance, halfway", "[balancing]") {
  ZoneGraph graph;
  const PowerDiagram diagram{Points{{0, 10, 40}, {0, 0, 0}}, Values::Zero(3)};
  graph.follow(diagram.centers);
  const std::vector<ZoneEdge>& edges = graph.edges(diagram, Values{{50, 100, 200}}, {}, 0.1);
  REQUIRE(pairs_of(edges) == Pairs{{0, 1}, {1, 2}});
  CHECK(edges[0].conductance == Approx(0.2 * 50 / 100));
  CHECK(edges[1].conductance == Approx(0.2 * 100 / 900));
  CHECK(edges[0].place == Eigen::Vector2d(5, 0));
  CHECK(edges[1].place == Eigen::Vector2d(25, 0));
}

TEST_CASE("the load in the band gives the conductance, above the floor", "[balancing]") {
  constexpr double band = 0.1;
  ZoneGraph graph;
  const PowerDiagram diagram{Points{{0, 10, 40}, {0, 0, 0}}, Values::Zero(3)};
  graph.follow(diagram.centers);
  const Values targets{{50, 100, 200}};
  // Load w within gaps of -band d^2 to band d^2: w / (2 band d^2) per unit of the offsets' difference.
  const std::vector<BorderLoad> borders{{0, 1, 6, 6 * 4.0, 6 * 3.0}, {1, 2, 1e-3, 1e-3 * 20.0, 0}};
  const std::vector<ZoneEdge>& edges = graph.edges(diagram, targets, borders, band);
  REQUIRE(pairs_of(edges) == Pairs{{0, 1}, {1, 2}});
  CHECK(edges[0].conductance == Approx(6 / (2 * band * 100)));
  CHECK(edges[0].place.isApprox(Eigen::Vector2d(4, 3)));
  CHECK(edges[1].conductance == Approx(0.2 * 100 / 900));  // so little counts as the floor
  CHECK(edges[1].place.isApprox(Eigen::Vector2d(20, 0)));
}

TEST_CASE("borders seen between centers that are no neighbours are edges too", "[balancing]") {
  ZoneGraph graph;
  const PowerDiagram diagram{Points{{0, 10, 40, 60}, {0, 0, 0, 0}}, Values::Zero(4)};
  graph.follow(diagram.centers);
  const Values targets = Values::Constant(4, 10);
  const std::vector<BorderLoad> borders{{0, 2, 5, 0, 0}, {0, 3, 0, 0, 0}, {2, 3, 5, 0, 0}};
  CHECK(pairs_of(graph.edges(diagram, targets, borders, 0.1)) ==
        Pairs{{0, 1}, {0, 2}, {0, 3}, {1, 2}, {2, 3}});
  CHECK(pairs_of(graph.edges(diagram, targets, {}, 0.1)) == Pairs{{0, 1}, {1, 2}, {2, 3}});
}

TEST_CASE("the graph of random zones is connected, sorted and never below the floor", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(2, 60);
    const PowerDiagram diagram{draw_points(draw, zones, Layout::clustered), Values::Zero(zones)};
    Values targets(zones);
    for (double& target : targets) target = draw.uniform(1, 9);
    std::vector<BorderLoad> borders;
    for (std::int32_t a = 0; a < static_cast<std::int32_t>(zones); ++a)
      for (std::int32_t b = a + 1; b < static_cast<std::int32_t>(zones); ++b)
        if (draw.uniform(0, 1) < 0.1) borders.push_back({a, b, draw.uniform(0, 1), 0, 0});
    ZoneGraph graph;
    graph.follow(diagram.centers);
    const std::vector<ZoneEdge>& edges = graph.edges(diagram, targets, borders, 0.1);
    CHECK(ascending(pairs_of(edges)));
    CHECK(pieces(pairs_of(edges), zones) == 1);
    for (const ZoneEdge& edge : edges) {
      const double square = (diagram.centers.col(edge.a) - diagram.centers.col(edge.b)).squaredNorm();
      REQUIRE(edge.conductance >= 0.2 * std::min(targets[edge.a], targets[edge.b]) / square * (1 - 1e-12));
    }
  }
}

TEST_CASE("between centers at one place nothing flows", "[balancing]") {
  ZoneGraph graph;
  const PowerDiagram diagram{Points{{5, 5, 9}, {5, 5, 5}}, Values::Zero(3)};
  graph.follow(diagram.centers);
  const Pairs pairs = pairs_of(graph.edges(diagram, Values::Ones(3), {{0, 1, 3, 15, 15}}, 0.1));
  CHECK(std::ranges::find(pairs, std::pair<std::int32_t, std::int32_t>(0, 1)) == pairs.end());
  CHECK_FALSE(pairs.empty());
}
