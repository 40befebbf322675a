#pragma once
/// \file
/// Faces of a planar graph whose edges meet at vertices only.

#include <vector>

#include "core/plane.hpp"

namespace equizone {

/// One way along an edge: half-edge 2 e runs from `from` to `to` of edge e, half-edge 2 e + 1 back.
using HalfEdge = std::int32_t;

struct GraphEdge {
  std::int32_t from;
  std::int32_t to;
};

/// Closed walks with the same face to the left all the way.
using Cycles = std::vector<std::vector<HalfEdge>>;

/// Each half-edge is in exactly one cycle. A face has one cycle per connected part of its boundary. Edges
/// must be distinct and must not cross. O(m log m) time for m edges.
[[nodiscard]] Cycles trace_cycles(const std::vector<PlanePoint>& vertices,
                                  const std::vector<GraphEdge>& edges);

/// The face to the left of the cycles as valid polygons: vertices in a ring are distinct, outer rings run
/// counterclockwise, holes clockwise; rings may touch at a vertex. All cycles of one face or of several that
/// share no edge must be given. O(m) time for m half-edges, and bounding boxes compared for each pair of hole
/// and outer ring.
[[nodiscard]] MultiPolygon polygons(const std::vector<PlanePoint>& vertices,
                                    const std::vector<GraphEdge>& edges, const Cycles& cycles,
                                    const PlaneGrid& grid);

}  // namespace equizone
