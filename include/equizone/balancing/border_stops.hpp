#pragma once
/// \file
/// The stops at the borders of each zone, and which zones they could join.

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// A stop that could leave its zone for a zone it touches.
struct BorderStop {
  std::int32_t stop;
  std::int32_t to;
  double cost;  ///< change of the total cost
};

/// Border stops per zone, found when first asked for and again when the zone or its surroundings have
/// changed. `State` is a ZoningState, or another that knows zones, ways between them and their costs.
template <class State>
class BorderStops {
 public:
  /// With `anywhere`, every stop may join every zone and connectedness is not looked at: the last resort of
  /// the repair.
  explicit BorderStops(const State& state, bool anywhere = false)
      : state_(state), anywhere_(anywhere), lists_(static_cast<std::size_t>(state.zones())) {}

  /// Stops of `zone` with a load that may leave it, sorted by destination, then by cost. O(members) when
  /// stale.
  std::span<const BorderStop> of(std::int32_t zone) { return fresh(zone).entries; }

  /// Those of them that may join `to`.
  std::span<const BorderStop> of(std::int32_t zone, std::int32_t to) {
    const std::vector<BorderStop>& all = fresh(zone).entries;
    const auto begin =
        std::partition_point(all.begin(), all.end(), [&](const BorderStop& entry) { return entry.to < to; });
    const auto end =
        std::partition_point(begin, all.end(), [&](const BorderStop& entry) { return entry.to == to; });
    return {begin, end};
  }

  /// Grows whenever anything about `zone` or the zones next to it changes.
  std::uint64_t changes_near(std::int32_t zone) { return *fresh(zone).seen_near; }

  /// Stops looked at so far, and ways for them: most of the work of a search, where lists are often stale.
  [[nodiscard]] std::int64_t looked_at() const { return looked_at_; }

  /// The zones that touch `zone`, ascending.
  std::span<const std::int32_t> neighbours(std::int32_t zone) { return fresh(zone).neighbours; }

 private:
  struct List {
    std::optional<std::uint32_t> seen;       // changes of the zone when its stops were found
    std::optional<std::uint64_t> seen_near;  // the same, with its neighbours', when the costs were
    std::vector<BorderStop> entries;
    std::vector<std::int32_t> neighbours;
  };

  const List& fresh(std::int32_t zone) {
    List& list = lists_[static_cast<std::size_t>(zone)];
    if (list.seen != state_.changes(zone)) {
      list.seen = state_.changes(zone);
      list.seen_near.reset();
      find(zone, list);
      looked_at_ += static_cast<std::int64_t>(state_.members(zone).size());
    }
    if (const std::uint64_t now = changes_near(list, zone); list.seen_near != now) {
      list.seen_near = now;
      price(list.entries);
      looked_at_ += static_cast<std::int64_t>(list.entries.size());
    }
    return list;
  }

  // Counters only grow: an equal sum means that none has changed.
  [[nodiscard]] std::uint64_t changes_near(const List& list, std::int32_t zone) const {
    std::uint64_t sum = state_.changes(zone);
    for (const std::int32_t other : list.neighbours) sum += state_.changes(other);
    return sum;
  }

  void find(std::int32_t zone, List& list) {
    list.entries.clear();
    list.neighbours.clear();
    if (anywhere_)
      find_anywhere(zone, list);
    else
      find_at_borders(zone, list);
  }

  void price(std::vector<BorderStop>& entries) const {
    for (BorderStop& entry : entries) {
      entry.cost = state_.leaving(entry.stop) + state_.joining(entry.stop, entry.to);
    }
    std::sort(entries.begin(), entries.end(), [](const BorderStop& left, const BorderStop& right) {
      if (left.to != right.to) return left.to < right.to;
      return left.cost != right.cost ? left.cost < right.cost : left.stop < right.stop;
    });
  }

  void find_anywhere(std::int32_t zone, List& list) const {
    for (std::int32_t to = 0; to < static_cast<std::int32_t>(state_.zones()); ++to) {
      if (to == zone) continue;
      list.neighbours.push_back(to);
      if (state_.members(zone).size() < 2) continue;
      for (const std::int32_t stop : state_.members(zone))
        if (state_.load(stop) > 0) list.entries.push_back({stop, to, 0.0});
    }
  }

  void find_at_borders(std::int32_t zone, List& list) {
    std::vector<std::int32_t> stops;
    for (const std::int32_t stop : state_.members(zone))
      if (state_.at_border(stop)) stops.push_back(stop);
    leave_out_alike(stops);
    std::vector<std::int32_t> touched;
    for (const std::int32_t stop : stops) {
      touched.clear();
      state_.for_each_touching_zone(stop, [&](std::int32_t to) { touched.push_back(to); });
      looked_at_ += static_cast<std::int64_t>(touched.size());
      keep_different(touched);
      list.neighbours.insert(list.neighbours.end(), touched.begin(), touched.end());
      if (touched.empty() || state_.load(stop) <= 0 || !state_.removable(stop)) continue;
      for (const std::int32_t to : touched) list.entries.push_back({stop, to, 0.0});
    }
    keep_different(list.neighbours);
  }

  // Sorted, too.
  static void keep_different(std::vector<std::int32_t>& zones) {
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  }

  // Stops at one place are alike but for their loads: one of each load is enough, and of many loads a few
  // that are spread over their range. A mailroom with thousands of parcels offers no more than a house.
  void leave_out_alike(std::vector<std::int32_t>& stops) const {
    const auto shared = std::stable_partition(stops.begin(), stops.end(),
                                              [&](std::int32_t stop) { return state_.alone_at_site(stop); });
    std::sort(shared, stops.end(), [&](std::int32_t left, std::int32_t right) {
      if (state_.site(left) != state_.site(right)) return state_.site(left) < state_.site(right);
      return state_.load(left) != state_.load(right) ? state_.load(left) < state_.load(right) : left < right;
    });
    const auto last = std::unique(shared, stops.end(), [&](std::int32_t left, std::int32_t right) {
      return state_.site(left) == state_.site(right) && state_.load(left) == state_.load(right);
    });
    auto kept = shared;
    for (auto begin = shared; begin != last;) {
      const auto end = std::find_if(
          begin, last, [&](std::int32_t stop) { return state_.site(stop) != state_.site(*begin); });
      const auto loads = end - begin;
      const auto few = std::min<std::ptrdiff_t>(loads, different_loads);
      for (std::ptrdiff_t at = 0; at < few; ++at) *kept++ = begin[few > 1 ? at * (loads - 1) / (few - 1) : 0];
      begin = end;
    }
    stops.erase(kept, stops.end());
  }

  static constexpr std::ptrdiff_t different_loads = 8;  // offered at one place

  const State& state_;
  bool anywhere_;
  std::vector<List> lists_;
  std::int64_t looked_at_ = 0;
};

}  // namespace equizone
