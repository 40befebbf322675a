#pragma once
/// \file
/// The Voronoi diagram of the sites (Boost.Polygon): its vertices are in the grid units of Sites.

#include <boost/polygon/voronoi.hpp>

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

}  // namespace equizone
