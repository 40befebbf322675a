#pragma once
/// \file
/// Stops in the order of a space-filling curve, under a tree of bounding boxes with sums.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/seeding/hilbert.hpp"

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

/// Stops sorted along a Hilbert curve and cut into blocks of 32, with a 4-ary tree of bounding boxes above. A
/// pass over all zones then looks only at blocks that a border crosses. Building: O(n); memory: 28 bytes per
/// stop and the tree.
class BlockTree {
 public:
  static constexpr Index block_size = 32;
  static constexpr Index fan_out = 4;

  BlockTree(const Points& points, const Values& loads) : order_(hilbert_order(points)) {
    const std::size_t n = order_.size();
    x_.resize(n);
    y_.resize(n);
    load_.resize(n);
    for (std::size_t at = 0; at < n; ++at) {
      x_[at] = points(0, order_[at]);
      y_[at] = points(1, order_[at]);
      load_[at] = loads[order_[at]];
    }
    build_levels();
  }

  [[nodiscard]] Index stops() const { return static_cast<Index>(order_.size()); }
  [[nodiscard]] Index levels() const { return static_cast<Index>(levels_.size()); }
  [[nodiscard]] Index blocks(Index level) const {
    return static_cast<Index>(levels_[static_cast<std::size_t>(level)].size());
  }
  [[nodiscard]] const Block& block(Index level, Index at) const {
    return levels_[static_cast<std::size_t>(level)][static_cast<std::size_t>(at)];
  }
  /// Stops below a block: positions in the order from begin to end.
  [[nodiscard]] Index begin(Index level, Index at) const {
    return std::min(stops(), at * stops_below(level));
  }
  [[nodiscard]] Index end(Index level, Index at) const { return begin(level, at + 1); }

  [[nodiscard]] double x(Index at) const { return x_[static_cast<std::size_t>(at)]; }
  [[nodiscard]] double y(Index at) const { return y_[static_cast<std::size_t>(at)]; }
  [[nodiscard]] double load(Index at) const { return load_[static_cast<std::size_t>(at)]; }
  /// The stop at a position of the order.
  [[nodiscard]] Index stop(Index at) const { return order_[static_cast<std::size_t>(at)]; }

 private:
  static Index stops_below(Index level) { return block_size << (2 * level); }

  void build_levels() {
    levels_.emplace_back();
    for (Index first = 0; first < stops(); first += block_size)
      levels_[0].push_back(block_of(first, std::min(stops(), first + block_size)));
    while (levels_.back().size() > 1) {
      const std::vector<Block>& below = levels_.back();
      std::vector<Block> level;
      for (std::size_t first = 0; first < below.size(); first += fan_out) {
        Block joined = below[first];
        for (std::size_t at = first + 1; at < std::min<std::size_t>(below.size(), first + fan_out); ++at)
          join(joined, below[at]);
        level.push_back(joined);
      }
      levels_.push_back(std::move(level));
    }
  }

  [[nodiscard]] Block block_of(Index first, Index last) const {
    Block block{x(first), x(first), y(first), y(first), {}};
    for (Index at = first; at < last; ++at) {
      block.low_x = std::min(block.low_x, x(at));
      block.high_x = std::max(block.high_x, x(at));
      block.low_y = std::min(block.low_y, y(at));
      block.high_y = std::max(block.high_y, y(at));
      const double w = load(at);
      block.sums += Sums{w, w * x(at), w * y(at), w * (x(at) * x(at) + y(at) * y(at))};
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

  std::vector<std::int32_t> order_;
  std::vector<double> x_, y_, load_;
  std::vector<std::vector<Block>> levels_;  // levels_[0]: blocks of stops; the last level is the root
};

}  // namespace equizone
