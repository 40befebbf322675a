#pragma once
/// \file
/// The order of stops along a Hilbert curve, and first centers from it.

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// Position along the Hilbert curve of order 16 of a cell (x, y), 0 <= x, y < 2^16. Source: Hilbert 1891; the
/// quadrant rotations as in Butz 1971.
inline std::uint32_t hilbert_key(std::uint32_t x, std::uint32_t y) {
  std::uint32_t key = 0;
  for (std::uint32_t side = 1u << 15; side > 0; side >>= 1) {
    const std::uint32_t right = (x & side) ? 1 : 0;
    const std::uint32_t up = (y & side) ? 1 : 0;
    key = (key << 2) | ((3 * right) ^ up);
    if (up == 0) {
      if (right == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return key;
}

/// Sorts (key << 32 | index) by key, stable: four passes of eight bits. O(n).
inline void radix_sort_by_high_half(std::vector<std::uint64_t>& entries) {
  std::vector<std::uint64_t> other(entries.size());
  for (int shift = 32; shift < 64; shift += 8) {
    std::size_t start[257] = {};
    for (const std::uint64_t entry : entries) ++start[((entry >> shift) & 0xFF) + 1];
    for (int digit = 0; digit < 256; ++digit) start[digit + 1] += start[digit];
    for (const std::uint64_t entry : entries) other[start[(entry >> shift) & 0xFF]++] = entry;
    entries.swap(other);
  }
}

/// Stops in the order of a Hilbert curve over their bounding square, which is turned by `angle` (radians):
/// different angles give different, equally good orders. O(n).
inline std::vector<std::int32_t> hilbert_order(const Points& points, double angle = 0.0) {
  const Index n = points.cols();
  const Points turned = Eigen::Rotation2Dd(angle).toRotationMatrix() * points;
  const Eigen::Vector2d low = turned.rowwise().minCoeff();
  const double side = (turned.rowwise().maxCoeff() - low).maxCoeff();
  const double scale = side > 0 ? 65535.0 / side : 0.0;

  std::vector<std::uint64_t> entries(static_cast<std::size_t>(n));
  for (Index i = 0; i < n; ++i) {
    const Eigen::Vector2d cell = (turned.col(i) - low) * scale;
    const std::uint64_t key =
        hilbert_key(static_cast<std::uint32_t>(cell.x()), static_cast<std::uint32_t>(cell.y()));
    entries[static_cast<std::size_t>(i)] = (key << 32) | static_cast<std::uint64_t>(i);
  }
  radix_sort_by_high_half(entries);
  std::vector<std::int32_t> order(entries.size());
  std::transform(entries.begin(), entries.end(), order.begin(),
                 [](std::uint64_t entry) { return static_cast<std::int32_t>(entry & 0xFFFFFFFF); });
  return order;
}

/// Centroids of runs of the order whose loads are as the zones' targets; every run has at least one stop. O(n
/// + k).
inline Points centers_of_runs(const Points& points, const Values& loads,
                              const std::vector<std::int32_t>& order, const Values& targets) {
  const Index n = points.cols();
  const Index k = targets.size();
  const double scale = loads.sum() / targets.sum();
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
      const Index stop = order[static_cast<std::size_t>(next)];
      if (next > begin && zone + 1 < k && passed + loads[stop] / 2 > planned) break;
      moment += loads[stop] * points.col(stop);
      plain += points.col(stop);
      load += loads[stop];
      passed += loads[stop];
      ++next;
    }
    centers.col(zone) = load > 0 ? moment / load : plain / static_cast<double>(next - begin);
  }
  return centers;
}

}  // namespace equizone
