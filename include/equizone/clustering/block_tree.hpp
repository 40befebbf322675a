#pragma once
/// \file
/// A tree of bounding boxes with sums over stops in the order of a curve.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"
#include "equizone/core/unset_vector.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

/// Load and its moments: of a block, or of a zone.
struct Sums {
  double load = 0;
  double x = 0;       ///< sum of load * x
  double y = 0;       ///< sum of load * y
  double square = 0;  ///< sum of load * (x^2 + y^2)

  Sums& operator+=(const Sums& other) {
    load += other.load;
    x += other.x;
    y += other.y;
    square += other.square;
    return *this;
  }
};

/// A node of BlockTree: the bounding box of a run of stops, and their sums.
struct Block {
  double low_x, high_x, low_y, high_y;
  Sums sums;
};

/// Sorted stops cut into blocks of eight, with a 4-ary tree of bounding boxes above. A pass over all zones
/// then looks only at blocks that a border crosses. Building: O(n); memory: 12 bytes a stop beside the stops.
class BlockTree {
 public:
  static constexpr Index block_size = 8;
  static constexpr Index fan_out = 4;

  explicit BlockTree(const SortedStops& stops, int threads = 1) : stops_(stops) {
    build_blocks(threads);
    while (levels_.back().size() > 1) build_level_above(threads);
  }

  [[nodiscard]] const SortedStops& sorted() const { return stops_; }
  [[nodiscard]] Index stops() const { return stops_.size(); }
  [[nodiscard]] Index levels() const { return static_cast<Index>(levels_.size()); }
  [[nodiscard]] Index blocks(Index level) const {
    return static_cast<Index>(levels_[static_cast<std::size_t>(level)].size());
  }
  [[nodiscard]] const Block& block(Index level, Index at) const {
    return levels_[static_cast<std::size_t>(level)][static_cast<std::size_t>(at)];
  }
  /// Stops below a block: positions in the order from begin to end.
  [[nodiscard]] Index begin(Index level, Index at) const {
    return std::min(stops(), at * (block_size << (2 * level)));
  }
  [[nodiscard]] Index end(Index level, Index at) const { return begin(level, at + 1); }

 private:
  static constexpr Index stretch = 4096;  // of blocks that one thread builds in one go

  void build_blocks(int threads) {
    const Index blocks = (stops() + block_size - 1) / block_size;
    levels_.emplace_back(static_cast<std::size_t>(blocks));
    for_each_stretch(blocks, stretch, threads, [&](Index first, Index last) {
      for (Index at = first; at < last; ++at)
        levels_[0][static_cast<std::size_t>(at)] = block_of(begin(0, at), end(0, at));
    });
  }

  void build_level_above(int threads) {
    const UnsetVector<Block>& below = levels_.back();
    const auto count = static_cast<Index>(below.size());
    const Index blocks = (count + fan_out - 1) / fan_out;
    UnsetVector<Block> level(static_cast<std::size_t>(blocks));
    for_each_stretch(blocks, stretch, threads, [&](Index first, Index last) {
      for (Index at = first; at < last; ++at) {
        Block joined = below[static_cast<std::size_t>(at * fan_out)];
        for (Index child = at * fan_out + 1; child < std::min(count, (at + 1) * fan_out); ++child)
          join(joined, below[static_cast<std::size_t>(child)]);
        level[static_cast<std::size_t>(at)] = joined;
      }
    });
    levels_.push_back(std::move(level));
  }

  [[nodiscard]] Block block_of(Index first, Index last) const {
    const auto start = static_cast<std::size_t>(first);
    Block block{stops_.x[start], stops_.x[start], stops_.y[start], stops_.y[start], {}};
    for (std::size_t at = start; at < static_cast<std::size_t>(last); ++at) {
      const double x = stops_.x[at];
      const double y = stops_.y[at];
      const double w = stops_.load[at];
      block.low_x = std::min(block.low_x, x);
      block.high_x = std::max(block.high_x, x);
      block.low_y = std::min(block.low_y, y);
      block.high_y = std::max(block.high_y, y);
      const double inner = stops_.inner.empty() ? 0.0 : stops_.inner[at];
      block.sums += Sums{w, w * x, w * y, w * (x * x + y * y) + inner};
    }
    return block;
  }

  static void join(Block& block, const Block& other) {
    block.low_x = std::min(block.low_x, other.low_x);
    block.high_x = std::max(block.high_x, other.high_x);
    block.low_y = std::min(block.low_y, other.low_y);
    block.high_y = std::max(block.high_y, other.high_y);
    block.sums += other.sums;
  }

  const SortedStops& stops_;
  std::vector<UnsetVector<Block>> levels_;  // levels_[0]: blocks of stops; the last level is the root
};

}  // namespace equizone
