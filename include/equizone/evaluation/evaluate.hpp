#pragma once
/// \file
/// Scores for any labels, whoever made them. Knows no solver.

#include <optional>
#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/polygon.hpp"
#include "equizone/core/types.hpp"
#include "equizone/evaluation/balance.hpp"
#include "equizone/evaluation/churn.hpp"
#include "equizone/evaluation/far_stops.hpp"
#include "equizone/evaluation/shapes.hpp"

namespace equizone {

/// What evaluate() may be told, and what it may leave out.
struct EvaluationOptions {
  /// Number of zones; 0: the highest label + 1.
  Index zones = 0;
  /// Load each zone should have (loads, or shares that sum to 1); empty: total / zones each.
  Values targets;
  /// The zone that each stop had before, for Evaluation::churn; empty: nothing to compare with.
  Labels reference;
  /// Lines that zones should not cross but at their crossings.
  BarrierLines barriers;
  /// Where the couriers start and end, metres; without it, Evaluation::travel_km leaves out the way there.
  std::optional<Eigen::Vector2d> station;
  /// Tour length / sqrt(stops * area), for Evaluation::travel_km.
  double beta = 1.5;
  /// The service area, metres, for shapes; empty: service_area(points).
  std::optional<MultiPolygon> area;
  /// Whether land is measured (shapes, travel_km, hull_overlap): most of the time that evaluate() takes.
  bool land = true;
  /// See far_stops().
  double far_factor = default_far_factor;
};

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
  LoadBalance balance;      ///< most, least, mean, deviation and Gini coefficient of the zones' loads
  ZoneShapes shapes;  ///< area, perimeter and compactness of the zones' land: their fences of kind cells
  double hull_overlap = 0.0;  ///< see hull_overlap()
  /// Kilometres that each zone's courier travels, estimated: a tour through the stops on the ground they
  /// occupy and, if a station is given, twice the mean distance to it.
  Values travel_km;
  double crossing_load = 0.0;  ///< share of the load beyond a closed barrier from its zone's main piece
  Index crossing_zones = 0;    ///< zones on both sides of a closed barrier
  std::vector<Index> far;      ///< stops that are far from their zone, see far_stops()
  std::optional<Churn> churn;  ///< against the reference, if there is one
};

/// Scores labels, whoever made them.
/// \param points   projected metres, 2 x n
/// \param loads    n loads, finite and >= 0, not all zero
/// \param labels   n zones, 0-based
/// \param options  number of zones, targets, and what to compare with
/// \throws InputError naming argument, index and value
/// Complexity: O(n log n).
[[nodiscard]] Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels,
                                  const EvaluationOptions& options);

/// The same of labels alone, without land.
/// \param points   projected metres, 2 x n
/// \param loads    n loads, finite and >= 0, not all zero
/// \param labels   n zones, 0-based
/// \param zones    number of zones; 0: the highest label + 1
/// \param targets  load each zone should have (loads, or shares that sum to 1); empty: total / zones each
[[nodiscard]] Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels,
                                  Index zones = 0, const Values& targets = {});

}  // namespace equizone
