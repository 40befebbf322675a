#include "network/mainland.hpp"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

namespace equizone {

namespace {

// Nodes of the largest strongly connected component; of equally large ones the one of the lowest node.
std::vector<char> largest_component(const WayGraph& graph) {
  using Graph = boost::compressed_sparse_row_graph<boost::directedS>;
  const auto nodes = static_cast<std::size_t>(graph.nodes());
  std::vector<std::pair<std::size_t, std::size_t>> lawful;
  for (std::size_t node = 0; node < nodes; ++node)
    for (const WayGraph::Arc& arc : graph.from(static_cast<std::int32_t>(node)))
      if (arc.length < graph.penalty()) lawful.emplace_back(node, static_cast<std::size_t>(arc.to));
  const Graph streets(boost::edges_are_sorted, lawful.begin(), lawful.end(), nodes);
  std::vector<std::size_t> component(nodes);
  const auto numbers = boost::get(boost::vertex_index, streets);
  const std::size_t count =
      boost::strong_components(streets, boost::make_iterator_property_map(component.begin(), numbers));
  std::vector<std::size_t> size(count, 0);
  for (const std::size_t own : component) ++size[own];
  const auto largest = std::max_element(component.begin(), component.end(),
                                        [&](std::size_t a, std::size_t b) { return size[a] < size[b]; });
  std::vector<char> inside(nodes);
  for (std::size_t node = 0; node < nodes; ++node) inside[node] = component[node] == *largest ? 1 : 0;
  return inside;
}

}  // namespace

// One search from all of the mainland: what it reaches lawfully gets no penalty, and is its own entry.
Mainland find_mainland(const WayGraph& graph) {
  struct Waiting {
    double length;
    std::int32_t node;
    bool operator<(const Waiting& other) const {
      return length != other.length ? length > other.length : node > other.node;
    }
  };
  const auto nodes = static_cast<std::size_t>(graph.nodes());
  Mainland land{largest_component(graph), std::vector<std::int32_t>(nodes), std::vector<double>(nodes, 0.0)};
  std::iota(land.entry.begin(), land.entry.end(), 0);
  std::vector<double> lengths(nodes, std::numeric_limits<double>::infinity());
  std::priority_queue<Waiting> queue;
  // Lawful ways cost nothing here: entries are the nodes at which a rule is broken.
  const auto reach = [&](std::int32_t node, double length) {
    if (length >= lengths[static_cast<std::size_t>(node)]) return false;
    lengths[static_cast<std::size_t>(node)] = length;
    queue.push({length, node});
    return true;
  };
  for (std::size_t node = 0; node < nodes; ++node)
    if (land.inside[node] != 0) reach(static_cast<std::int32_t>(node), 0.0);
  while (!queue.empty()) {
    const Waiting here = queue.top();
    queue.pop();
    const auto at = static_cast<std::size_t>(here.node);
    if (here.length > lengths[at]) continue;
    land.approach[at] = here.length > 0 ? std::fmod(here.length, graph.penalty()) : 0.0;
    for (const WayGraph::Arc& arc : graph.from(here.node)) {
      const bool lawful = here.length <= 0 && arc.length < graph.penalty();
      if (reach(arc.to, lawful ? 0.0 : here.length + arc.length) && !lawful)
        land.entry[static_cast<std::size_t>(arc.to)] = land.entry[at];
    }
  }
  return land;
}

}  // namespace equizone
