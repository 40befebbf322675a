#pragma once
/// \file
/// Scores for any labels, whoever made them. Knows no solver.

#include "equizone/core/types.hpp"

namespace equizone {

/// Quality of a labelling.
struct Evaluation {
  Index zones = 0;    ///< number of zones: the highest label + 1, or as given
  Labels stops;       ///< number of stops per zone
  Values zone_loads;  ///< load per zone
  Points centers;     ///< 2 x zones: load centroids, metres; the plain centroid where a zone's load is zero,
                      ///< NaN where it has no stop
  Values zone_costs;  ///< sum of load * squared distance to the center, per zone
  double cost = 0.0;  ///< their sum, load * m^2
  double imbalance = 0.0;  ///< max(load / target) - 1
  double shortfall = 0.0;  ///< 1 - min(load / target)
  Index empty_zones = 0;   ///< zones without a stop
  Labels pieces;  ///< connected pieces per zone: 1 = contiguous, 0 = empty. Stops are connected if they
                  ///< share zone and place, or zone and an edge of their places' Voronoi cells
  double stray_load = 0.0;  ///< share of the load outside its zone's heaviest piece, 0 to 1
};

/// Scores labels.
/// \param points   projected metres, 2 x n
/// \param loads    n loads, finite and >= 0, not all zero
/// \param labels   n zones, 0-based
/// \param zones    number of zones; 0: the highest label + 1
/// \param targets  load each zone should have (loads, or shares that sum to 1); empty: total / zones each
/// \throws InputError naming argument, index and value
/// Complexity: O(n log n).
[[nodiscard]] Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels,
                                  Index zones = 0, const Values& targets = {});

}  // namespace equizone
