#pragma once
// What partition() and medians() both ask of a metric.

#include <memory>

#include "equizone/core/metric.hpp"
#include "medoids/division.hpp"

namespace equizone {

// Visits of the metric, or the loads. \throws InputError if they do not fit.
Values visits_of(const Metric& metric, const Values& loads);

// Ways from the medians to the stops of their zones, one per stop. A search per zone.
std::vector<Way> ways_from_medians(const Distances& distances, const std::vector<Index>& medians,
                                   const Labels& labels);

// Sum of visits * distance. O(n).
double cost_of(const std::vector<Way>& ways, const Values& visits);

// Stops at the end of ways that break rules, ascending. O(n).
std::vector<Index> unreachable_stops(const std::vector<Way>& ways);

}  // namespace equizone
