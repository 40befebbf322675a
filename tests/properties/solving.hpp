#pragma once
// Partitions of stations by the options that differ.

#include <cstdint>

#include "equizone/partition/partition.hpp"
#include "properties/stations.hpp"

namespace equizone::test {

inline PartitionOptions options_for(Index zones, std::uint64_t seed = 0) {
  PartitionOptions options;
  options.zones = zones;
  options.seed = seed;
  return options;
}

inline Partition solve(const Station& station, const PartitionOptions& options) {
  return partition(station.points, station.loads, options);
}

inline Partition solve(const Station& station, Index zones) { return solve(station, options_for(zones)); }

}  // namespace equizone::test
