#pragma once
/// \file
/// Chains of moves that bring zones within their bounds.

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <set>
#include <utility>
#include <vector>

#include "equizone/balancing/border_stops.hpp"
#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// Brings zones within their bounds by chains of moves at the borders (ejection chains): an overfull zone
/// pushes a stop to a neighbour, which may push one on, until a zone with room takes the last; an underfull
/// zone pulls in the same way. Among the chains the cheapest per unit of violation removed is taken. The
/// search is label-correcting over (zone, size class of the arriving stop): with one label per zone, tightly
/// filled stations stall. Where no chain of single stops helps, links may also exchange two stops.
class Repair {
 public:
  /// How far the search may go.
  enum class Reach {
    borders,    ///< moves at the borders that keep zones connected
    exchanges,  ///< also exchanges of two stops in a link
    anywhere    ///< any stop to any zone; zones may fall apart
  };

  Repair(ZoningState& state, Reach reach)
      : state_(state),
        reach_(reach),
        borders_(state, reach == Reach::anywhere),
        work_left_(2'000'000 + 200 * static_cast<std::int64_t>(state.graph().stops())) {
    find_size_classes();
  }

  /// Repairs until no zone violates its bounds, nothing helps any more, or its work is used up (counted in
  /// links, about 2e6 + 200 n, so that results do not depend on the clock). Returns the violation left.
  double run(const GoOn& go_on) {
    std::set<std::int32_t> hopeless;
    const double before = state_.total_violation();
    double left = before;
    for (std::int32_t zone = worst(hopeless); zone >= 0 && work_left_ > 0 && go_on(1 - left / before);
         zone = worst(hopeless)) {
      if (improve(zone)) {
        // A chain elsewhere may have opened a way for those that found none; the violation falls, so this
        // ends.
        hopeless.clear();
        left = state_.total_violation();
      } else {
        hopeless.insert(zone);
      }
    }
    return left;
  }

 private:
  static constexpr std::size_t classes = 3;
  static constexpr int short_chain = 3;  // links; most violations are settled nearby
  static constexpr int long_chain = 12;
  static constexpr int none = -1;

  // A way of the search: the stop `stop` arrives in (push) or leaves (pull) `zone`; `back`, if any, goes the
  // other way.
  struct Node {
    std::int32_t zone;
    std::int32_t stop;
    std::int32_t back;
    double load;  // net load that the zone receives (push) or gives (pull)
    double cost;
    double violation;  // change of the total violation along the way, the last zone not counted
    int parent;
    int depth;
  };
  struct Link {
    std::int32_t stop;
    std::int32_t from;
    std::int32_t to;
  };

  void find_size_classes() {
    std::vector<double> sizes;
    for (Index stop = 0; stop < state_.graph().stops(); ++stop)
      if (state_.load(stop) > 0) sizes.push_back(state_.load(stop));
    std::sort(sizes.begin(), sizes.end());
    for (std::size_t cut = 1; cut < classes; ++cut)
      cuts_[cut - 1] = sizes.empty() ? 0.0 : sizes[sizes.size() * cut / classes];
  }

  [[nodiscard]] std::size_t size_class(double load) const {
    return static_cast<std::size_t>(
        std::count_if(cuts_.begin(), cuts_.end(), [&](double cut) { return load > cut; }));
  }

  [[nodiscard]] std::int32_t worst(const std::set<std::int32_t>& hopeless) const {
    std::int32_t found = -1;
    double most = 0;
    for (std::int32_t zone = 0; zone < static_cast<std::int32_t>(state_.zones()); ++zone)
      if (const double violation = state_.violation(zone); violation > most && !hopeless.contains(zone)) {
        most = violation;
        found = zone;
      }
    return found;
  }

  bool improve(std::int32_t source) {
    constexpr int tries = 20;
    banned_.clear();
    push_ = state_.mass(source).load > state_.bounds().upper[source];
    for (const int longest : {short_chain, long_chain})
      for (int attempt = 0; attempt < tries; ++attempt) {
        const int end = search(source, longest);
        if (end == none) break;
        if (apply(links_to(end))) return true;
      }
    return false;
  }

  // Best chain of up to `longest` links from `source`, as the index of its last node.
  int search(std::int32_t source, int longest) {
    const std::size_t states = static_cast<std::size_t>(state_.zones()) * classes;
    nodes_.assign(1, Node{source, -1, -1, 0.0, 0.0, 0.0, none, 0});
    best_at_.resize(states, none);
    for (const std::size_t state : reached_states_) best_at_[state] = none;
    reached_states_.clear();
    queue_.assign(1, 0);
    int best = none;
    double best_rate = std::numeric_limits<double>::infinity();
    while (!queue_.empty() && work_left_ > 0) {
      const int at = queue_.front();
      queue_.pop_front();
      const Node node = nodes_[static_cast<std::size_t>(at)];
      if (at != 0 && best_at_[state_of(node)] != at) continue;  // overtaken by a cheaper way
      if (node.depth >= longest) continue;
      for_each_link(node, [&](std::int32_t next, std::int32_t stop, std::int32_t back, double cost) {
        extend(at, node, next, stop, back, cost, best, best_rate);
      });
    }
    return best;
  }

  void extend(int at, const Node& node, std::int32_t next, std::int32_t stop, std::int32_t back, double cost,
              int& best, double& best_rate) {
    --work_left_;
    const double sign = push_ ? 1.0 : -1.0;
    const double load = state_.load(stop) - (back >= 0 ? state_.load(back) : 0.0);
    const double here = state_.violation_change(node.zone, sign * (node.load - load));
    const bool at_source = node.parent == none;
    if (at_source ? here >= -smallest(node.zone) : here > 0) return;
    if (on_way(at, next) || banned_.contains({stop, next})) return;

    Node reached{next, stop, back, load, node.cost + cost, node.violation + here, at, node.depth + 1};
    const double total = reached.violation + state_.violation_change(next, sign * load);
    bool keep = false;
    if (total < -smallest(next)) {
      const double rate = reached.cost / -total;
      if (rate < best_rate) {
        best_rate = rate;
        best = static_cast<int>(nodes_.size());
        keep = true;
      }
    }
    int& known = best_at_[state_of(reached)];
    if (known == none || reached.cost < nodes_[static_cast<std::size_t>(known)].cost) {
      if (known == none) reached_states_.push_back(state_of(reached));
      known = static_cast<int>(nodes_.size());
      queue_.push_back(known);
      keep = true;
    }
    if (keep) nodes_.push_back(reached);
  }

  // A change of violation that counts, against the rounding of sums.
  [[nodiscard]] double smallest(std::int32_t zone) const {
    return 1e-11 * std::max(state_.mass(zone).load, 1e-300);
  }

  [[nodiscard]] std::size_t state_of(const Node& node) const {
    return static_cast<std::size_t>(node.zone) * classes + size_class(node.load);
  }

  [[nodiscard]] bool on_way(int at, std::int32_t zone) const {
    for (; at != none; at = nodes_[static_cast<std::size_t>(at)].parent)
      if (nodes_[static_cast<std::size_t>(at)].zone == zone) return true;
    return false;
  }

  // Links out of a node's zone: pushing, its own border stops; pulling, the neighbours' border stops that
  // touch it.
  template <class Visit>
  void for_each_link(const Node& node, Visit&& visit) {
    if (push_) {
      for (const BorderStop& candidate : borders_.of(node.zone))
        visit(candidate.to, candidate.stop, -1, candidate.cost);
    } else {
      for (const std::int32_t neighbour : borders_.neighbours(node.zone))
        for (const BorderStop& candidate : borders_.of(neighbour, node.zone))
          visit(neighbour, candidate.stop, -1, candidate.cost);
    }
    if (reach_ != Reach::borders) for_each_exchange(node, visit);
  }

  template <class Visit>
  void for_each_exchange(const Node& node, Visit&& visit) {
    for (const std::int32_t neighbour : borders_.neighbours(node.zone)) {
      const std::int32_t giver = push_ ? node.zone : neighbour;
      const std::int32_t taker = push_ ? neighbour : node.zone;
      const std::span<const BorderStop> out = borders_.of(giver, taker);
      const std::span<const BorderStop> back = borders_.of(taker, giver);
      for (const BorderStop& first : out)
        for (const BorderStop& second : back)
          if (state_.load(first.stop) > state_.load(second.stop))
            visit(neighbour, first.stop, second.stop, first.cost + second.cost);
    }
  }

  [[nodiscard]] std::vector<Link> links_to(int end) const {
    std::vector<Link> links;
    for (int at = end; nodes_[static_cast<std::size_t>(at)].parent != none;
         at = nodes_[static_cast<std::size_t>(at)].parent) {
      const Node& node = nodes_[static_cast<std::size_t>(at)];
      const std::int32_t before = nodes_[static_cast<std::size_t>(node.parent)].zone;
      const std::int32_t from = push_ ? before : node.zone;
      const std::int32_t to = push_ ? node.zone : before;
      links.push_back({node.stop, from, to});
      if (node.back >= 0) links.push_back({node.back, to, from});
    }
    return links;
  }

  // Applies a chain from its end; if a link no longer holds, everything is undone and that link banned.
  bool apply(const std::vector<Link>& links) {
    std::vector<Link> done;
    for (const Link& link : links) {
      const bool holds =
          state_.zone(link.stop) == link.from && state_.members(link.from).size() > 1 &&
          (reach_ == Reach::anywhere || (state_.touches(link.stop, link.to) && state_.removable(link.stop)));
      if (!holds) {
        for (auto undo = done.rbegin(); undo != done.rend(); ++undo) state_.move(undo->stop, undo->from);
        // The search knows a link by its stop and the zone it leads to, seen from where the search came.
        banned_.insert({link.stop, push_ ? link.to : link.from});
        return false;
      }
      state_.move(link.stop, link.to);
      done.push_back(link);
    }
    return true;
  }

  ZoningState& state_;
  Reach reach_;
  BorderStops borders_;
  std::int64_t work_left_;  // links that may still be looked at: where granularity forbids the bounds, the
                            // search must end
  std::array<double, classes - 1> cuts_{};
  bool push_ = true;
  std::vector<Node> nodes_;
  std::vector<int> best_at_;                 // per (zone, size class): the cheapest node
  std::vector<std::size_t> reached_states_;  // those of them that the present search has set
  std::deque<int> queue_;
  std::set<std::pair<std::int32_t, std::int32_t>> banned_;
};

/// Repairs with widening reach until every zone lies within its bounds; returns the violation left. Zones
/// fall apart only where that meets all bounds and nothing else does.
inline double repair(ZoningState& state, const GoOn& go_on) {
  constexpr Index few_ways =
      200'000;  // beyond, so many stops meet at the borders that going anywhere is not needed
  double left = Repair(state, Repair::Reach::borders).run(go_on);
  if (left > 0) left = Repair(state, Repair::Reach::exchanges).run(go_on);
  if (left <= 0 || state.graph().stops() * state.zones() > few_ways) return left;
  ZoningState scattered = state;
  if (Repair(scattered, Repair::Reach::anywhere).run(go_on) > 0) return left;
  state.take_labels_of(scattered);
  return 0;
}

}  // namespace equizone
