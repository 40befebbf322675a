#pragma once
/// \file
/// Sites: the distinct places of the stops, on an integer grid.

#include <cstdint>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// A position on the integer grid of Sites.
struct GridPoint {
  std::int32_t x;
  std::int32_t y;
  friend bool operator==(const GridPoint&, const GridPoint&) = default;
};

/// The distinct places among the stops, rounded to an integer grid so fine that 2^28 cells span the longer
/// side of their bounding box (0.1 mm for 27 km). Integer coordinates make neighbours and the
/// Voronoi diagram exact, and stops in one building become one site instead of a degenerate case.
struct Sites {
  std::vector<GridPoint> grid;        ///< one position per site, along the Z-curve: near in it, near in town
  std::vector<std::int32_t> of_stop;  ///< the site of each stop
  std::vector<std::int32_t> first;    ///< stops of site s: stops[first[s]] .. stops[first[s + 1] - 1]
  std::vector<std::int32_t> stops;    ///< stop indices grouped by site, ascending within a site
  Eigen::Vector2d origin;             ///< metres; the grid's zero (the middle of the bounding box)
  double cell_m = 1.0;                ///< metres per grid step

  [[nodiscard]] Index size() const { return static_cast<Index>(grid.size()); }
  /// How many stops share a place.
  [[nodiscard]] std::int32_t count(std::int32_t site) const {
    return first[static_cast<std::size_t>(site) + 1] - first[static_cast<std::size_t>(site)];
  }

  /// Metres of a position on the grid (fractions allowed).
  [[nodiscard]] Eigen::Vector2d metres(double grid_x, double grid_y) const {
    return {origin.x() + cell_m * grid_x, origin.y() + cell_m * grid_y};
  }
};

/// Groups the stops by place, in the order of the Z-curve through the grid (Morton 1966: the bits of x and y
/// take turns, x first). A radix sort: expected O(n) time, at most O(n log n); at most 36 bytes per stop
/// while it runs, the result's 20 among them.
[[nodiscard]] Sites find_sites(const Points& points);

/// Which sites are neighbours (their Voronoi cells share an edge): the neighbours of site s,
/// counterclockwise, are sites[first[s]] .. sites[first[s + 1] - 1]. `gap_after` marks where the turn around
/// a site on the hull passes through infinity: neighbours before and after it are not adjacent cells.
struct Neighbours {
  std::vector<std::int32_t> first;
  std::vector<std::int32_t> sites;
  std::vector<bool> gap_after;
};

/// The neighbour graph of the sites: their Delaunay graph, exact in integers. Sites must be in the order of
/// find_sites. Expected O(s) time for s sites, at most 58 passes; at most 105 bytes per site while it runs,
/// the result's 29 among them. A partition asks for neighbours again and again, and Boost.Polygon's Voronoi
/// diagram takes six times as long: that is why it is our own. Source: Delaunay 1934; a planar graph, so at
/// most 3 s - 6 pairs. Method: Guibas and Stolfi 1985, Dwyer 1987.
[[nodiscard]] Neighbours find_neighbours(const Sites& sites);

}  // namespace equizone
