#pragma once
/// \file
/// The order of stops along a Hilbert curve, and first centers from it.

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"
#include "equizone/core/unset_vector.hpp"

namespace equizone {

namespace detail {

/// Four bits of each coordinate at a time: the key's next eight bits and how the curve lies in the cell that
/// they lead to. The curve in a cell is the basic one, perhaps with both axes reversed (bit 1 of the state)
/// and the axes exchanged (bit 0).
struct HilbertStep {
  std::uint8_t key;
  std::uint8_t state;
};

constexpr HilbertStep hilbert_step(unsigned state, unsigned x, unsigned y) {
  unsigned key = 0;
  for (unsigned side = 8; side > 0; side >>= 1) {
    const unsigned reversed = state >> 1;
    const unsigned right = ((x & side) != 0 ? 1U : 0U) ^ reversed;
    const unsigned up = ((y & side) != 0 ? 1U : 0U) ^ reversed;
    const unsigned across = (state & 1U) != 0 ? up : right;
    const unsigned along = (state & 1U) != 0 ? right : up;
    key = (key << 2) | ((3 * across) ^ along);
    if (along == 0) state ^= 1U | (across << 1);
  }
  return {static_cast<std::uint8_t>(key), static_cast<std::uint8_t>(state)};
}

constexpr auto hilbert_steps = [] {
  std::array<HilbertStep, 4 * 256> steps{};
  for (unsigned state = 0; state < 4; ++state)
    for (unsigned bits = 0; bits < 256; ++bits)
      steps[state << 8 | bits] = hilbert_step(state, bits >> 4, bits & 15U);
  return steps;
}();

}  // namespace detail

/// Position along the Hilbert curve of order 16 of a cell (x, y), 0 <= x, y < 2^16. Source: Hilbert 1891; the
/// quadrant rotations as in Butz 1971.
inline std::uint32_t hilbert_key(std::uint32_t x, std::uint32_t y) {
  std::uint32_t key = 0;
  std::uint32_t state = 0;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const std::uint32_t bits = ((x >> shift) & 15U) << 4 | ((y >> shift) & 15U);
    const detail::HilbertStep step = detail::hilbert_steps[state << 8 | bits];
    key = key << 8 | step.key;
    state = step.state;
  }
  return key;
}

/// Sorts (key << 32 | index) by key, stable: three passes of eleven bits, each thread with a part of the
/// entries. The result does not depend on the number of threads. O(n).
inline void radix_sort_by_high_half(UnsetVector<std::uint64_t>& entries, int threads = 1) {
  constexpr int digit_bits = 11;
  constexpr std::size_t digits = 1 << digit_bits;
  const std::size_t n = entries.size();
  const auto parts = static_cast<Index>(n < 100'000 ? 1 : threads);
  const auto begin = [&](Index part) {
    return n * static_cast<std::size_t>(part) / static_cast<std::size_t>(parts);
  };
  UnsetVector<std::uint64_t> other(n);
  std::vector<std::array<std::size_t, digits>> next(static_cast<std::size_t>(parts));
  for (int shift = 32; shift < 64; shift += digit_bits) {
    const auto digit = [shift](std::uint64_t entry) { return (entry >> shift) & (digits - 1); };
    for_each_chunk(parts, threads, [&](Index part, int) {
      auto& count = next[static_cast<std::size_t>(part)];
      count.fill(0);
      for (std::size_t at = begin(part); at < begin(part + 1); ++at) ++count[digit(entries[at])];
    });
    std::size_t place = 0;
    for (std::size_t value = 0; value < digits; ++value)
      for (auto& count : next) place += std::exchange(count[value], place);
    for_each_chunk(parts, threads, [&](Index part, int) {
      auto& to = next[static_cast<std::size_t>(part)];
      for (std::size_t at = begin(part); at < begin(part + 1); ++at)
        other[to[digit(entries[at])]++] = entries[at];
    });
    entries.swap(other);
  }
}

namespace detail {

inline void sort_within_cells(UnsetVector<std::uint64_t>& entries, const Points& points) {
  const auto before = [&](std::uint64_t left, std::uint64_t right) {
    const auto a = points.col(static_cast<Index>(left & 0xFFFFFFFF));
    const auto b = points.col(static_cast<Index>(right & 0xFFFFFFFF));
    return a.x() != b.x() ? a.x() < b.x() : a.y() != b.y() ? a.y() < b.y() : left < right;
  };
  for (auto first = entries.begin(); first != entries.end();) {
    auto last = first + 1;
    while (last != entries.end() && *last >> 32 == *first >> 32) ++last;
    if (last - first > 1) std::sort(first, last, before);
    first = last;
  }
}

}  // namespace detail

/// Stops in the order of a Hilbert curve over their bounding square, which is turned by `angle` (radians):
/// different angles give different, equally good orders. Stops in one cell of the curve (2^-16 of the side)
/// follow by x, then y, so stops at one place are next to each other. O(n) time, 16 bytes a stop beside the
/// result.
inline std::vector<std::int32_t> hilbert_order(const Points& points, double angle = 0.0, int threads = 1) {
  constexpr Index stretch = 1 << 16;
  const Index n = points.cols();
  const Eigen::Matrix2d turn = Eigen::Rotation2Dd(angle).toRotationMatrix();
  const auto turned = [&](Index stop) -> Eigen::Vector2d {
    return {turn(0, 0) * points(0, stop) + turn(0, 1) * points(1, stop),
            turn(1, 0) * points(0, stop) + turn(1, 1) * points(1, stop)};
  };
  Points lows(2, (n + stretch - 1) / stretch);
  Points highs(2, lows.cols());
  for_each_stretch(n, stretch, threads, [&](Index first, Index last) {
    Eigen::Vector2d low = turned(first);
    Eigen::Vector2d high = low;
    for (Index stop = first + 1; stop < last; ++stop) {
      const Eigen::Vector2d place = turned(stop);
      low = low.cwiseMin(place);
      high = high.cwiseMax(place);
    }
    lows.col(first / stretch) = low;
    highs.col(first / stretch) = high;
  });
  const Eigen::Vector2d low = lows.rowwise().minCoeff();
  const Eigen::Vector2d high = highs.rowwise().maxCoeff();
  const double side = (high - low).maxCoeff();
  const double scale = side > 0 ? 65535.0 / side : 0.0;

  UnsetVector<std::uint64_t> entries(static_cast<std::size_t>(n));
  for_each_stretch(n, stretch, threads, [&](Index first, Index last) {
    for (Index stop = first; stop < last; ++stop) {
      const Eigen::Vector2d cell = (turned(stop) - low) * scale;
      const std::uint64_t key =
          hilbert_key(static_cast<std::uint32_t>(cell.x()), static_cast<std::uint32_t>(cell.y()));
      entries[static_cast<std::size_t>(stop)] = (key << 32) | static_cast<std::uint64_t>(stop);
    }
  });
  radix_sort_by_high_half(entries, threads);
  detail::sort_within_cells(entries, points);
  std::vector<std::int32_t> order(entries.size());
  for_each_stretch(n, stretch, threads, [&](Index first, Index last) {
    for (auto at = static_cast<std::size_t>(first); at < static_cast<std::size_t>(last); ++at)
      order[at] = static_cast<std::int32_t>(entries[at] & 0xFFFFFFFF);
  });
  return order;
}

}  // namespace equizone
