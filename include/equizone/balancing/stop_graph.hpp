#pragma once
/// \file
/// The stops and which places are neighbours.

#include <cstdint>
#include <utility>

#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Stops, their places and the neighbour graph of the places: what stays the same while stops change zones.
struct StopGraph {
  const Points& points;
  const Values& loads;
  Sites sites;
  Neighbours neighbours;

  StopGraph(const Points& all_points, const Values& all_loads)
      : points(all_points),
        loads(all_loads),
        sites(find_sites(all_points)),
        neighbours(find_neighbours(sites)) {}

  /// With neighbours that are known, cut at barriers for instance.
  StopGraph(const Points& all_points, const Values& all_loads, NeighbourGraph graph)
      : points(all_points),
        loads(all_loads),
        sites(std::move(graph.sites)),
        neighbours(std::move(graph.neighbours)) {}

  [[nodiscard]] Index stops() const { return points.cols(); }
  [[nodiscard]] std::int32_t site(Index stop) const { return sites.of_stop[static_cast<std::size_t>(stop)]; }
};

}  // namespace equizone
