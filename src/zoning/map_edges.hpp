#pragma once
/// \file
/// Edges of the map of fences, and fences from the zones beside them.

#include <vector>

#include "core/plane.hpp"
#include "zoning/snap_rounding.hpp"
#include "zoning/subdivision.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// A side of a seam: a cell (in the numbers of the borders) and the site that is nearest there.
struct SeamSide {
  std::int32_t cell;
  std::int32_t site;
};

/// An edge of the map of fences, from the pieces that fell on it: `left` and `right` are the cells that
/// border there, `inside` is 1 (-1) where the service area begins to the left (right).
struct Seam {
  static constexpr std::int32_t unknown = -2;

  GraphEdge ends;
  SeamSide left{unknown, unknown};
  SeamSide right{unknown, unknown};
  int inside = 0;
  bool wall = false;   ///< a barrier runs along it
  bool spoke = false;  ///< it leads from a site into its cell
};

/// How many segments of each kind were cut, in this order.
struct SegmentCounts {
  std::size_t borders = 0;
  std::size_t area_sides = 0;
  std::size_t walls = 0;  ///< those beyond are spokes
};

/// The seams; pieces that separate nothing are left out. O(m log m) for m pieces.
[[nodiscard]] std::vector<Seam> find_seams(std::vector<Piece> pieces, const std::vector<Border>& borders,
                                           const SegmentCounts& counts);

[[nodiscard]] std::vector<GraphEdge> edges_of(const std::vector<Seam>& seams);

/// No zone: where the service area does not reach.
inline constexpr std::int32_t outside_area = -1;

/// How borders are drawn with fewer corners (with_fewer_corners()).
struct Simplifying {
  std::vector<PlanePoint> places;  ///< that borders must not sweep over
  double least_area = 0;           ///< in steps squared; 0: all corners stay
};

/// Each zone's fence from the zone to the left of each half-edge; edges within a zone are left out.
/// O(m log m) for m edges.
[[nodiscard]] std::vector<MultiPolygon> fences_between(const std::vector<PlanePoint>& vertices,
                                                       const std::vector<GraphEdge>& edges,
                                                       const std::vector<std::int32_t>& zone_left_of,
                                                       const PlaneGrid& grid, Index zones,
                                                       const Simplifying& simplifying = {});

}  // namespace equizone
