// Distances over streets, against plain relaxation of all edges.

#include "equizone/network/street_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/equizone.hpp"
#include "network/towns.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Beside {
  Index low, high;  // nodes of the street
  double along;     // from low, in [0, 1]
  double walk;
};

Beside nearest_street(const Town& town, const Eigen::Vector2d& place) {
  Beside best{0, 0, 0, infinity};
  for (Index edge = 0; edge < town.edges.cols(); ++edge) {
    const Index low = town.edges.col(edge).minCoeff();
    const Index high = town.edges.col(edge).maxCoeff();
    const Eigen::Vector2d way = town.nodes.col(high) - town.nodes.col(low);
    const double along = std::clamp((place - town.nodes.col(low)).dot(way) / way.squaredNorm(), 0.0, 1.0);
    const double walk = (place - town.nodes.col(low) - along * way).norm();
    if (walk < best.walk) best = {low, high, along, walk};
  }
  return best;
}

double edge_length(const Town& town, Index from, Index to) {
  double least = infinity;
  for (Index edge = 0; edge < town.edges.cols(); ++edge)
    if (town.edges(0, edge) == from && town.edges(1, edge) == to) least = std::min(least, town.lengths[edge]);
  return least;
}

// From the point on the street to all nodes, by relaxing every edge until nothing changes.
Values to_nodes(const Town& town, const Beside& start) {
  Values distances = Values::Constant(town.nodes.cols(), infinity);
  const double up = edge_length(town, start.low, start.high);
  const double down = edge_length(town, start.high, start.low);
  if (std::isfinite(up)) distances[start.high] = (1 - start.along) * up;
  if (std::isfinite(down)) distances[start.low] = start.along * down;
  if (start.along <= 0) distances[start.low] = 0;
  if (start.along >= 1) distances[start.high] = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (Index edge = 0; edge < town.edges.cols(); ++edge) {
      const double there = distances[town.edges(0, edge)] + town.lengths[edge];
      if (there >= distances[town.edges(1, edge)]) continue;
      distances[town.edges(1, edge)] = there;
      changed = true;
    }
  }
  return distances;
}

double distance(const Town& town, const Beside& from, const Beside& to) {
  const Values nodes = to_nodes(town, from);
  const double up = edge_length(town, to.low, to.high);
  const double down = edge_length(town, to.high, to.low);
  double least = infinity;
  if (std::isfinite(up)) least = std::min(least, nodes[to.low] + to.along * up);
  if (std::isfinite(down)) least = std::min(least, nodes[to.high] + (1 - to.along) * down);
  if (to.along <= 0) least = std::min(least, nodes[to.low]);
  if (to.along >= 1) least = std::min(least, nodes[to.high]);
  if (from.low == to.low && from.high == to.high) {
    if (std::isfinite(up) && to.along >= from.along) least = std::min(least, (to.along - from.along) * up);
    if (std::isfinite(down) && to.along <= from.along)
      least = std::min(least, (from.along - to.along) * down);
  }
  return from.walk + least + to.walk;
}

}  // namespace

TEST_CASE("distances over streets are those of plain relaxation", "[network]") {
  int ways = 0;
  int none = 0;
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    Draw draw(seed);
    const Town town = draw_town(draw, 5);
    Points stops(2, 25);
    for (double& value : stops.reshaped()) value = draw.uniform(-50, 450);
    const StreetNetwork network(town.nodes, town.edges, town.lengths);
    const DistanceMatrix distances = network.distances_from(stops, stops);
    for (Index from = 0; from < stops.cols(); ++from)
      for (Index to = 0; to < stops.cols(); ++to) {
        if (from == to) {
          CHECK(distances(from, to) == 0);
          continue;
        }
        const double expected =
            distance(town, nearest_street(town, stops.col(from)), nearest_street(town, stops.col(to)));
        ++(std::isfinite(expected) ? ways : none);
        if (std::isfinite(expected))
          CHECK(distances(from, to) == Approx(expected).margin(1e-9));
        else
          CHECK(std::isinf(distances(from, to)));
      }
  }
  CHECK(ways > 1000);
  CHECK(none > 50);
}

TEST_CASE("stops beside one street use it in its direction", "[network]") {
  const Points nodes{{0, 100, 100, 0}, {0, 0, 100, 100}};
  const Points stops{{20, 80, 20}, {5, 10, 5}};  // the last is at the first one's place
  const Edges around{{0, 1, 2, 3}, {1, 2, 3, 0}};
  const StreetNetwork oneway(nodes, around);
  const DistanceMatrix ways = oneway.distances_from(stops, stops);
  CHECK(ways(0, 1) == Approx(5 + 60 + 10));
  CHECK(ways(1, 0) == Approx(10 + 340 + 5));
  CHECK(ways(0, 2) == 0);
  const StreetNetwork walks_cost_double(nodes, around, {}, 2.0);
  CHECK(walks_cost_double.distances_from(stops, stops)(0, 1) == Approx(10 + 60 + 20));
}

TEST_CASE("zones by streets: every stop in one, islands and dead oneways named", "[network]") {
  // A street of 20 houses; a oneway that leads away from it; an island with a street of its own.
  Points nodes(2, 26);
  Edges edges(2, 44);
  for (Index node = 0; node < 22; ++node) nodes.col(node) << 50 * static_cast<double>(node), 0;
  for (Index node = 0; node + 1 < 22; ++node) {
    edges.col(2 * node) << node, node + 1;
    edges.col(2 * node + 1) << node + 1, node;
  }
  nodes.col(22) << 500, 200;
  nodes.col(23) << 500, 100;
  edges.col(42) << 22, 10;  // only out of it
  nodes.col(24) << 0, 150;
  nodes.col(25) << 60, 150;
  edges.col(43) << 24, 25;
  Points stops(2, 22);
  for (Index stop = 0; stop < 20; ++stop) stops.col(stop) << 50 * static_cast<double>(stop) + 25, 5;
  stops.col(20) << 500, 190;
  stops.col(21) << 40, 151;
  PartitionOptions options;
  options.zones = 3;
  options.tolerance = 0.2;
  const NetworkMetric metric(StreetNetwork(nodes, edges));
  const Partition p = partition(stops, Values::Ones(22), options, metric);
  CHECK(p.status == Status::ok);
  CHECK(p.unreachable == std::vector<Index>{20, 21});
  CHECK(std::isfinite(p.cost));
  CHECK(p.labels[20] == p.labels[10]);  // the oneway ends between stops 9 and 10
  CHECK(p.labels[21] == p.labels[0]);   // the island lies beside the street's beginning
}

TEST_CASE("zones by streets stay on their side of a river", "[network]") {
  // Two banks, each a street of 30 houses; the only bridge is at the far end.
  Points nodes(2, 62);
  Edges edges(2, 122);
  Index edge = 0;
  const auto street = [&](Index a, Index b) {
    edges.col(edge++) << a, b;
    edges.col(edge++) << b, a;
  };
  for (Index at = 0; at < 31; ++at) {
    nodes.col(at) << 100 * static_cast<double>(at), 0;
    nodes.col(31 + at) << 100 * static_cast<double>(at), 60;
    if (at > 0) street(at - 1, at);
    if (at > 0) street(30 + at, 31 + at);
  }
  street(30, 61);
  Points stops(2, 60);
  for (Index at = 0; at < 30; ++at) {
    stops.col(at) << 100 * static_cast<double>(at) + 50, -2;
    stops.col(30 + at) << 100 * static_cast<double>(at) + 50, 62;
  }
  PartitionOptions options;
  options.zones = 6;
  options.tolerance = 0.01;
  const Partition p = partition(stops, Values::Ones(60), options, NetworkMetric(StreetNetwork(nodes, edges)));
  CHECK(p.status == Status::ok);
  for (Index here = 0; here < 30; ++here)
    for (Index there = 30; there < 60; ++there) CHECK(p.labels[here] != p.labels[there]);
}
