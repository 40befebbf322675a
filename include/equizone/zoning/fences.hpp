#pragma once
/// \file
/// Fences: the zones' polygons.

#include <optional>
#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/polygon.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Options of fences().
struct FenceOptions {
  /// Number of fences; 0: the highest label + 1.
  Index zones = 0;
  /// The service area, metres; several parts and holes are allowed. Empty: service_area(points).
  std::optional<MultiPolygon> area;
  /// Lines that cells are cut at; only closed ones cut.
  BarrierLines barriers;
};

/// The zones' polygons: one per zone, together exactly the service area.
struct Fences {
  /// Fence of each zone; empty where a zone has no cell of its own.
  std::vector<MultiPolygon> zones;
  /// Stops whose cell went to another zone's stops at the same place, ascending.
  std::vector<Index> shared;
};

/// The fence of each zone: the Voronoi cells of its stops, joined and clipped to the service area. Works for
/// any labels; a fence has as many parts as its zone has there.
///
/// Neighbouring fences share every vertex of their border bit for bit: no gaps, no overlaps. Vertices lie on
/// a grid of 2^-40 of the area's extent (10 nm for 10 km; no finer than doubles are there). Stops nearer to
/// each other than 2^-28 of the stops' extent (0.1 mm for 27 km) may count as one place: its cell goes to the
/// zone with most stops there (the lowest of several), and the others are listed in Fences::shared. All other
/// stops are covered by their own zone's fence (a stop on the area's boundary may miss it by a grid step).
///
/// \param points   projected metres, 2 x n; every coordinate finite, n >= 1
/// \param labels   the zone of each stop, 0-based
/// \param options  number of zones, service area
/// \return the fences and the stops without a cell of their own zone
/// \throws InputError for coordinates that are not finite, labels that do not fit, an area that is not valid
/// or
///         leaves stops outside
///
/// Complexity: O((n + m) log(n + m)) for m vertices of the area. Method: Voronoi edges between different
/// zones (Fortune 1987, Boost.Polygon) and the area's boundary, cut by snap rounding (Hobby 1999), traced
/// face by face.
[[nodiscard]] Fences fences(const Points& points, const Labels& labels, const FenceOptions& options = {});

/// The area that the stops occupy, as one polygon without holes, every stop well inside: the characteristic
/// shape of the stops widened by a margin. Not the convex hull: the hull of a valley is mostly mountains.
/// Clusters far apart stay connected by a corridor, since a new stop between them needs a zone too.
///
/// \param points    projected metres, 2 x n; every coordinate finite, n >= 1
/// \param margin_m  metres from the outermost stops to the boundary, > 0; empty: the median distance between
///                  neighbours (stops whose Voronoi cells meet), or 100 m if all stops share one place
/// \return one polygon
/// \throws InputError for coordinates that are not finite, or a margin that is not positive or too small for
///         doubles at these coordinates (about 1 mm in UTM metres)
///
/// Complexity: O(n log n). Method: Duckham, Kulik, Worboys, Galton 2008, on the Delaunay triangulation, with
/// boundary edges eroded down to 32 times the median distance between neighbours.
[[nodiscard]] MultiPolygon service_area(const Points& points, std::optional<double> margin_m = {});

}  // namespace equizone
