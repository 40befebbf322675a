#pragma once
// What the streets join lawfully, and how the rest is reached.

#include <vector>

#include "network/way_graph.hpp"

namespace equizone {

// The mainland are the nodes of the largest set that can all reach each other without breaking a rule. From
// there, a search soon meets all that it reaches lawfully, but would look at the whole network before it
// broke a rule; where that is needed is the same wherever it starts, so it is found once.
struct Mainland {
  std::vector<char> inside;  // per node
  std::vector<std::int32_t>
      entry;                     // per node: itself if the mainland reaches it, else where its way in begins
  std::vector<double> approach;  // length of the way from `entry` that breaks the fewest rules
};

// O((n + m) log n). Source of the components: Tarjan 1972, by Boost.Graph.
Mainland find_mainland(const WayGraph& graph);

}  // namespace equizone
