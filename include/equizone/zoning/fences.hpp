#pragma once
/// \file
/// Fences: the zones' polygons.

#include <optional>
#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/partition_result.hpp"
#include "equizone/core/polygon.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// How fences are drawn.
enum class FenceKind {
  cells,   ///< around the stops, whatever their labels: their Voronoi cells, joined
  blocks,  ///< along given borders: whole blocks, joined
  power    ///< convex: the cells of the power diagram of a partition's centers and offsets
};

/// Options of fences().
struct FenceOptions {
  FenceKind kind = FenceKind::cells;
  /// Number of fences; 0: the highest label + 1.
  Index zones = 0;
  /// The service area, metres; several parts and holes are allowed. Empty: service_area(points). Blocks are
  /// an area themselves.
  std::optional<MultiPolygon> area;
  /// Only closed ones count. Cells are cut at them; blocks without stops go to a zone on their own side.
  BarrierLines barriers;
  /// For cells: corners of borders between zones are left out whose triangle with their neighbours is smaller
  /// than the square of this many metres, as long as no stop changes sides. 0: all corners stay.
  double simplify_m = 0;
  /// For blocks: polygons in metres, which may share borders but must not overlap.
  std::vector<MultiPolygon> blocks;
  /// For blocks: the load of each stop; empty: 1 each.
  Values loads;
};

/// The zones' polygons: one per zone, together exactly the service area.
struct Fences {
  /// Fence of each zone, in as many parts as it has there; empty where a zone has no cell or block of its
  /// own.
  std::vector<MultiPolygon> zones;
  /// For cells: stops whose cell went to another zone's stops at the same place, ascending.
  std::vector<Index> shared;
  /// Stops that lie in another zone's fence, ascending. For blocks: their block has more load of that zone.
  /// For power: the exact finish gave them to another zone than the power diagram.
  std::vector<Index> outside;
};

/// The fence of each zone. Works for any labels. Neighbouring fences share every vertex of their border bit
/// for bit: no gaps, no overlaps. Vertices lie on a grid of 2^-40 of the area's extent (10 nm for 10 km; no
/// finer than doubles are there).
///
/// Cells: the Voronoi cells of each zone's stops, joined and clipped to the service area. Stops nearer to
/// each other than 2^-28 of the stops' extent (0.1 mm for 27 km) may count as one place: its cell goes to the
/// zone with most stops there (the lowest of several), and the others are listed in Fences::shared. All other
/// stops are covered by their own zone's fence (a stop on the area's boundary may miss it by a grid step).
///
/// Cells with barriers: what lies beyond a closed barrier from a cell's stop goes, part by part, to the
/// nearest of the stops whose land borders on it there; so borders run along barriers, and a fence that needs
/// land on both sides passes at crossings or is in several parts. Land that barriers shut off from all stops
/// stays with its cell.
///
/// Blocks: each goes to the zone with most load in it (the lowest of several), one without stops to the zone
/// with which it shares the longest border, of those that are no closed barrier if there are any. Stops whose
/// block went to another zone are listed in Fences::outside: nobody, if zones were made of whole blocks.
///
/// \param points   projected metres, 2 x n; every coordinate finite, n >= 1
/// \param labels   the zone of each stop, 0-based
/// \param options  kind, number of zones, service area, barriers, blocks
/// \return the fences, and the stops that are not in the fence of their own zone
/// \throws InputError for coordinates that are not finite, labels that do not fit, an area that is not valid
/// or
///         leaves stops outside, blocks that overlap or leave stops outside
///
/// Complexity: O((n + m) log(n + m)) for m vertices of the area, barriers and blocks. Method: Voronoi edges
/// between different zones (Fortune 1987, Boost.Polygon), barriers and the area's boundary, cut by snap
/// rounding (Hobby 1999), traced face by face.
[[nodiscard]] Fences fences(const Points& points, const Labels& labels, const FenceOptions& options = {});

/// The fences of a partition. Of kind power they are convex (but for the area's boundary), and the stops that
/// the exact finish moved lie outside: they are listed in Fences::outside. A zone whose power cell is empty
/// has an empty fence. O(k^2) for k zones, and O(n log k) for n stops.
/// \throws InputError if power fences are asked for and the centers and offsets are not those of a power
///         diagram
/// Source: power diagrams, Aurenhammer 1987.
/// \copydetails fences
[[nodiscard]] Fences fences(const Partition& partition, const Points& points,
                            const FenceOptions& options = {});

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
