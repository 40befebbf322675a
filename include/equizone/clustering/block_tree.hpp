#pragma once
/// \file
/// A tree of bounding boxes with sums over stops in the order of a curve.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "equizone/core/parallel.hpp"
#include "equizone/core/types.hpp"
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
    while (levels_.back().size() > 1) build_level_above();
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
  void build_blocks(int threads) {
    constexpr Index chunk_size = 4096;
    const Index blocks = (stops() + block_size - 1) / block_size;
    levels_.emplace_back(static_cast<std::size_t>(blocks));
    for_each_chunk((blocks + chunk_size - 1) / chunk_size, threads, [&](Index chunk, int) {
      for (Index at = chunk * chunk_size; at < std::min(blocks, (chunk + 1) * chunk_size); ++at)
        levels_[0][static_cast<std::size_t>(at)] = block_of(begin(0, at), end(0, at));
    });
  }

  void build_level_above() {
    const std::vector<Block>& below = levels_.back();
    std::vector<Block> level;
    level.reserve(below.size() / fan_out + 1);
    for (std::size_t first = 0; first < below.size(); first += fan_out) {
      Block joined = below[first];
      for (std::size_t at = first + 1; at < std::min<std::size_t>(below.size(), first + fan_out); ++at)
        join(joined, below[at]);
      level.push_back(joined);
    }
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
  std::vector<std::vector<Block>> levels_;  // levels_[0]: blocks of stops; the last level is the root
};

}  // namespace equizone
