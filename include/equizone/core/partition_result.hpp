#pragma once
/// \file
/// The result of a partition.

#include <string>
#include <string_view>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// How a partition ended. Everything but `ok` comes with a reason in words.
enum class Status {
  ok,                 ///< every zone lies within its bounds
  heavy_stop,         ///< a single stop forbids the bounds
  proven_infeasible,  ///< no assignment of whole stops meets the bounds
  not_reached         ///< not met; granularity may forbid it, or more effort may reach it
};

/// "ok", "heavy_stop", "proven_infeasible" or "not_reached".
[[nodiscard]] std::string_view to_string(Status status);

/// Stops divided into zones.
struct Partition {
  Labels labels;   ///< zone of each stop, 0-based
  Points centers;  ///< 2 x zones, metres: the load centroids of the zones; with a metric their median stops
  /// m^2, one per zone: offsets of a power diagram with these centers; zero for kmeans(). With a metric in
  /// units of visits * distance per unit of load: those at which the dual at the median stops is greatest.
  Values offsets;
  Values zone_loads;       ///< load of each zone
  Values targets;          ///< load each zone should have
  Values lower;            ///< least load allowed, per zone
  Values upper;            ///< most load allowed, per zone; may be infinite
  double imbalance = 0.0;  ///< max(load / target) - 1
  double shortfall = 0.0;  ///< 1 - min(load / target)
  /// Sum of load * squared distance to the zone's center, load * m^2. With a metric: sum of visits * distance
  /// from the zone's median stop; ways to unreachable stops count three times.
  double cost = 0.0;
  /// Bounds from below the cost of every assignment within the bounds to these centers; <= cost. The value of
  /// the dual of the transportation problem at `offsets`: the greatest up to 20,000 stops and 128 zones
  /// unless effort is fast, close for other balanced results, weak for kmeans() and where a heavy stop
  /// forbids the bounds, since offsets are not fitted then. With a metric the greatest where a stop may go
  /// anywhere, or visits are the loads; else, with unreachable stops, and with heavy ones, 0. Says nothing
  /// where the bounds are not met: what is within them may cost more than this result.
  double lower_bound = 0.0;
  Status status = Status::ok;
  std::string reason;  ///< why the status is not ok: which stop or zone, and by how much
  /// Stops whose zone is not that of the power diagram: given to another for the sake of exact balance. Empty
  /// with a metric.
  std::vector<Index> moved;
  /// With a metric the median stop of each zone, one of its own stops; else empty.
  std::vector<Index> center_stops;
  /// Stops that the metric cannot reach from the median of their zone without breaking a rule (oneways,
  /// islands), ascending. They belong to a zone nevertheless.
  std::vector<Index> unreachable;
  /// Stops that barriers shut off from all zones, ascending: their zone reaches them across a barrier.
  std::vector<Index> enclosed;
  /// Stops far from everything, ascending, if the options ask for them.
  std::vector<Index> outliers;
};

}  // namespace equizone
