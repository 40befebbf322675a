#pragma once
/// \file
/// How compact the land of zones is. Knows no solver.

#include <vector>

#include "equizone/core/polygon.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The shapes of zones. Every measure of compactness is 1 for a disc and less for all other shapes; NaN where
/// a zone has no land.
struct ZoneShapes {
  Values areas_m2;       ///< land of each zone
  Values perimeters_m;   ///< length of its border, holes included
  Values polsby_popper;  ///< 4 * pi * area / perimeter^2: winding borders are punished
  Values reock;          ///< area / area of the smallest circle around the zone: long zones are punished
  /// area^2 / (2 * pi * moment of inertia of the area around its centroid): land far from the middle is
  /// punished, fine windings of the border are not.
  Values inertia;
  /// Length of the borders between zones, metres; the outer border of all zones together is none of them.
  double border_m = 0.0;
};

/// Measures the shapes of zones.
/// \param fences  a polygon of each zone, metres, that do not overlap, such as those of fences(); may be
///                empty
/// \throws InputError for coordinates that are not finite
/// Complexity: O(m log m) for m corners.
/// Source: Polsby and Popper, Yale Law and Policy Review 9 (1991) 301-353; Reock, Midwest Journal of
/// Political Science 5 (1961) 70-74; Li, Goodchild and Church, International Journal of Geographical
/// Information Science 27 (2013) 1227-1250; smallest circles by Welzl 1991.
[[nodiscard]] ZoneShapes zone_shapes(const std::vector<MultiPolygon>& fences);

/// The part of the land of the zones' convex hulls that lies in more than one of them: sum of the areas of
/// the pairs' intersections / sum of the areas; 0 where hulls are apart, and more than 1 where many lie on
/// each other. Couriers of zones whose hulls overlap cross each other's ways.
/// \param points  projected metres, 2 x n
/// \param labels  the zone of each stop, 0-based
/// \param zones   number of zones; 0: the highest label + 1
/// \throws InputError naming argument, index and value
/// Complexity: O(n log n), and the pairs of hulls whose boxes meet.
[[nodiscard]] double hull_overlap(const Points& points, const Labels& labels, Index zones = 0);

}  // namespace equizone
