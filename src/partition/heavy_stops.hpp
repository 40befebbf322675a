#pragma once
// Stops too heavy for any zone.

#include <optional>
#include <vector>

#include "partition/solver.hpp"

namespace equizone {

// Whether some stop exceeds every zone's upper bound. O(n + k).
bool has_heavy_stop(const Problem& problem);

// The problem without its heaviest stops, which get zones of their own.
struct HeavySplit {
  std::vector<Index> alone;      // stops, heaviest first
  std::vector<Index> own_zones;  // the zone of each
  std::vector<Index> stops;      // the others
  std::vector<Index> zones;      // and theirs
};

// Which stops get a zone of their own: the heaviest, in the zones with the largest loads to aim at. O(n log
// n).
HeavySplit split_heavy_stops(const Problem& problem);

// What is left for the other stops and zones: bounds shrink with the load that is left, unless they then
// could not hold it. O(n + k).
Problem rest_of(const Problem& problem, const HeavySplit& split);

// Balances a problem in which some stops exceed every zone's upper bound: each gets a zone of its own and the
// others share the rest. Without `start` both stages run, else stage 2 from there.
Solution solve_with_heavy_stops(const Problem& problem, const PartitionOptions& options,
                                const Deadline& deadline, const std::optional<PowerDiagram>& start);

}  // namespace equizone
