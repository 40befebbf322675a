#include "core/delaunay.hpp"
#include "equizone/core/sites.hpp"

namespace equizone {

namespace {

// Along the hull, the turn around each site passes through infinity after the edge on which one came.
void mark_gaps(const Delaunay& graph, Neighbours& result) {
  const Delaunay::Edge start = graph.hull_edge();
  if (start == Delaunay::none) return;
  Delaunay::Edge edge = start;
  do {
    const auto from = graph.to(Delaunay::reversed(edge));
    auto at = static_cast<std::size_t>(result.first[static_cast<std::size_t>(graph.to(edge))]);
    while (result.sites[at] != from) ++at;
    result.gap_after[at] = true;
    edge = graph.next(Delaunay::reversed(edge));
  } while (edge != start);
}

}  // namespace

Neighbours find_neighbours(const Sites& sites) {
  const Delaunay graph(sites.grid);
  Neighbours result;
  result.first.reserve(sites.grid.size() + 1);
  result.sites.reserve(static_cast<std::size_t>(graph.edges()));
  for (std::int32_t site = 0; site < sites.size(); ++site) {
    result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
    const Delaunay::Edge start = graph.edge_from(site);
    if (start == Delaunay::none) continue;
    Delaunay::Edge edge = start;
    do {
      result.sites.push_back(graph.to(edge));
      edge = graph.next(edge);
    } while (edge != start);
  }
  result.first.push_back(static_cast<std::int32_t>(result.sites.size()));
  result.gap_after.resize(result.sites.size());
  mark_gaps(graph, result);
  return result;
}

}  // namespace equizone
