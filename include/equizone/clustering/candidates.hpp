#pragma once
/// \file
/// Lists of zones that may win somewhere in a block, on a stack.

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// A stack of candidate lists. Over one block, |x - c|^2 - u less the |x|^2 that all zones share is the
/// linear function a + bx * x + by * y; the functions lie side by side, so that the loops over them run in
/// vector registers. Each list is ascending by zone: ties go to the lower one.
class Candidates {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::int32_t zone(std::size_t at) const { return zone_[at]; }
  [[nodiscard]] double a(std::size_t at) const { return a_[at]; }
  [[nodiscard]] double bx(std::size_t at) const { return bx_[at]; }
  [[nodiscard]] double by(std::size_t at) const { return by_[at]; }

  /// Squared distance of two candidates' centers.
  [[nodiscard]] double distance_squared(std::size_t left, std::size_t right) const {
    const double dx = bx_[left] - bx_[right];
    const double dy = by_[left] - by_[right];
    return (dx * dx + dy * dy) / 4;
  }

  void shrink_to(std::size_t size) { size_ = size; }

  /// Replaces everything by one list of all zones of a diagram.
  void start(const PowerDiagram& diagram) {
    size_ = 0;
    const Index k = diagram.zones();
    reserve(static_cast<std::size_t>(k));
    for (Index zone = 0; zone < k; ++zone) {
      const auto center = diagram.centers.col(zone);
      push(center.squaredNorm() - diagram.offsets[zone], -2 * center.x(), -2 * center.y(),
           static_cast<std::int32_t>(zone));
    }
  }

  /// Replaces everything by the list [first, last) of another stack.
  void start(const Candidates& from, std::size_t first, std::size_t last) {
    size_ = 0;
    append(from, first, last);
  }

  void append(const Candidates& from, std::size_t first, std::size_t last) {
    reserve(size_ + last - first);
    for (std::size_t at = first; at < last; ++at)
      push(from.a_[at], from.bx_[at], from.by_[at], from.zone_[at]);
  }

  /// Pushes those candidates of the list [first, last) that may win somewhere in the block, or come within
  /// `band` times the squared distance of the two centers. Power distances of two zones differ by a linear
  /// function, so one corner test against the winner at the block's middle rules a loser out.
  void push_possible(const Block& block, double band, std::size_t first, std::size_t last) {
    reserve(size_ + last - first);
    const double x = (block.low_x + block.high_x) / 2;
    const double y = (block.low_y + block.high_y) / 2;
    const double half_x = block.high_x - x;
    const double half_y = block.high_y - y;
    std::size_t winner = first;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t at = first; at < last; ++at) {
      value_[at] = a_[at] + bx_[at] * x + by_[at] * y;
      if (value_[at] < least) {
        least = value_[at];
        winner = at;
      }
    }
    const double winner_x = bx_[winner];
    const double winner_y = by_[winner];
    for (std::size_t at = first; at < last; ++at) {
      const double dx = bx_[at] - winner_x;
      const double dy = by_[at] - winner_y;
      const double nearest = value_[at] - least - std::abs(dx) * half_x - std::abs(dy) * half_y;
      if (nearest <= band * (dx * dx + dy * dy) / 4) push(a_[at], bx_[at], by_[at], zone_[at]);
    }
  }

 private:
  void reserve(std::size_t size) {
    if (size <= zone_.size()) return;
    size += size / 2;
    a_.resize(size);
    bx_.resize(size);
    by_.resize(size);
    value_.resize(size);
    zone_.resize(size);
  }

  void push(double a, double bx, double by, std::int32_t zone) {
    a_[size_] = a;
    bx_[size_] = bx;
    by_[size_] = by;
    zone_[size_++] = zone;
  }

  std::size_t size_ = 0;
  std::vector<double> a_, bx_, by_;
  std::vector<double> value_;  // scratch: at the middle of a block
  std::vector<std::int32_t> zone_;
};

}  // namespace equizone
