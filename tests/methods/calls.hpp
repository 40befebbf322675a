#pragma once
// What tests of all methods share.

#include <set>
#include <string>

#include "equizone/core/random.hpp"
#include "equizone/methods/methods.hpp"
#include "equizone/partition/partition.hpp"
#include "methods/small_cover_solver.hpp"

namespace equizone::test {

struct Given {
  Points points;
  Values loads;
};

// Stops anywhere in a square of `side_m`, loads between 1 and 3.
inline Given anywhere(Index stops, std::uint64_t seed, double side_m = 1000.0) {
  Random random(seed);
  Given given{Points(2, stops), Values(stops)};
  for (Index stop = 0; stop < stops; ++stop) {
    given.points.col(stop) << side_m * random.uniform(), side_m * random.uniform();
    given.loads[stop] = 1 + 2 * random.uniform();
  }
  return given;
}

// With all that the method needs.
inline PartitionOptions options_for(const std::string& method, Index zones) {
  PartitionOptions options;
  options.zones = zones;
  options.method = method;
  if (method_info(method).needs_cover_solver) options.cover_solver = solve_small_cover;
  return options;
}

inline Partition by_method(const Given& given, const std::string& method, Index zones,
                           std::uint64_t seed = 0) {
  PartitionOptions options = options_for(method, zones);
  options.seed = seed;
  return partition(given.points, given.loads, options);
}

inline Index zones_used(const Labels& labels) {
  return static_cast<Index>(std::set<std::int32_t>(labels.begin(), labels.end()).size());
}

}  // namespace equizone::test
