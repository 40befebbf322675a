#pragma once
/// \file
/// Loads along the borders of zones, collected pair by pair.

#include <algorithm>
#include <cstdint>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// The load that lies near the border of two zones (a < b), on both sides, and its moments.
struct BorderLoad {
  std::int32_t a;
  std::int32_t b;
  double load;
  double x;
  double y;

  BorderLoad& operator+=(const BorderLoad& other) {
    load += other.load;
    x += other.x;
    y += other.y;
    return *this;
  }
};

/// Sums border loads by pair of zones: a hash table with open addressing that is emptied without being
/// given back. Adding: O(1).
class BorderTable {
 public:
  void add(const BorderLoad& border) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    const std::size_t at = slot_of(border);
    if (slots_[at] == free_slot) {
      occupy(at, entries_.size());
      entries_.push_back(border);
    } else {
      entries_[static_cast<std::size_t>(slots_[at])] += border;
    }
  }

  /// Appends what was summed to `target`, in the order in which pairs came first, and empties the table.
  void move_to(std::vector<BorderLoad>& target) {
    target.insert(target.end(), entries_.begin(), entries_.end());
    for (const std::size_t at : occupied_) slots_[at] = free_slot;
    occupied_.clear();
    entries_.clear();
  }

 private:
  static constexpr std::int32_t free_slot = -1;

  // The slot of a pair, or the free slot where it would go.
  [[nodiscard]] std::size_t slot_of(const BorderLoad& border) const {
    const auto pair = static_cast<std::uint64_t>(border.a) << 32 | static_cast<std::uint64_t>(border.b);
    std::size_t at = static_cast<std::size_t>((pair * 0x9E3779B97F4A7C15ULL) >> 32) & (slots_.size() - 1);
    while (slots_[at] != free_slot) {
      const BorderLoad& entry = entries_[static_cast<std::size_t>(slots_[at])];
      if (entry.a == border.a && entry.b == border.b) break;
      at = (at + 1) & (slots_.size() - 1);
    }
    return at;
  }

  void occupy(std::size_t at, std::size_t entry) {
    slots_[at] = static_cast<std::int32_t>(entry);
    occupied_.push_back(at);
  }

  void grow() {
    slots_.assign(std::max<std::size_t>(64, 2 * slots_.size()), free_slot);
    occupied_.clear();
    for (std::size_t entry = 0; entry < entries_.size(); ++entry) occupy(slot_of(entries_[entry]), entry);
  }

  std::vector<std::int32_t> slots_;
  std::vector<std::size_t> occupied_;
  std::vector<BorderLoad> entries_;
};

/// Sorts by (a, b) and joins entries of one pair, in the order in which they stand. O(zones + entries).
class BorderSorter {
 public:
  void sort(std::vector<BorderLoad>& borders, Index zones) {
    start_.assign(static_cast<std::size_t>(zones) + 1, 0);
    for (const BorderLoad& border : borders) ++start_[static_cast<std::size_t>(border.a) + 1];
    for (std::size_t zone = 0; zone < static_cast<std::size_t>(zones); ++zone)
      start_[zone + 1] += start_[zone];
    by_zone_.resize(borders.size());
    for (const BorderLoad& border : borders) by_zone_[start_[static_cast<std::size_t>(border.a)]++] = border;
    borders.clear();
    std::size_t first = 0;
    for (std::size_t zone = 0; zone < static_cast<std::size_t>(zones); ++zone) {
      insert_joined(borders, first, start_[zone]);
      first = start_[zone];
    }
  }

 private:
  // A zone has few neighbours: insertion finds the place from the end.
  void insert_joined(std::vector<BorderLoad>& borders, std::size_t first, std::size_t last) {
    const std::size_t begin = borders.size();
    for (std::size_t from = first; from < last; ++from) {
      const BorderLoad& border = by_zone_[from];
      std::size_t at = borders.size();
      while (at > begin && borders[at - 1].b > border.b) --at;
      if (at > begin && borders[at - 1].b == border.b)
        borders[at - 1] += border;
      else
        borders.insert(borders.begin() + static_cast<std::ptrdiff_t>(at), border);
    }
  }

  std::vector<std::size_t> start_;
  std::vector<BorderLoad> by_zone_;
};

}  // namespace equizone
