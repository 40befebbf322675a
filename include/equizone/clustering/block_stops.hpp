#pragma once
/// \file
/// The stops of one block, looked at side by side.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/candidates.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

/// One number per stop of a block, in vector registers of two. Written out because compilers turn a choice
/// between two doubles into a branch, and who is nearest cannot be predicted.
class BlockValues {
 public:
  using Pair [[gnu::vector_size(16)]] = double;
  using Choice [[gnu::vector_size(16)]] = std::int64_t;
  static constexpr std::size_t size = BlockTree::block_size;
  static constexpr std::size_t pairs = size / 2;

  Pair& pair(std::size_t at) { return values_[at]; }
  [[nodiscard]] const Pair& pair(std::size_t at) const { return values_[at]; }
  [[nodiscard]] double operator[](std::size_t stop) const { return values_[stop / 2][stop % 2]; }

  static Pair both(double value) { return Pair{value, value}; }
  void fill(double value) { values_.fill(both(value)); }

  /// Takes up `count` numbers; the rest are `otherwise`.
  void read(const double* from, std::size_t count, double otherwise) {
    const auto number = [&](std::size_t stop) { return stop < count ? from[stop] : otherwise; };
    for (std::size_t at = 0; at < pairs; ++at)
      values_[at] =
          count == size ? Pair{from[2 * at], from[2 * at + 1]} : Pair{number(2 * at), number(2 * at + 1)};
  }

 private:
  std::array<Pair, pairs> values_;
};

/// Places of a block's stops, and what each adds to the sums of its zone. Stops beyond the last one of all
/// have no load.
struct BlockStops {
  BlockValues x, y;
  BlockValues load, load_x, load_y, square;

  BlockStops(const SortedStops& sorted, std::size_t begin, std::size_t count) {
    x.read(&sorted.x[begin], count, sorted.x[begin]);
    y.read(&sorted.y[begin], count, sorted.y[begin]);
    load.read(&sorted.load[begin], count, 0.0);
    for (std::size_t at = 0; at < BlockValues::pairs; ++at) {
      load_x.pair(at) = load.pair(at) * x.pair(at);
      load_y.pair(at) = load.pair(at) * y.pair(at);
      square.pair(at) = load.pair(at) * (x.pair(at) * x.pair(at) + y.pair(at) * y.pair(at));
    }
    if (sorted.inner.empty()) return;
    BlockValues inner;
    inner.read(&sorted.inner[begin], count, 0.0);
    for (std::size_t at = 0; at < BlockValues::pairs; ++at) square.pair(at) += inner.pair(at);
  }
};

/// At each stop of a block, the least of the candidates' values and whose it is: a number in the list, as a
/// double to be chosen side by side with the values. Ties go to the lower candidate.
struct Nearest {
  BlockValues least, winner;
  BlockValues second, runner_up;  ///< the same for the second least; only if asked for

  template <bool with_runner_up>
  static Nearest find(const Candidates& candidates, std::size_t first, const BlockStops& stops) {
    Nearest nearest;
    nearest.least.fill(std::numeric_limits<double>::infinity());
    nearest.second.fill(std::numeric_limits<double>::infinity());
    nearest.winner.fill(static_cast<double>(first));
    nearest.runner_up.fill(static_cast<double>(first));
    for (std::size_t c = first; c < candidates.size(); ++c) {
      const auto a = BlockValues::both(candidates.a(c));
      const auto bx = BlockValues::both(candidates.bx(c));
      const auto by = BlockValues::both(candidates.by(c));
      const auto number = BlockValues::both(static_cast<double>(c));
      for (std::size_t at = 0; at < BlockValues::pairs; ++at) {
        auto& least = nearest.least.pair(at);
        auto& winner = nearest.winner.pair(at);
        const auto value = a + bx * stops.x.pair(at) + by * stops.y.pair(at);
        const auto closest = value < least;
        if constexpr (with_runner_up) {
          auto& second = nearest.second.pair(at);
          auto& runner_up = nearest.runner_up.pair(at);
          const auto closer = value < second;
          second = closest ? least : closer ? value : second;
          runner_up = closest ? winner : closer ? number : runner_up;
        }
        least = closest ? value : least;
        winner = closest ? number : winner;
      }
    }
    return nearest;
  }

  /// Sums of the stops that a candidate wins, added up in the same order on every machine.
  [[nodiscard]] Sums won_by(std::size_t candidate, const BlockStops& stops) const {
    std::array<BlockValues::Choice, BlockValues::pairs> won;
    const auto number = BlockValues::both(static_cast<double>(candidate));
    for (std::size_t at = 0; at < BlockValues::pairs; ++at) won[at] = winner.pair(at) == number;
    const BlockValues::Choice any = (won[0] | won[1]) | (won[2] | won[3]);
    if ((any[0] | any[1]) == 0) return {};
    const auto sum = [&](const BlockValues& values) {
      constexpr auto nothing = BlockValues::Pair{0, 0};
      const auto won_of = [&](std::size_t at) { return won[at] ? values.pair(at) : nothing; };
      const BlockValues::Pair even = won_of(0) + won_of(2);
      const BlockValues::Pair odd = won_of(1) + won_of(3);
      return (even[0] + even[1]) + (odd[0] + odd[1]);
    };
    return {sum(stops.load), sum(stops.load_x), sum(stops.load_y), sum(stops.square)};
  }
};

}  // namespace equizone
