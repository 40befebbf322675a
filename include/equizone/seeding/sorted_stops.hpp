#pragma once
/// \file
/// Stops in the order of a space-filling curve, as the passes read them.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"
#include "equizone/core/unset_vector.hpp"
#include "equizone/seeding/hilbert.hpp"

namespace equizone {

/// Positions and loads side by side in the order of the curve; what is near in the plane is near in memory.
/// 28 bytes a stop.
struct SortedStops {
  UnsetVector<double> x;
  UnsetVector<double> y;
  UnsetVector<double> load;
  /// Load times squared distance inside each merged run of stops; empty for single stops.
  UnsetVector<double> inner;
  /// The caller's index of each stop; empty for merged runs.
  std::vector<std::int32_t> order;

  [[nodiscard]] Index size() const { return static_cast<Index>(x.size()); }

  void resize(Index n) {
    x.resize(static_cast<std::size_t>(n));
    y.resize(static_cast<std::size_t>(n));
    load.resize(static_cast<std::size_t>(n));
  }
};

/// Puts stops in a given order. O(n).
inline SortedStops sort_stops(const Points& points, const Values& loads, std::vector<std::int32_t> order,
                              int threads = 1) {
  constexpr Index stretch = 1 << 16;
  SortedStops stops;
  stops.order = std::move(order);
  const Index n = points.cols();
  stops.resize(n);
  for_each_stretch(n, stretch, threads, [&](Index first, Index last) {
    for (Index i = first; i < last; ++i) {
      const auto at = static_cast<std::size_t>(i);
      const Index stop = stops.order[at];
      stops.x[at] = points(0, stop);
      stops.y[at] = points(1, stop);
      stops.load[at] = loads[stop];
    }
  });
  return stops;
}

/// The same stops along a curve that is turned by `angle` (radians). O(n).
inline SortedStops along_turned_curve(const SortedStops& stops, double angle) {
  Points points(2, stops.size());
  points.row(0) = Values::Map(stops.x.data(), stops.size()).transpose();
  points.row(1) = Values::Map(stops.y.data(), stops.size()).transpose();
  return sort_stops(points, Values::Map(stops.load.data(), stops.size()), hilbert_order(points, angle));
}

namespace detail {

// Stops [first, last) become stop `to` of `merged`.
inline void merge_run(const SortedStops& stops, std::size_t first, std::size_t last, SortedStops& merged,
                      std::size_t to) {
  double load = 0;
  double x = 0;
  double y = 0;
  double square = 0;
  for (std::size_t at = first; at < last; ++at) {
    const double w = stops.load[at];
    load += w;
    x += w * stops.x[at];
    y += w * stops.y[at];
    square += w * (stops.x[at] * stops.x[at] + stops.y[at] * stops.y[at]);
    if (!stops.inner.empty()) square += stops.inner[at];
  }
  merged.load[to] = load;
  merged.x[to] = load > 0 ? x / load : stops.x[first];
  merged.y[to] = load > 0 ? y / load : stops.y[first];
  merged.inner[to] = load > 0 ? std::max(0.0, square - (x * x + y * y) / load) : 0.0;
}

}  // namespace detail

/// Joins every `run` stops that follow each other into one at their load centroid: the same town seen from
/// farther away. Early moves of the centers need no more. O(n).
inline SortedStops merge_runs(const SortedStops& stops, Index run, int threads = 1) {
  constexpr Index stretch = 4096;  // of runs
  const Index n = stops.size();
  const Index runs = (n + run - 1) / run;
  SortedStops merged;
  merged.resize(runs);
  merged.inner.resize(static_cast<std::size_t>(runs));
  for_each_stretch(runs, stretch, threads, [&](Index begin, Index end) {
    for (Index i = begin; i < end; ++i) {
      const auto first = static_cast<std::size_t>(i * run);
      const auto last = static_cast<std::size_t>(std::min(n, (i + 1) * run));
      detail::merge_run(stops, first, last, merged, static_cast<std::size_t>(i));
    }
  });
  return merged;
}

}  // namespace equizone
