#pragma once
// Small towns to test with; the same on every platform.

#include <array>
#include <vector>

#include "equizone/network/street_network.hpp"
#include "properties/stations.hpp"

namespace equizone::test {

struct Town {
  Points nodes;
  Edges edges;
  Values lengths;
};

// A grid of streets with random places and detours, some streets oneway, some missing.
inline Town draw_town(Draw& draw, Index side) {
  Town town{Points(2, side * side), Edges(2, 0), {}};
  std::vector<std::array<Index, 2>> edges;
  for (Index at = 0; at < side * side; ++at) {
    const auto column = static_cast<double>(at % side);
    const auto line = static_cast<double>(at / side);
    town.nodes.col(at) << 100 * column + draw.uniform(-30, 30), 100 * line + draw.uniform(-30, 30);
    for (const Index next : {at + 1, at + side}) {
      if (next >= side * side || (next == at + 1 && next % side == 0) || draw.uniform(0, 1) < 0.15) continue;
      const double kind = draw.uniform(0, 1);
      if (kind < 0.85) edges.push_back({at, next});
      if (kind > 0.2) edges.push_back({next, at});
    }
  }
  town.edges.resize(2, static_cast<Index>(edges.size()));
  town.lengths.resize(town.edges.cols());
  for (Index edge = 0; edge < town.edges.cols(); ++edge) {
    const auto [from, to] = edges[static_cast<std::size_t>(edge)];
    town.edges.col(edge) << from, to;
    town.lengths[edge] = (town.nodes.col(from) - town.nodes.col(to)).norm() * draw.uniform(1, 2);
  }
  return town;
}

}  // namespace equizone::test
