#pragma once
// What the generators draw, and from which stream.

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>
#include <vector>

#include "equizone/core/distributions.hpp"
#include "equizone/core/types.hpp"
#include "equizone/synthetic/synthetic_station.hpp"

namespace equizone::synthetic {

// Streams of random numbers, apart from those of the solver.
enum Stage : std::uint64_t { layout_stage = 2001, places_stage, loads_stage, order_stage };

inline const Eigen::Vector2d middle_of_station{10e3, 10e3};

inline double angle(Random& random) { return 2 * std::numbers::pi * random.uniform(); }

inline Eigen::Vector2d direction(double turn) { return {std::cos(turn), std::sin(turn)}; }

inline double between(double low, double high, Random& random) {
  return low + (high - low) * random.uniform();
}

// A whole number from 0 to count - 1.
inline Index whole(Index count, Random& random) {
  return std::min(count - 1, static_cast<Index>(random.uniform() * static_cast<double>(count)));
}

// The position of a sum, drawn in proportion to the steps between sums.
inline std::size_t drawn(const std::vector<double>& running_sums, Random& random) {
  const double at = random.uniform() * running_sums.back();
  const auto found = std::lower_bound(running_sums.begin(), running_sums.end() - 1, at);
  return static_cast<std::size_t>(found - running_sums.begin());
}

// A number that grows as a settlement's radius does, not as its area: 1, and one more for each step of
// sqrt(stops).
inline Index by_radius(Index stops, double step) {
  return 1 + static_cast<Index>(std::sqrt(static_cast<double>(stops)) / step);
}

// Divides a number into whole parts in proportion to shares.
inline std::vector<Index> apportioned(Index count, const std::vector<double>& shares) {
  double total = 0;
  for (const double share : shares) total += share;
  std::vector<Index> parts;
  double sum = 0;
  Index given = 0;
  for (const double share : shares) {
    sum += share;
    const auto up_to =
        std::min(count, static_cast<Index>(std::llround(static_cast<double>(count) * sum / total)));
    parts.push_back(up_to - given);
    given = up_to;
  }
  return parts;
}

// How often each kind of place occurs among some.
using Mix = std::vector<std::pair<PlaceKind, double>>;

inline PlaceKind drawn(const Mix& mix, Random& random) {
  double left = random.uniform();
  for (const auto& [kind, share] : mix)
    if ((left -= share) < 0) return kind;
  return mix.back().first;
}

}  // namespace equizone::synthetic
