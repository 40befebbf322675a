#pragma once
/// \file
/// Checks of what callers hand in, worded once.

#include <cmath>
#include <cstdint>
#include <limits>

#include "equizone/core/error.hpp"
#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Larger coordinates are surely no metres, and their squares would lose what tells places apart.
inline constexpr double max_coordinate_m = 1e15;

/// Beyond what distances between such places, added up over all zones, can amount to.
inline constexpr double max_offset_m2 = 1e60;

/// Stops that a thread looks at in one go.
inline constexpr Index stops_per_check = 1 << 16;

/// As many as 32 bits can number, since that is how stops are kept. O(1).
inline void check_stop_count(Index stops, const char* argument = "points") {
  constexpr Index most = std::numeric_limits<std::int32_t>::max();
  if (stops > most)
    throw InputError(message(argument, " has ", stops, " stops; at most ", most,
                             " can be divided at once: divide the area first"));
}

/// Every coordinate finite and at most 1e15 in size, else InputError naming the first that is not; no more
/// places than can be numbered. O(n).
inline void check_points(const Points& points, const char* argument = "points", int threads = 1) {
  check_stop_count(points.cols(), argument);
  for_each_stretch(points.cols(), stops_per_check, threads, [&](Index first, Index last) {
    for (Index i = first; i < last; ++i)
      for (Index axis = 0; axis < 2; ++axis)
        if (!(std::abs(points(axis, i)) <= max_coordinate_m))
          throw InputError(
              message(argument, "[", i, "] has ", axis == 0 ? "x" : "y", " = ", points(axis, i),
                      "; every coordinate must be finite, in projected metres, and at most 1e15"));
  });
}

/// Loads as many as stops, finite, >= 0. O(n).
inline void check_loads(const Values& loads, Index stops, int threads = 1) {
  if (loads.size() != stops)
    throw InputError(message("loads has ", loads.size(), " entries but points has ", stops,
                             " stops; give one load per stop"));
  for_each_stretch(stops, stops_per_check, threads, [&](Index first, Index last) {
    for (Index i = first; i < last; ++i)
      if (!std::isfinite(loads[i]) || loads[i] < 0)
        throw InputError(message("loads[", i, "] is ", loads[i], "; every load must be finite and >= 0"));
  });
}

/// One offset per zone, finite, at most 1e60 m^2 in size. O(zones).
inline void check_offsets(const Values& offsets, Index zones, const char* argument = "offsets") {
  if (offsets.size() != zones)
    throw InputError(message(argument, " has ", offsets.size(), " entries but centers has ", zones,
                             "; give one offset per zone"));
  for (Index zone = 0; zone < zones; ++zone)
    if (!(std::abs(offsets[zone]) <= max_offset_m2))
      throw InputError(message(argument, "[", zone, "] is ", offsets[zone],
                               "; every offset must be finite, in m^2, and at most 1e60"));
}

/// The sum of loads that check_loads() has passed: greater than 0, and small enough to multiply by squared
/// distances. O(n).
inline double check_total_load(const Values& loads) {
  constexpr double most = 1e100;
  const double total = loads.sum();
  if (!(total > 0))
    throw InputError(message("loads are all zero (", loads.size(), " stops); at least one load must be > 0"));
  if (!(total <= most))
    throw InputError(message("loads sum to ", total, "; use a unit in which they sum to at most 1e100"));
  return total;
}

/// Number of zones that checked labels are about: `zones` if given, else the highest label + 1. Numbers far
/// beyond any use are refused, since memory is taken per zone. O(n).
inline Index check_zone_count(const Labels& labels, Index zones) {
  constexpr Index most = 10'000'000;
  if (zones < 0 || zones > most)
    throw InputError(message("zones is ", zones, "; it must lie between 1 and ", most));
  if (zones > 0) return zones;
  Index stop = 0;
  const Index highest = labels.size() > 0 ? labels.maxCoeff(&stop) : -1;
  if (highest >= most)
    throw InputError(
        message("labels[", stop, "] is ", highest, "; number the zones from 0, at most ", most, " of them"));
  return highest + 1;
}

/// Labels as many as stops, 0 <= label < zones (zones = 0: no upper limit). O(n).
inline void check_labels(const Labels& labels, Index stops, Index zones, const char* argument = "labels") {
  if (labels.size() != stops)
    throw InputError(message(argument, " has ", labels.size(), " entries but points has ", stops,
                             " stops; give one label per stop"));
  for (Index i = 0; i < stops; ++i)
    if (labels[i] < 0 || (zones > 0 && labels[i] >= zones))
      throw InputError(message(argument, "[", i, "] is ", labels[i], "; labels count from 0",
                               zones > 0 ? message(" to ", zones - 1, " for ", zones, " zones") : ""));
}

}  // namespace equizone
