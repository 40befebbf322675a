#pragma once
/// \file
/// Moves and exchanges within a group, down to a local optimum.

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "equizone/balancing/zone_group.hpp"

namespace equizone {

/// Descends on cost + penalty by moving single stops and by exchanging two, between any two zones of a
/// group, with exact changes of cost.
class GroupDescent {
 public:
  void run(ZoneGroup& group) {
    const std::size_t m = group.zones();
    stale_.assign(m * m, 1);
    constexpr int most = 100;  // a few are enough
    bool better = true;
    for (int round = 0; better && round < most; ++round) {
      better = false;
      for (std::size_t a = 0; a < m; ++a)
        for (std::size_t b = a + 1; b < m; ++b)
          if (std::exchange(stale_[a * m + b], 0) != 0 && improve(group, a, b)) {
            mark(a, m);
            mark(b, m);
            stale_[a * m + b] = 0;
            better = true;
          }
    }
  }

 private:
  struct Candidate {
    double change;  // of the cost, if this stop alone went over
    std::int32_t at;
  };
  // The best move or exchange between two zones so far.
  struct Best {
    double change;
    std::int32_t give = none;
    std::int32_t take = none;
  };
  static constexpr std::int32_t none = -1;

  void mark(std::size_t zone, std::size_t m) {
    for (std::size_t other = 0; other < m; ++other)
      stale_[std::min(zone, other) * m + std::max(zone, other)] = 1;
  }

  // Until no move or exchange between the two zones lowers the objective.
  bool improve(ZoneGroup& group, std::size_t a, std::size_t b) {
    constexpr int most = 50;
    bool any = false;
    for (int step = 0; step < most; ++step) {
      const Best best = find_best(group, a, b);
      if (best.give == none && best.take == none) break;
      if (best.give != none) group.move(static_cast<std::size_t>(best.give), b);
      if (best.take != none) group.move(static_cast<std::size_t>(best.take), a);
      any = true;
    }
    return any;
  }

  Best find_best(const ZoneGroup& group, std::size_t a, std::size_t b) {
    list(group, a, b, out_);
    list(group, b, a, back_);
    Best best{-group.least_gain()};
    for (const Candidate& first : out_) consider(group, a, b, first.at, none, first.change, best);
    for (const Candidate& second : back_) consider(group, a, b, none, second.at, second.change, best);
    const double gain = group.penalty(a) + group.penalty(b);
    for (const Candidate& first : out_)
      for (const Candidate& second : back_) {
        // An exchange costs at least as much as its two moves, nearly.
        if (first.change + second.change - gain >= best.change) break;
        const Moments net =
            group.item(static_cast<std::size_t>(first.at)) - group.item(static_cast<std::size_t>(second.at));
        consider(group, a, b, first.at, second.at, group.cost_change(a, b, net), best);
      }
    return best;
  }

  // The stops of `from` that go over to `to` most cheaply; the first few are those at the border.
  static void list(const ZoneGroup& group, std::size_t from, std::size_t to, std::vector<Candidate>& found) {
    constexpr std::size_t most = 10;
    found.clear();
    if (group.members(from).size() < 2) return;
    const Moments giver = group.sum(from);
    const Moments taker = group.sum(to);
    const double before = giver.saved() + taker.saved();
    for (const std::int32_t at : group.members(from)) {
      const Moments& item = group.item(static_cast<std::size_t>(at));
      if (item.load <= 0) continue;
      const double change = before - (giver - item).saved() - (taker + item).saved();
      if (found.size() == most) {
        if (change >= found.back().change) continue;
        found.pop_back();
      }
      std::size_t place = found.size();
      found.push_back({change, at});
      for (; place > 0 && found[place - 1].change > change; --place) found[place] = found[place - 1];
      found[place] = {change, at};
    }
  }

  static void consider(const ZoneGroup& group, std::size_t a, std::size_t b, std::int32_t give,
                       std::int32_t take, double change, Best& best) {
    double net = 0;
    if (give != none) net += group.item(static_cast<std::size_t>(give)).load;
    if (take != none) net -= group.item(static_cast<std::size_t>(take)).load;
    const double total = change + group.penalty_change(a, b, net);
    if (total < best.change) best = {total, give, take};
  }

  std::vector<char> stale_;  // pairs of zones to look at
  std::vector<Candidate> out_, back_;
};

}  // namespace equizone
