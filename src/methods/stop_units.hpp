#pragma once
// A large station with fewer stops, each of which stands for a run of them.

#include "equizone/core/types.hpp"

namespace equizone {

// Stops that stay in one zone.
struct StopUnits {
  Points points;  // load centroids, in the unit of the stops' points
  Values loads;
  Labels unit;  // of each stop

  [[nodiscard]] Index count() const { return points.cols(); }
  // The zone of each stop, from those of the units.
  [[nodiscard]] Labels spread(const Labels& zones) const;
};

// Runs of about equal load along a Hilbert curve, `most` of them; or the stops themselves if these are no
// more. O(n).
StopUnits stop_units(const Points& points, const Values& loads, Index most, int threads);

}  // namespace equizone
