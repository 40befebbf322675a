#pragma once
// Ranges that figures of stops and models must lie in, and the errors of those that do not.

#include <cmath>
#include <string>

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"

namespace equizone::workload {

struct Range {
  double least;
  double most;
  bool least_included;
  const char* wanted;

  [[nodiscard]] bool holds(double value) const {
    return std::isfinite(value) && value <= most && (least_included ? value >= least : value > least);
  }
};

inline constexpr double largest =
    1e12;  // beyond any day's work; sums and products of such figures stay finite
inline constexpr Range non_negative{0, largest, true, "give a finite number >= 0"};
inline constexpr Range rate{0, 1, false,
                            "a rate lies above 0 and is at most 1: the share of attempts that succeed"};
inline constexpr Range exponent{0, 1, false, "it lies above 0 and is at most 1"};
inline constexpr Range added{-largest, largest, true, "give finite minutes"};
inline constexpr Range positive{0, largest, false, "give a finite multiplier > 0"};

inline void check(double value, const Range& range, const std::string& name) {
  if (!range.holds(value)) throw InputError(message(name, " is ", value, "; ", range.wanted));
}

inline void check_size(Index size, Index stops, const std::string& name) {
  if (size != 0 && size != stops)
    throw InputError(
        message(name, " has ", size, " entries for ", stops, " stops; give one per stop, or none"));
}

// Whether NaN, which says nothing of a stop, is accepted.
enum class Unsaid : bool { refused, accepted };

inline void check_values(const Values& values, Index stops, const Range& range, const std::string& name,
                         Unsaid unsaid = Unsaid::accepted) {
  check_size(values.size(), stops, name);
  for (Index i = 0; i < values.size(); ++i)
    if (!range.holds(values[i]) && !(unsaid == Unsaid::accepted && std::isnan(values[i])))
      throw InputError(message(name, "[", i, "] is ", values[i], "; ", range.wanted));
}

}  // namespace equizone::workload
