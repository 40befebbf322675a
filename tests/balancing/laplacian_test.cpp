// The sparse system against a dense one.

#include "equizone/balancing/laplacian.hpp"

#include <Eigen/Dense>
#include <cmath>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// A random tree with further edges: connected.
std::vector<ZoneEdge> draw_edges(Draw& draw, Index zones) {
  std::vector<ZoneEdge> edges;
  for (Index b = 1; b < zones; ++b)
    edges.push_back({static_cast<std::int32_t>(draw.whole(0, b - 1)), static_cast<std::int32_t>(b),
                     draw.uniform(0.1, 3), Eigen::Vector2d::Zero()});
  for (Index more = 0; more < zones; ++more) {
    const Index b = draw.whole(1, zones - 1);
    edges.push_back({static_cast<std::int32_t>(draw.whole(0, b - 1)), static_cast<std::int32_t>(b),
                     draw.uniform(0.1, 3), Eigen::Vector2d::Zero()});
  }
  return edges;
}

Eigen::MatrixXd dense(const std::vector<ZoneEdge>& edges, const Values& diagonal) {
  Eigen::MatrixXd matrix = diagonal.asDiagonal();
  for (const ZoneEdge& edge : edges) {
    matrix(edge.a, edge.a) += edge.conductance;
    matrix(edge.b, edge.b) += edge.conductance;
    matrix(edge.a, edge.b) -= edge.conductance;
    matrix(edge.b, edge.a) -= edge.conductance;
  }
  return matrix;
}

Values draw_values(Draw& draw, Index size) {
  Values values(size);
  for (double& value : values) value = draw.normal();
  return values;
}

}  // namespace

TEST_CASE("the solution is that of the dense system", "[balancing]") {
  Laplacian laplacian;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(2, 40);  // larger and smaller in turn, in one object
    const std::vector<ZoneEdge> edges = draw_edges(draw, zones);
    const Values diagonal = draw_values(draw, zones).cwiseAbs();
    const Values right = draw_values(draw, zones);
    laplacian.factorise(edges, diagonal);
    const Values expected = dense(edges, diagonal).ldlt().solve(right);
    CHECK((laplacian.solve(right) - expected).norm() <= 1e-6 * expected.norm());
  }
}

TEST_CASE("edges may come and go from one factorisation to the next", "[balancing]") {
  Draw draw(5);
  constexpr Index zones = 20;
  const std::vector<ZoneEdge> all = draw_edges(draw, zones);
  Laplacian laplacian;
  for (int round = 0; round < 20; ++round) {
    std::vector<ZoneEdge> edges;
    for (const ZoneEdge& edge : all)
      if (draw.whole(0, 2) > 0) edges.push_back({edge.a, edge.b, draw.uniform(0.1, 3), edge.place});
    const Values diagonal = Values::Constant(zones, draw.uniform(0.1, 1));
    Values right = draw_values(draw, zones);
    laplacian.factorise(edges, diagonal);
    Values expected = dense(edges, diagonal).ldlt().solve(right);
    std::vector<char> alone(zones, 1);
    for (const ZoneEdge& edge : edges)
      alone[static_cast<std::size_t>(edge.a)] = alone[static_cast<std::size_t>(edge.b)] = 0;
    for (Index zone = 0; zone < zones; ++zone)
      if (alone[static_cast<std::size_t>(zone)]) expected[zone] = 0;
    CHECK((laplacian.solve(right) - expected).norm() <= 1e-6 * expected.norm());
  }
}

TEST_CASE("without a diagonal the mean is zero and the flows are right", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(2, 40);
    const std::vector<ZoneEdge> edges = draw_edges(draw, zones);
    Values right = draw_values(draw, zones);
    right.array() -= right.mean();
    Laplacian laplacian;
    laplacian.factorise(edges, Values::Zero(zones));
    const Values solution = laplacian.solve(right);
    CHECK(std::abs(solution.mean()) <= 1e-5 * solution.norm());
    CHECK((dense(edges, Values::Zero(zones)) * solution - right).norm() <= 1e-6 * right.norm());
  }
}

TEST_CASE("two zones: the difference is the flow over the conductance", "[balancing]") {
  Laplacian laplacian;
  laplacian.factorise({{0, 1, 4.0, Eigen::Vector2d::Zero()}}, Values::Zero(2));
  const Values solution = laplacian.solve(Values{{2, -2}});
  CHECK(solution[0] - solution[1] == Approx(0.5));
}

TEST_CASE("zones without an edge get zero, the others as if these were not there", "[balancing]") {
  Draw draw(3);
  const std::vector<ZoneEdge> edges = draw_edges(draw, 10);
  Laplacian with;
  Laplacian without;
  with.factorise(edges, Values::Constant(13, 0.5));
  without.factorise(edges, Values::Constant(10, 0.5));
  const Values right = draw_values(draw, 13);
  const Values solution = with.solve(right);
  CHECK((solution.tail(3).array() == 0).all());
  const Values expected = without.solve(right.head(10));
  CHECK((solution.head(10) - expected).norm() <= 1e-6 * expected.norm());
  with.factorise({}, Values::Zero(3));
  CHECK((with.solve(Values::Ones(3)).array() == 0).all());
}

TEST_CASE("conductances over many orders of magnitude give finite offsets", "[balancing]") {
  Draw draw(4);
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<ZoneEdge> edges = draw_edges(draw, 20);
    for (ZoneEdge& edge : edges) edge.conductance = std::pow(10.0, draw.uniform(-150, 150));
    Laplacian laplacian;
    laplacian.factorise(edges, Values::Zero(20));
    CHECK(laplacian.solve(draw_values(draw, 20)).allFinite());
  }
}
