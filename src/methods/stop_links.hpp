#pragma once
// Which stops are linked, and by links of which length.

#include <cstdint>
#include <vector>

#include "methods/method.hpp"

namespace equizone {

struct StopLink {
  std::int32_t from = 0;
  std::int32_t to = 0;
  double length = 0.0;  // in the unit of the problem's points
  bool open = true;     // not so if barriers or the given graph leave no way, and only this joins the parts
};

// The links that end at each stop.
class LinkEnds {
 public:
  // `links` must outlive this. O(stops + links).
  LinkEnds(std::size_t stops, const std::vector<StopLink>& links);

  // In the order of the list: visit(link, other end).
  template <class Visit>
  void for_each(std::int32_t stop, Visit&& visit) const {
    const auto s = static_cast<std::size_t>(stop);
    for (auto at = first_[s]; at < first_[s + 1]; ++at) {
      const StopLink& link = links_[static_cast<std::size_t>(numbers_[static_cast<std::size_t>(at)])];
      visit(link, link.from == stop ? link.to : link.from);
    }
  }

 private:
  const std::vector<StopLink>& links_;
  std::vector<std::int32_t> first_;  // numbers of stop s: numbers_[first_[s]] .. numbers_[first_[s + 1] - 1]
  std::vector<std::int32_t> numbers_;  // of links
};

// Links between neighbours: of the given graph, or of the neighbour graph that barriers leave. Where those
// leave several parts, the shortest links of the neighbour graph without barriers that join them come last
// and are not open. Every stop can so be reached from every other. O(n log n).
std::vector<StopLink> stop_links(const MethodCall& call);

// The links of a tree of least total length over `stops` stops, given all links in the order in which they
// are preferred. Source: Kruskal 1956. O(m).
std::vector<StopLink> spanning_tree_of(Index stops, const std::vector<StopLink>& links);

}  // namespace equizone
