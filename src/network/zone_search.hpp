#pragma once
// One search from all medians at once.

#include <span>
#include <vector>

#include "equizone/core/metric.hpp"
#include "network/way_graph.hpp"

namespace equizone {

// Reaches every node up to `width` times, by different zones, in the order of length - offset: the zones that
// are near a node are near to the nodes on the way to it, so that no other way is needed. O(width m log(width
// n)). Source: Dijkstra 1959, with several labels a node.
class ZoneSearch {
 public:
  // `graph` must outlive this.
  ZoneSearch(const WayGraph& graph, Index width);

  // From the node of each zone's median.
  void run(std::span<const std::int32_t> starts, const Values& offsets);

  // The zones that have reached a node, and the lengths of their ways; `width` if there are as many zones.
  [[nodiscard]] std::span<const NearZones::Entry> at(std::int32_t node) const {
    return std::span(reached_).subspan(static_cast<std::size_t>(node * width_),
                                       static_cast<std::size_t>(counts_[static_cast<std::size_t>(node)]));
  }

 private:
  struct Waiting {
    double key;  // length - offset
    std::int32_t node;
    std::int32_t zone;
  };
  static bool later(const Waiting& left, const Waiting& right);
  void push(const Waiting& next);
  Waiting pop();
  // Whether a zone need not come (again).
  [[nodiscard]] bool settled(std::int32_t node, std::int32_t zone) const;

  const WayGraph& graph_;
  Index width_;
  std::vector<Waiting> queue_;  // a heap
  std::vector<NearZones::Entry> reached_;
  std::vector<std::int32_t> counts_;
};

}  // namespace equizone
