#pragma once
/// \file
/// Anybody's zones, measured by a metric.

#include <vector>

#include "equizone/core/metric.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The median stops of given zones, and what the ways from there cost.
struct Medians {
  std::vector<Index>
      stops;          ///< per zone the stop from which the sum of visits * distance to its stops is least
  Values distances;   ///< n distances, from the median of a stop's zone; infinite if it is unreachable
  double cost = 0.0;  ///< sum of visits * distance; ways to unreachable stops count three times
  double mean_distance = 0.0;      ///< cost / visits
  std::vector<Index> unreachable;  ///< stops that cannot be reached from their median, ascending
};

/// Measures anybody's labels, ours or not, by a metric: every stop of a zone is tried as its median.
/// \param points  projected metres, 2 x n
/// \param loads   n loads, finite and >= 0, not all zero; the visits, unless the metric has its own
/// \param labels  the zone of each stop, numbered from 0, none empty
/// \param metric  the distances
/// \throws InputError naming argument, index and value
/// Complexity: a search in its zone for each stop.
[[nodiscard]] Medians medians(const Points& points, const Values& loads, const Labels& labels,
                              const Metric& metric);

}  // namespace equizone
