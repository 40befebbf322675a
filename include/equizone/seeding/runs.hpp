#pragma once
/// \file
/// First centers from runs of equal load along a curve.

#include "equizone/core/types.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

/// Centroids of runs of the order whose loads are as the zones' targets; every run has at least one stop. O(n
/// + k).
inline Points centers_of_runs(const SortedStops& stops, const Values& targets) {
  const Index n = stops.size();
  const Index k = targets.size();
  double total = 0;
  for (const double load : stops.load) total += load;
  const double scale = total / targets.sum();
  Points centers(2, k);
  double passed = 0;   // load of the stops taken so far
  double planned = 0;  // load that the zones so far should have
  Index next = 0;
  for (Index zone = 0; zone < k; ++zone) {
    planned += targets[zone] * scale;
    Eigen::Vector2d moment = Eigen::Vector2d::Zero();
    Eigen::Vector2d plain = Eigen::Vector2d::Zero();
    double load = 0;
    const Index begin = next;
    // A stop belongs to the run in which its middle lies; one stop is left for every later zone.
    while (next < n - (k - 1 - zone)) {
      const auto at = static_cast<std::size_t>(next);
      const double w = stops.load[at];
      if (next > begin && zone + 1 < k && passed + w / 2 > planned) break;
      const Eigen::Vector2d place(stops.x[at], stops.y[at]);
      moment += w * place;
      plain += place;
      load += w;
      passed += w;
      ++next;
    }
    centers.col(zone) = load > 0 ? moment / load : plain / static_cast<double>(next - begin);
  }
  return centers;
}

}  // namespace equizone
