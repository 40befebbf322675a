#pragma once
/// \file
/// The Voronoi diagram of the sites (Boost.Polygon): its vertices are in the grid units of Sites.

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <vector>

#include "equizone/core/sites.hpp"

template <>
struct boost::polygon::geometry_concept<equizone::GridPoint> {
  using type = point_concept;
};

template <>
struct boost::polygon::point_traits<equizone::GridPoint> {
  using coordinate_type = std::int32_t;
  static coordinate_type get(const equizone::GridPoint& point, orientation_2d orientation) {
    return orientation == HORIZONTAL ? point.x : point.y;
  }
};

namespace equizone {

using VoronoiDiagram = boost::polygon::voronoi_diagram<double>;
using VoronoiEdge = VoronoiDiagram::edge_type;
using VoronoiVertex = VoronoiDiagram::vertex_type;

inline void construct_voronoi(const Sites& sites, VoronoiDiagram& diagram) {
  boost::polygon::construct_voronoi(sites.grid.begin(), sites.grid.end(), &diagram);
}

/// The site whose cell lies to the left of an edge.
inline std::size_t site_of(const VoronoiEdge& edge) { return edge.cell()->source_index(); }

/// The length of the Delaunay edge across a Voronoi edge, in grid steps.
inline double neighbour_distance(const Sites& sites, const VoronoiEdge& edge) {
  const GridPoint& a = sites.grid[site_of(edge)];
  const GridPoint& b = sites.grid[site_of(*edge.twin())];
  return std::hypot(static_cast<double>(a.x) - b.x, static_cast<double>(a.y) - b.y);
}

/// Of two sites or more, in grid steps.
inline double median_neighbour_distance(const Sites& sites, const VoronoiDiagram& diagram) {
  std::vector<double> lengths;
  lengths.reserve(diagram.num_edges());
  for (const VoronoiEdge& edge : diagram.edges()) lengths.push_back(neighbour_distance(sites, edge));
  const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
  std::nth_element(lengths.begin(), middle, lengths.end());
  return *middle;
}

}  // namespace equizone
