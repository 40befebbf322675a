#pragma once
// Stops are given to fixed medians so that every zone holds a load within its bounds.

#include <cstdint>

#include "equizone/core/deadline.hpp"
#include "medoids/division.hpp"

namespace equizone {

// The assignment of least cost, parts of stops allowed: raises the offsets to where the dual is greatest, and
// labels every stop by its largest part. Stops without load go to the nearest median. O(n width) and the
// paths of Transportation.
void assign_parts(const MedoidProblem& problem, const NearZones& near, Values& offsets, Labels& labels);

// Sum over stops of the least of visits * distance - load * offset, and what bounds add: no assignment within
// the bounds to these medians costs less. Only for lists of all zones. O(n k).
double dual_value(const MedoidProblem& problem, const NearZones& near, const Values& offsets);

// Every zone gets a stop: its median, unless that is the only stop of its zone; then the first stop that can
// be spared. There must be as many stops as zones. O(n) per empty zone.
void fill_empty_zones(const std::vector<Index>& medians, Labels& labels);

// Where lists leave out a stop's own zone, it takes the place of the last. O(n), and a search per zone
// concerned.
void list_own_zones(const MedoidProblem& problem, const std::vector<Index>& medians, const Labels& labels,
                    NearZones& near);

// Brings zones of whole stops within their bounds, and lowers the cost without leaving them. Every stop's own
// zone must be on its list. `budget` is that of repair().
void assign_whole(const MedoidProblem& problem, const NearZones& near, Labels& labels, std::int64_t& budget,
                  const GoOn& go_on);

}  // namespace equizone
