#pragma once
/// \file
/// Lists of zones that may win somewhere in a block, on a stack.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// A stack of candidate lists. Over one block, |x - c|^2 - u less the |x|^2 that all zones share is the
/// linear function a + bx * x + by * y. Each list is ascending by zone: ties go to the lower one.
class Candidates {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::int32_t zone(std::size_t at) const { return list_[at].zone; }
  [[nodiscard]] double a(std::size_t at) const { return list_[at].a; }
  [[nodiscard]] double bx(std::size_t at) const { return list_[at].bx; }
  [[nodiscard]] double by(std::size_t at) const { return list_[at].by; }

  /// Squared distance of two candidates' centers.
  [[nodiscard]] double distance_squared(std::size_t left, std::size_t right) const {
    const double dx = bx(left) - bx(right);
    const double dy = by(left) - by(right);
    return (dx * dx + dy * dy) / 4;
  }

  void shrink_to(std::size_t size) { size_ = size; }

  /// Replaces everything by one list of all zones of a diagram.
  void start(const PowerDiagram& diagram) {
    const Index k = diagram.zones();
    size_ = static_cast<std::size_t>(k);
    reserve(size_);
    for (Index zone = 0; zone < k; ++zone) {
      const auto center = diagram.centers.col(zone);
      list_[static_cast<std::size_t>(zone)] = {center.squaredNorm() - diagram.offsets[zone], -2 * center.x(),
                                               -2 * center.y(), static_cast<std::int32_t>(zone)};
    }
  }

  /// Replaces everything by the list [first, last) of another stack.
  void start(const Candidates& from, std::size_t first, std::size_t last) {
    size_ = 0;
    append(from, first, last);
  }

  void append(const Candidates& from, std::size_t first, std::size_t last) {
    reserve(size_ + last - first);
    std::copy(from.list_.data() + first, from.list_.data() + last, list_.data() + size_);
    size_ += last - first;
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
    const std::size_t at_middle = winner(x, y, first, last);
    const Candidate best = list_[at_middle];
    const double least = value_[at_middle];
    // What is not to stay is overwritten by the next: a branch would often be mispredicted.
    const double* value = value_.data();
    Candidate* list = list_.data();
    Candidate* end = list + size_;
    for (std::size_t at = first; at < last; ++at) {
      const Candidate candidate = list[at];
      const double dx = candidate.bx - best.bx;
      const double dy = candidate.by - best.by;
      const double nearest = value[at] - least - std::abs(dx) * half_x - std::abs(dy) * half_y;
      *end = candidate;
      end += nearest <= band * (dx * dx + dy * dy) / 4 ? 1 : 0;
    }
    size_ = static_cast<std::size_t>(end - list);
  }

 private:
  struct Candidate {
    double a, bx, by;
    std::int32_t zone;
  };

  // Who wins at a place; the values there are left in value_.
  std::size_t winner(double x, double y, std::size_t first, std::size_t last) {
    std::size_t best = first;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t at = first; at < last; ++at) {
      const double value = a(at) + bx(at) * x + by(at) * y;
      value_[at] = value;
      if (value < least) {
        least = value;
        best = at;
      }
    }
    return best;
  }

  void reserve(std::size_t size) {
    if (size <= list_.size()) return;
    size += size / 2;
    list_.resize(size);
    value_.resize(size);
  }

  std::size_t size_ = 0;
  std::vector<Candidate> list_;
  std::vector<double> value_;  // scratch: at the middle of a block
};

}  // namespace equizone
