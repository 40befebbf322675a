#pragma once
/// \file
/// The core call: stops in, zones of equal work out.

#include <string>
#include <string_view>
#include <vector>

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"
#include "equizone/partition/options.hpp"

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
  Labels labels;      ///< zone of each stop, 0-based
  Points centers;     ///< 2 x zones, metres: the load centroids of the zones
  Values offsets;     ///< m^2, one per zone: offsets of a power diagram with these centers
  Values zone_loads;  ///< load of each zone
  Values targets;     ///< load each zone should have
  Values lower;       ///< the bounds the zones were held to
  Values upper;
  double imbalance = 0.0;    ///< max(load / target) - 1
  double shortfall = 0.0;    ///< 1 - min(load / target)
  double cost = 0.0;         ///< sum of load * squared distance to the zone's center, load * m^2
  double lower_bound = 0.0;  ///< <= cost; bounds every assignment within the bounds to these centers
  Status status = Status::ok;
  std::string reason;  ///< why the status is not ok: which stop or zone, and by how much
  std::vector<Index>
      moved;  ///< stops whose zone differs from that of the power diagram (whole stops, exact balance)
};

/// Divides stops into zones of equal work: weighted k-means, then balancing (see kmeans() and balance()).
///
/// \param points   projected metres, 2 x n; every coordinate finite
/// \param loads    n loads, finite and >= 0, not all zero; any unit, if one
/// \param options  see PartitionOptions; `zones` is required
/// \return the partition; no zone is empty. If the bounds cannot be met, `status` and `reason` say so.
/// \throws InputError naming argument, index and value
///
/// Complexity: about n log n for the order of the stops, then passes whose cost grows with the zones'
/// borders.
[[nodiscard]] Partition partition(const Points& points, const Values& loads, const PartitionOptions& options);

/// Stage 1 alone: weighted k-means (Lloyd's iteration) from runs of equal load along a Hilbert curve, or from
/// `options.start`, until no stop changes its zone or the effort's iterations are spent. Loads are not
/// balanced; bounds and status are reported as for any labels. Offsets are zero.
/// \copydetails partition
[[nodiscard]] Partition kmeans(const Points& points, const Values& loads, const PartitionOptions& options);

/// Stage 2 alone: from any labels or centers to zones within their bounds. Offsets of a power diagram are
/// fitted by Newton steps on the dual of the transportation problem while centers follow their zones; then
/// single stops, swaps and chains at the borders bring every zone within its bounds at the least increase of
/// cost.
/// \param start  labels, or centers (and offsets); options.start is not looked at
/// \copydetails partition
[[nodiscard]] Partition balance(const Points& points, const Values& loads, const Start& start,
                                const PartitionOptions& options);

}  // namespace equizone
