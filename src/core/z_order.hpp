#pragma once
/// \file
/// The Z-curve through the grid of Sites (Morton 1966): the bits of x and y take turns, x first.

#include <bit>
#include <cstdint>

#include "equizone/core/sites.hpp"

namespace equizone {

/// Coordinates on the grid of Sites are at most this in magnitude.
inline constexpr std::int32_t grid_reach = 1 << 27;
inline constexpr int z_code_bits = 2 * 29;

/// Every second bit of the result, from the lowest on, is a bit of `value` (32 bits).
constexpr std::uint64_t spread_bits(std::uint64_t value) {
  value = (value | value << 16) & 0x0000ffff0000ffff;
  value = (value | value << 8) & 0x00ff00ff00ff00ff;
  value = (value | value << 4) & 0x0f0f0f0f0f0f0f0f;
  value = (value | value << 2) & 0x3333333333333333;
  return (value | value << 1) & 0x5555555555555555;
}

/// The inverse of spread_bits; other bits are ignored.
constexpr std::uint64_t gather_bits(std::uint64_t value) {
  value &= 0x5555555555555555;
  value = (value | value >> 1) & 0x3333333333333333;
  value = (value | value >> 2) & 0x0f0f0f0f0f0f0f0f;
  value = (value | value >> 4) & 0x00ff00ff00ff00ff;
  value = (value | value >> 8) & 0x0000ffff0000ffff;
  return (value | value >> 16) & 0x00000000ffffffff;
}

/// How far along the Z-curve a position lies.
constexpr std::uint64_t z_code(const GridPoint& p) {
  return spread_bits(static_cast<std::uint64_t>(p.x + grid_reach)) << 1 |
         spread_bits(static_cast<std::uint64_t>(p.y + grid_reach));
}

/// The position so far along the Z-curve.
constexpr GridPoint z_point(std::uint64_t code) {
  return {static_cast<std::int32_t>(gather_bits(code >> 1)) - grid_reach,
          static_cast<std::int32_t>(gather_bits(code)) - grid_reach};
}

/// A line along the grid that cuts a run of the Z-curve in two: positions at `least` or more on the axis
/// (0: x, 1: y) come after all others.
struct ZCut {
  int axis;
  std::int32_t least;
};

/// The cut at the highest bit in which the ends of a run, which differ, do.
constexpr ZCut z_cut(const GridPoint& first, const GridPoint& last) {
  const auto difference = [](std::int32_t a, std::int32_t b) {
    return static_cast<std::uint32_t>(a + grid_reach) ^ static_cast<std::uint32_t>(b + grid_reach);
  };
  const std::uint32_t x = difference(first.x, last.x), y = difference(first.y, last.y);
  const int axis = std::bit_width(x) >= std::bit_width(y) ? 0 : 1;
  const std::int32_t below = static_cast<std::int32_t>(std::bit_floor(axis == 0 ? x : y)) - 1;
  const std::int32_t top = (axis == 0 ? last.x : last.y) + grid_reach;
  return {axis, (top & ~below) - grid_reach};
}

}  // namespace equizone
