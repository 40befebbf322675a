#pragma once
/// \file
/// Checks of what callers hand in, worded once.

#include <cmath>

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Every coordinate finite, else InputError naming the first that is not. O(n).
inline void check_points(const Points& points, const char* argument = "points") {
  for (Index i = 0; i < points.cols(); ++i)
    for (Index axis = 0; axis < 2; ++axis)
      if (!std::isfinite(points(axis, i)))
        throw InputError(message(argument, "[", i, "] has ", axis == 0 ? "x" : "y", " = ", points(axis, i),
                                 "; every coordinate must be finite (projected metres)"));
}

/// Loads as many as stops, finite, >= 0. O(n).
inline void check_loads(const Values& loads, Index stops) {
  if (loads.size() != stops)
    throw InputError(message("loads has ", loads.size(), " entries but points has ", stops,
                             " stops; give one load per stop"));
  for (Index i = 0; i < stops; ++i)
    if (!std::isfinite(loads[i]) || loads[i] < 0)
      throw InputError(message("loads[", i, "] is ", loads[i], "; every load must be finite and >= 0"));
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
