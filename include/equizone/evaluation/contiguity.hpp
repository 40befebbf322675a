#pragma once
/// \file
/// Are zones in one piece? Looked at anew from labels and a graph. Knows no solver.

#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Whether zones are in one piece, and what is not. In Python it is true or false as `contiguous` is.
struct Contiguity {
  bool contiguous = false;  ///< no stop is astray
  Labels pieces;            ///< pieces of each zone: 1 = in one piece, 0 = empty
  /// Stops outside the main piece of their zone, ascending: the main piece has most stops, and of several the
  /// lowest stop.
  std::vector<Index> stray;
  /// Stops that no label could join to the main piece of a zone, ascending, none of which counts as stray:
  /// parts of the graph without a way to the rest (between two tracks, on an island) that hold no zone's main
  /// piece, and at most half as many stops as the zones have on average.
  std::vector<Index> enclosed;
};

/// Whether every zone is in one piece on the neighbour graph of the stops.
/// \param points    projected metres, 2 x n; every coordinate finite
/// \param labels    the zone of each stop, 0-based; stops of a zone at one place are connected
/// \param barriers  lines that cut the graph, but at their crossings
/// \throws InputError naming argument, index and value
/// Complexity: O(n log n).
[[nodiscard]] Contiguity is_contiguous(const Points& points, const Labels& labels,
                                       const BarrierLines& barriers = {});

/// Whether every zone is in one piece on a given graph: of streets, of blocks, or of the stops.
/// \param graph  pairs of stops that are neighbours
/// \throws InputError naming a pair that is not of stops
/// Complexity: nearly O(n + m) for n stops and m pairs.
[[nodiscard]] Contiguity is_contiguous(const Labels& labels, const StopPairs& graph);

}  // namespace equizone
