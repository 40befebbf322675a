#pragma once
/// \file
/// Chains of links that bring zones within their bounds.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "equizone/balancing/links.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// What a search may look at: a limit of work, not of time, so that results do not depend on the clock.
struct RepairWork {
  std::int64_t links;    ///< left for this repair
  std::int64_t& budget;  ///< left for all repairs of a station: links, and the stops that lists of them take

  [[nodiscard]] bool left() const { return links > 0 && budget > 0; }
  void spend_links(std::int64_t count) {
    links -= count;
    budget -= count;
  }
};

/// Brings zones within their bounds by chains of links (ejection chains): an overfull zone pushes load to a
/// neighbour, which pushes some on, until a zone with room keeps it; an underfull zone pulls in the same way.
/// One search (Dijkstra) over (zone, class of the arriving load) starts from all zones in want at once
/// and finds the cheapest chain to every end; those that cost least per unit of violation removed are
/// applied, as long as they have no zone in common. With one label per zone instead of one per class,
/// tightly filled stations stall.
template <class State>
class Chains {
 public:
  Chains(State& state, BorderStops<State>& borders, const LoadSizes& sizes, Reach reach)
      : state_(state),
        reach_(reach),
        links_(state, borders, sizes, reach),
        taken_(static_cast<std::size_t>(state.zones()), 0),
        charged_(links_.looked_at()) {}

  /// Applies chains of at most `longest` links that cost at most `fair` per unit of violation removed, until
  /// none is left or `work` is used up. Returns the violation left.
  double run(int longest, double fair, RepairWork& work, const GoOn& go_on) {
    const double before = state_.total_violation();
    double left = before;
    while (left > 0 && work.left() && go_on(1 - left / before)) {
      const bool pushed = round(true, longest, fair, work);
      const bool pulled = round(false, longest, fair, work);
      if (!pushed && !pulled) break;
      left = state_.total_violation();
    }
    return left;
  }

 private:
  static constexpr int none = -1;

  // A way of the search: over `link` load arrives in (push) or leaves (pull) `zone`.
  struct Node {
    std::int32_t zone;
    int parent;
    int depth;
    double load;    // that the zone receives (push) or gives (pull)
    double cost;    // of all links so far
    double length;  // the same, but nothing is gained by a link: without negative cycles the search ends soon
    double violation;  // change of the total violation so far, this zone not counted
    int root;          // the way's first node
    Link link;
  };
  struct Waiting {
    double length;
    int node;
  };
  struct End {
    double rate;  // cost per unit of violation removed
    int node;
  };

  bool round(bool push, int longest, double fair, RepairWork& work) {
    push_ = push;
    banned_.clear();
    // A chain that no longer holds when it is applied is banned, and the search repeated: a few times, since
    // most hold.
    constexpr int tries = 20;
    for (int attempt = 0; attempt < tries && work.left(); ++attempt) {
      search(longest, fair, work);
      if (ends_.empty()) return false;
      if (apply_cheapest()) return true;
    }
    return false;
  }

  void search(int longest, double fair, RepairWork& work) {
    nodes_.clear();
    queue_.clear();
    ends_.clear();
    most_.clear();
    best_at_.assign(static_cast<std::size_t>(state_.zones()) * LoadSizes::classes, none);
    for (std::int32_t zone = 0; zone < static_cast<std::int32_t>(state_.zones()); ++zone) {
      const double load = state_.zone_load(zone);
      const bool wants = push_ ? load > state_.bounds().upper[zone] : load < state_.bounds().lower[zone];
      if (!wants || state_.violation(zone) <= 0) continue;
      enqueue(static_cast<int>(nodes_.size()), 0.0);
      nodes_.push_back({zone, none, 0, 0.0, 0.0, 0.0, 0.0, static_cast<int>(nodes_.size()), {}});
      most_.push_back(fair * state_.violation(zone));
    }
    while (!queue_.empty() && work.left()) {
      std::pop_heap(queue_.begin(), queue_.end(), longer);
      const int at = queue_.back().node;
      queue_.pop_back();
      const Node node = nodes_[static_cast<std::size_t>(at)];
      if (node.depth >= longest || (node.parent != none && best_at_[key(node)] != at)) continue;
      if (push_) {
        for (const Link& link : links_.from(node.zone)) extend(at, node, link.to, link, fair);
        work.spend_links(static_cast<std::int64_t>(links_.from(node.zone).size()));
      } else {
        for (const std::int32_t other : links_.neighbours(node.zone)) {
          for (const Link& link : links_.between(other, node.zone)) extend(at, node, other, link, fair);
          work.spend_links(LoadSizes::classes);
        }
      }
      work.budget -= newly_looked_at();
    }
  }

  // What lists that were made anew have cost since this was last asked.
  std::int64_t newly_looked_at() {
    const std::int64_t before = std::exchange(charged_, links_.looked_at());
    return charged_ - before;
  }

  void extend(int at, const Node& node, std::int32_t next, const Link& link, double fair) {
    const double sign = push_ ? 1.0 : -1.0;
    const double here = state_.violation_change(node.zone, sign * (node.load - link.load));
    if (node.parent == none ? here >= -smallest(node.zone) : here > 0) return;

    Node reached = node;
    reached.zone = next;
    reached.parent = at;
    ++reached.depth;
    reached.load = link.load;
    reached.cost += link.cost;
    reached.length += std::max(0.0, link.cost);
    reached.violation += here;
    reached.link = link;
    double& most = most_[static_cast<std::size_t>(node.root)];
    if (reached.length > most) return;

    const int known = best_at_[key(reached)];
    const bool cheaper = known == none || reached.length < nodes_[static_cast<std::size_t>(known)].length;
    const double removed = -(reached.violation + state_.violation_change(next, sign * link.load));
    const bool ends = removed > smallest(next) && reached.cost <= fair * removed;
    if ((!cheaper && !ends) || on_way(at, next) || banned(link)) return;
    const int index = static_cast<int>(nodes_.size());
    nodes_.push_back(reached);
    if (ends) {
      ends_.push_back({reached.cost / removed, index});
      // From there, only what costs less per unit of violation is of interest.
      most = std::min(most,
                      std::max(0.0, reached.cost / removed *
                                        state_.violation(nodes_[static_cast<std::size_t>(node.root)].zone)));
    }
    if (!cheaper) return;
    best_at_[key(reached)] = index;
    enqueue(index, reached.length);
  }

  // The shortest way first (Dijkstra); of equally short ones the first found.
  static bool longer(const Waiting& left, const Waiting& right) {
    return left.length != right.length ? left.length > right.length : left.node > right.node;
  }
  void enqueue(int node, double length) {
    queue_.push_back({length, node});
    std::push_heap(queue_.begin(), queue_.end(), longer);
  }

  // A change of violation that counts, against the rounding of sums.
  [[nodiscard]] double smallest(std::int32_t zone) const {
    return 1e-11 * std::max(state_.zone_load(zone), 1e-300);
  }

  [[nodiscard]] static std::size_t key(const Node& node) {
    return static_cast<std::size_t>(node.zone) * LoadSizes::classes +
           static_cast<std::size_t>(node.link.size);
  }

  [[nodiscard]] bool on_way(int at, std::int32_t zone) const {
    for (; at != none; at = nodes_[static_cast<std::size_t>(at)].parent)
      if (nodes_[static_cast<std::size_t>(at)].zone == zone) return true;
    return false;
  }

  [[nodiscard]] bool banned(const Link& link) const {
    return std::any_of(banned_.begin(), banned_.end(), [&](const Link& other) {
      return other.stop == link.stop && other.back == link.back && other.to == link.to;
    });
  }

  bool apply_cheapest() {
    std::sort(ends_.begin(), ends_.end(), [](const End& left, const End& right) {
      return left.rate != right.rate ? left.rate < right.rate : left.node < right.node;
    });
    std::fill(taken_.begin(), taken_.end(), 0);
    bool any = false;
    for (const End& end : ends_) {
      if (is_taken(end.node)) continue;
      // Tried or done, its zones are not as the search has seen them.
      for (int at = end.node; at != none; at = nodes_[static_cast<std::size_t>(at)].parent)
        taken_[static_cast<std::size_t>(nodes_[static_cast<std::size_t>(at)].zone)] = 1;
      if (apply(end.node)) any = true;
    }
    return any;
  }

  [[nodiscard]] bool is_taken(int at) const {
    for (; at != none; at = nodes_[static_cast<std::size_t>(at)].parent)
      if (taken_[static_cast<std::size_t>(nodes_[static_cast<std::size_t>(at)].zone)]) return true;
    return false;
  }

  // Applies a chain from its end; if a link no longer holds, everything is undone and that link banned.
  bool apply(int end) {
    done_.clear();
    for (int at = end; nodes_[static_cast<std::size_t>(at)].parent != none;
         at = nodes_[static_cast<std::size_t>(at)].parent) {
      const Link& link = nodes_[static_cast<std::size_t>(at)].link;
      if (hand_over(link.stop, link.from, link.to) &&
          (link.back == Link::none || hand_over(link.back, link.to, link.from)))
        continue;
      for (auto undo = done_.rbegin(); undo != done_.rend(); ++undo) state_.move(undo->first, undo->second);
      banned_.push_back(link);
      return false;
    }
    return true;
  }

  bool hand_over(std::int32_t stop, std::int32_t from, std::int32_t to) {
    if (state_.zone(stop) != from || state_.members(from).size() < 2) return false;
    if (reach_ != Reach::anywhere && !(state_.touches(stop, to) && state_.removable(stop))) return false;
    state_.move(stop, to);
    done_.emplace_back(stop, from);
    return true;
  }

  State& state_;
  Reach reach_;
  ZoneLinks<State> links_;
  bool push_ = true;
  std::vector<Node> nodes_;
  std::vector<Waiting> queue_;  // a heap
  std::vector<int> best_at_;    // per (zone, class): the cheapest node
  std::vector<End> ends_;
  std::vector<double> most_;  // per first node: what a chain may still cost
  std::vector<char> taken_;   // zones of chains already tried
  std::vector<Link> banned_;
  std::vector<std::pair<std::int32_t, std::int32_t>> done_;  // stop, the zone it came from
  std::int64_t charged_;                                     // of the links' work so far
};

}  // namespace equizone
