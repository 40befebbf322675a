#pragma once
/// \file
/// First centers from runs of equal load along a curve.

#include <numeric>
#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

/// Cuts an order into runs whose loads are as the zones' targets, to within half a stop at either end: run z
/// is from the z-th of the results up to the next. Every run has at least one stop. O(n + k).
inline std::vector<Index> cut_into_runs(const SortedStops& stops, const Values& targets) {
  const Index n = stops.size();
  const Index k = targets.size();
  const double total = std::accumulate(stops.load.begin(), stops.load.end(), 0.0);
  const double scale = total / targets.sum();
  std::vector<Index> begins{0};
  double passed = 0;   // load of the stops taken so far
  double planned = 0;  // load that the zones so far should have
  Index next = 0;
  for (Index zone = 0; zone < k; ++zone) {
    planned += targets[zone] * scale;
    // A stop belongs to the run in which its middle lies; one stop is left for every later zone.
    while (next < n - (k - 1 - zone)) {
      const double w = stops.load[static_cast<std::size_t>(next)];
      if (next > begins.back() && zone + 1 < k && passed + w / 2 > planned) break;
      passed += w;
      ++next;
    }
    begins.push_back(next);
  }
  return begins;
}

/// Load centroids of such runs. O(n + k).
inline Points centers_of_runs(const SortedStops& stops, const Values& targets) {
  const std::vector<Index> begins = cut_into_runs(stops, targets);
  Points centers(2, targets.size());
  for (Index zone = 0; zone < targets.size(); ++zone) {
    const Index begin = begins[static_cast<std::size_t>(zone)];
    const Index end = begins[static_cast<std::size_t>(zone) + 1];
    Eigen::Vector2d moment = Eigen::Vector2d::Zero();
    Eigen::Vector2d plain = Eigen::Vector2d::Zero();
    double load = 0;
    for (auto at = static_cast<std::size_t>(begin); at < static_cast<std::size_t>(end); ++at) {
      const Eigen::Vector2d place(stops.x[at], stops.y[at]);
      moment += stops.load[at] * place;
      plain += place;
      load += stops.load[at];
    }
    centers.col(zone) = load > 0 ? moment / load : plain / static_cast<double>(end - begin);
  }
  return centers;
}

/// The zone of each stop, in the caller's order, where zones are such runs: balanced to within the heaviest
/// stop, whatever the loads and places, where no target is less than a stop's load. O(n + k).
inline Labels labels_of_runs(const SortedStops& stops, const Values& targets) {
  const std::vector<Index> begins = cut_into_runs(stops, targets);
  Labels labels(stops.size());
  for (std::size_t zone = 0; zone + 1 < begins.size(); ++zone)
    for (Index at = begins[zone]; at < begins[zone + 1]; ++at)
      labels[stops.order[static_cast<std::size_t>(at)]] = static_cast<std::int32_t>(zone);
  return labels;
}

}  // namespace equizone
