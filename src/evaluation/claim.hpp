#pragma once
// What a partition claims, checked for sense.

#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

// The claim in metres from the middle of the stops: squares of UTM northings would leave no digits for the
// distances within a zone.
struct Claim {
  Points points;
  Values loads;
  Labels labels;
  Points centers;
  Values offsets;
  Values lower;
  Values upper;              // no zone holds more than all stops
  double rounding_m = 0.0;   // of places
  double rounding_m2 = 0.0;  // of power distances

  [[nodiscard]] Index zones() const { return offsets.size(); }
  [[nodiscard]] double square(Index stop, Index zone) const {
    return (points.col(stop) - centers.col(zone)).squaredNorm();
  }
  [[nodiscard]] double power(Index stop, Index zone) const { return square(stop, zone) - offsets[zone]; }

  // By how much a load lies above (> 0) or below (< 0) a zone's bounds; the rounding of sums is forgiven.
  [[nodiscard]] double outside(Index zone, double load) const {
    const double forgiven = 1e-12 * load;
    if (load > upper[zone] + forgiven) return load - upper[zone];
    if (load < lower[zone] - forgiven) return load - lower[zone];
    return 0.0;
  }
};

// \throws InputError naming argument, index and value.
Claim make_claim(const Points& points, const Values& loads, const Partition& partition);

}  // namespace equizone
