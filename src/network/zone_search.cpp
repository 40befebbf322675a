#include "network/zone_search.hpp"

#include <algorithm>

namespace equizone {

ZoneSearch::ZoneSearch(const WayGraph& graph, Index width)
    : graph_(graph),
      width_(width),
      reached_(static_cast<std::size_t>(graph.nodes() * width)),
      counts_(static_cast<std::size_t>(graph.nodes()), 0) {}

// The order is complete, so that results do not depend on that of the arcs.
bool ZoneSearch::later(const Waiting& left, const Waiting& right) {
  if (left.key != right.key) return left.key > right.key;
  return left.zone != right.zone ? left.zone > right.zone : left.node > right.node;
}

void ZoneSearch::push(const Waiting& next) {
  queue_.push_back(next);
  std::push_heap(queue_.begin(), queue_.end(), later);
}

ZoneSearch::Waiting ZoneSearch::pop() {
  const Waiting first = queue_.front();
  std::pop_heap(queue_.begin(), queue_.end(), later);
  queue_.pop_back();
  return first;
}

bool ZoneSearch::settled(std::int32_t node, std::int32_t zone) const {
  const auto list = at(node);
  return static_cast<Index>(list.size()) == width_ ||
         std::any_of(list.begin(), list.end(),
                     [&](const NearZones::Entry& entry) { return entry.zone == zone; });
}

void ZoneSearch::run(std::span<const std::int32_t> starts, const Values& offsets) {
  for (std::size_t zone = 0; zone < starts.size(); ++zone)
    push({-offsets[static_cast<Index>(zone)], starts[zone], static_cast<std::int32_t>(zone)});
  while (!queue_.empty()) {
    const Waiting here = pop();
    if (settled(here.node, here.zone)) continue;
    auto& count = counts_[static_cast<std::size_t>(here.node)];
    reached_[static_cast<std::size_t>(here.node * width_ + count++)] = {here.zone,
                                                                        here.key + offsets[here.zone]};
    for (const WayGraph::Arc& arc : graph_.from(here.node))
      if (!settled(arc.to, here.zone)) push({here.key + arc.length, arc.to, here.zone});
  }
}

}  // namespace equizone
