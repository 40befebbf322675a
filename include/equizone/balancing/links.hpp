#pragma once
/// \file
/// The cheapest ways to hand load from one zone to a neighbour.

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "equizone/balancing/border_stops.hpp"

namespace equizone {

/// One way for `from` to hand load to `to`: a stop goes over and, where `back` is a stop, another comes back.
struct Link {
  static constexpr std::int32_t none = -1;

  std::int32_t from = none;
  std::int32_t to = none;
  std::int32_t stop = none;
  std::int32_t back = none;
  std::int32_t size = 0;  ///< class of the net load
  double load = 0;        ///< net, > 0
  double cost = 0;        ///< change of the total cost; of an exchange the sum of its two moves
};

/// How far links go.
enum class Reach {
  borders,    ///< moves at the borders that keep zones connected
  exchanges,  ///< also exchanges of two stops
  anywhere    ///< any stop to any zone; zones may fall apart
};

/// Classes of net loads: the tertiles of the stops' loads, and fractions of the first for what exchanges can
/// hand over.
class LoadSizes {
 public:
  static constexpr std::int32_t classes = 6;

  explicit LoadSizes(const Values& loads) {
    std::vector<double> sorted;
    for (const double load : loads)
      if (load > 0) sorted.push_back(load);
    if (sorted.empty()) return;
    const auto quantile = [&](std::size_t third) {
      const auto at = static_cast<std::ptrdiff_t>(sorted.size() * third / 3);
      std::nth_element(sorted.begin(), sorted.begin() + at, sorted.end());
      return sorted[static_cast<std::size_t>(at)];
    };
    const double light = quantile(1);
    cuts_ = {light / 8, light / 4, light / 2, light, quantile(2)};
  }

  [[nodiscard]] std::int32_t of(double load) const {
    std::int32_t size = 0;
    for (const double cut : cuts_) size += load > cut ? 1 : 0;
    return size;
  }

 private:
  std::array<double, classes - 1> cuts_{};
};

/// Per pair of neighbouring zones and class of net load, the cheapest link; kept until either zone or its
/// surroundings change. Searching chains over these few instead of over all border stops loses next to
/// nothing: who must hand on three parcels takes the cheapest stop of three.
template <class State>
class ZoneLinks {
 public:
  ZoneLinks(const State& state, BorderStops<State>& borders, const LoadSizes& sizes, Reach reach)
      : state_(state),
        borders_(borders),
        sizes_(sizes),
        reach_(reach),
        lists_(static_cast<std::size_t>(state.zones())) {}

  /// Links out of `zone`, by receiving zone.
  std::span<const Link> from(std::int32_t zone) { return fresh(zone).links; }

  /// Links from `zone` to `to`.
  std::span<const Link> between(std::int32_t zone, std::int32_t to) {
    const std::vector<Link>& all = fresh(zone).links;
    const auto begin =
        std::partition_point(all.begin(), all.end(), [&](const Link& link) { return link.to < to; });
    const auto end = std::partition_point(begin, all.end(), [&](const Link& link) { return link.to == to; });
    return {begin, end};
  }

  /// Stops and pairs of them that links were made of so far.
  [[nodiscard]] std::int64_t looked_at() const { return looked_at_ + borders_.looked_at(); }

  std::span<const std::int32_t> neighbours(std::int32_t zone) { return borders_.neighbours(zone); }

 private:
  struct List {
    std::optional<std::uint64_t> seen;
    std::vector<Link> links;
  };

  const List& fresh(std::int32_t zone) {
    List& list = lists_[static_cast<std::size_t>(zone)];
    const std::uint64_t now = borders_.changes_near(zone);
    if (list.seen != now) {
      list.seen = now;
      list.links.clear();
      find(zone, list.links);
    }
    return list;
  }

  void find(std::int32_t zone, std::vector<Link>& links) {
    const std::span<const BorderStop> stops = borders_.of(zone);
    for (std::size_t begin = 0; begin < stops.size();) {
      std::size_t end = begin;
      while (end < stops.size() && stops[end].to == stops[begin].to) ++end;
      cheapest_.fill({});
      find_between(zone, stops.subspan(begin, end - begin));
      for (const Link& link : cheapest_)
        if (link.load > 0) links.push_back(link);
      begin = end;
    }
  }

  void find_between(std::int32_t zone, std::span<const BorderStop> stops) {
    const std::int32_t to = stops.front().to;
    for (const BorderStop& first : stops)
      offer({zone, to, first.stop, Link::none, 0, state_.load(first.stop), first.cost});
    looked_at_ += static_cast<std::int64_t>(stops.size());
    if (reach_ == Reach::borders) return;
    constexpr std::size_t most = 16;  // of the cheapest on either side: a wide border offers enough
    const std::span<const BorderStop> back = borders_.of(to, zone);
    looked_at_ += static_cast<std::int64_t>(std::min(most, stops.size()) * std::min(most, back.size()));
    for (const BorderStop& first : stops.first(std::min(most, stops.size())))
      for (const BorderStop& second : back.first(std::min(most, back.size())))
        if (const double net = state_.load(first.stop) - state_.load(second.stop); net > 0)
          offer({zone, to, first.stop, second.stop, 0, net, first.cost + second.cost});
  }

  void offer(Link link) {
    link.size = sizes_.of(link.load);
    Link& known = cheapest_[static_cast<std::size_t>(link.size)];
    if (known.load <= 0 || link.cost < known.cost) known = link;
  }

  const State& state_;
  BorderStops<State>& borders_;
  const LoadSizes& sizes_;
  Reach reach_;
  std::vector<List> lists_;
  std::array<Link, LoadSizes::classes> cheapest_;
  std::int64_t looked_at_ = 0;
};

}  // namespace equizone
