#include "methods/stop_units.hpp"

#include <cstdint>

#include "equizone/seeding/hilbert.hpp"
#include "equizone/seeding/runs.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

Labels StopUnits::spread(const Labels& zones) const {
  Labels labels(unit.size());
  for (Index stop = 0; stop < unit.size(); ++stop) labels[stop] = zones[unit[stop]];
  return labels;
}

StopUnits stop_units(const Points& points, const Values& loads, Index most, int threads) {
  if (points.cols() <= most)
    return {points, loads, Labels::LinSpaced(points.cols(), 0, static_cast<std::int32_t>(points.cols()) - 1)};
  const SortedStops stops = sort_stops(points, loads, hilbert_order(points, 0.0, threads), threads);
  const Values equal = Values::Constant(most, 1.0);
  StopUnits units{centers_of_runs(stops, equal), Values::Zero(most), labels_of_runs(stops, equal)};
  for (Index stop = 0; stop < loads.size(); ++stop) units.loads[units.unit[stop]] += loads[stop];
  return units;
}

}  // namespace equizone
