// Streets that cross lines with a price.

#include "barrier/priced_streets.hpp"

#include "equizone/network/network_metric.hpp"
#include "equizone/partition/partition.hpp"
#include "partition/grounds.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Crossings of streets 100 m apart, `side` in a row, joined both ways.
StreetNetwork streets_of(Index side) {
  Points nodes(2, side * side);
  std::vector<std::pair<Index, Index>> pairs;
  for (Index row = 0; row < side; ++row)
    for (Index column = 0; column < side; ++column) {
      const Index node = row * side + column;
      nodes.col(node) =
          far_from_zero + 100.0 * Eigen::Vector2d(static_cast<double>(column), static_cast<double>(row));
      if (column + 1 < side) pairs.emplace_back(node, node + 1);
      if (row + 1 < side) pairs.emplace_back(node, node + side);
    }
  Edges edges(2, 2 * static_cast<Index>(pairs.size()));
  Index edge = 0;
  for (const auto& [from, to] : pairs) {
    edges.col(edge++) << from, to;
    edges.col(edge++) << to, from;
  }
  return {nodes, edges};
}

}  // namespace

TEST_CASE("an edge is longer by the price of the line that it crosses, but not at a crossing", "[ground]") {
  const StreetNetwork streets = streets_of(4);
  BarrierLines toll = river_at(150, {200});
  toll.prices = Values::Constant(1, 70.0);
  const StreetNetwork priced = with_prices(streets, toll);
  Index dearer = 0;
  for (Index edge = 0; edge < streets.edges().cols(); ++edge) {
    const Eigen::Vector2d from = streets.nodes().col(streets.edges()(0, edge)) - far_from_zero;
    const Eigen::Vector2d to = streets.nodes().col(streets.edges()(1, edge)) - far_from_zero;
    const bool crosses = (from.y() < 150) != (to.y() < 150);
    const bool at_crossing = from.x() == 200;
    CHECK(priced.lengths()[edge] == Approx(crosses && !at_crossing ? 170 : 100));
    dearer += crosses && !at_crossing ? 1 : 0;
  }
  CHECK(dearer == 6);
  CHECK(with_prices(streets, river_at(150)).lengths() == streets.lengths());
}

TEST_CASE("prices of a partition's barriers count on streets", "[ground]") {
  const Station station = scattered_station(3, 150, 900, 900);
  const StreetNetwork streets = streets_of(10);
  PartitionOptions options = options_on_ground(6, 0.1);
  const Partition free = partition(station.points, station.loads, options, NetworkMetric(streets));
  options.contiguous = false;  // barriers imply it
  options.barriers = river_at(450);
  options.barriers.prices = Values::Constant(1, 3000.0);
  const Partition p = partition(station.points, station.loads, options, NetworkMetric(streets));
  CHECK(p.status == Status::ok);
  CHECK(p.cost >= free.cost);
  CHECK(zones_on_both_banks(station, p.labels, 450) < zones_on_both_banks(station, free.labels, 450));
}
