#pragma once
/// \file
/// Which stops are neighbours, with regard to barriers.

#include <cstdint>
#include <utility>
#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Pairs of stops, one column each.
using StopPairs = Eigen::Matrix<Index, 2, Eigen::Dynamic>;

/// The distinct places of stops and which of them are neighbours.
struct NeighbourGraph {
  Sites sites;
  /// No edge crosses a closed barrier. `gap_after` also marks where two neighbours in turn are not neighbours
  /// of each other, or none follows.
  Neighbours neighbours;
};

/// The neighbour graph of the stops' places: their Delaunay graph, with the crossings as further places;
/// edges across closed barriers are cut. A crossing then belongs to the stop that is nearest to it by open
/// edges, and makes that stop a neighbour of all others at the crossing: so barriers are passed there and
/// nowhere else. Without barriers it is find_neighbours().
/// \throws InputError for coordinates that are not finite, and as check_barriers() does
/// Complexity: O(n log n) for n stops, crossings and pieces of barriers.
[[nodiscard]] NeighbourGraph neighbour_graph(const Points& points, const BarrierLines& barriers = {});

/// The places of stops, neighbours as given.
/// \throws InputError naming a pair that is not of stops
/// O((n + m) log(n + m)) for n stops and m pairs.
[[nodiscard]] NeighbourGraph neighbour_graph(const Points& points, const StopPairs& pairs);

/// Every pair of two stops, else InputError naming it. O(m).
void check_pairs(const StopPairs& graph, Index stops);

/// Neighbours with further pairs, which have no place in the turn around a site.
/// \param links  pairs of sites; those that are neighbours already change nothing
[[nodiscard]] Neighbours with_links(const Neighbours& neighbours,
                                    const std::vector<std::pair<std::int32_t, std::int32_t>>& links);

/// The pairs of stops that are neighbours: stops at one place (a chain through each place), and the lowest
/// stops of neighbouring places. No pair lies across a closed barrier, but at a crossing.
/// \param points    projected metres, 2 x n; every coordinate finite
/// \param barriers  lines that cut the graph
/// \return one pair (lower stop, higher stop) each, sorted
/// \throws InputError for coordinates that are not finite, and for barriers that are not valid
/// Complexity: O(n log n) for n stops, crossings and pieces of barriers.
[[nodiscard]] StopPairs neighbouring_stops(const Points& points, const BarrierLines& barriers = {});

}  // namespace equizone
