#include "network/stop_streets.hpp"

#include <algorithm>
#include <cmath>

#include "network/zone_search.hpp"

namespace equizone {

namespace {

// The shortest first; of equally long ones the lowest node, so that results do not depend on the order of
// arcs.
template <class Waiting>
bool later(const Waiting& left, const Waiting& right) {
  return left.length != right.length ? left.length > right.length : left.node > right.node;
}

}  // namespace

StopStreets::StopStreets(const StreetNetwork& network, const Points& points)
    : graph_(network, points), land_(find_mainland(graph_)), stops_(points.cols()) {
  const auto nodes = static_cast<std::size_t>(graph_.nodes());
  lengths_.resize(nodes);
  stamps_.assign(nodes, 0);
  asked_.assign(nodes, 0.0);
}

Way StopStreets::way(double length) const {
  if (length < graph_.penalty()) return {length, true};
  return {unreachable_factor * std::fmod(length, graph_.penalty()), false};
}

bool StopStreets::on_mainland(Index stop) const {
  return land_.inside[static_cast<std::size_t>(graph_.node_of(stop))] != 0;
}

// The node at which a search has reached a stop.
std::size_t StopStreets::goal(Index stop, bool from_mainland) const {
  const auto node = static_cast<std::size_t>(graph_.node_of(stop));
  return from_mainland ? static_cast<std::size_t>(land_.entry[node]) : node;
}

// The whole way, from the length of that to the goal.
Way StopStreets::way_to(Index stop, bool from_mainland, double length) const {
  const auto node = static_cast<std::size_t>(graph_.node_of(stop));
  if (!from_mainland || goal(stop, true) == node) return way(length);
  return {unreachable_factor * (length + land_.approach[node]), false};
}

void StopStreets::begin_search() const {
  queue_.clear();
  if (++stamp_ == 0) {
    std::fill(stamps_.begin(), stamps_.end(), 0u);
    stamp_ = 1;
  }
}

void StopStreets::reach(std::int32_t node, double length) const {
  const auto at = static_cast<std::size_t>(node);
  if (stamps_[at] == stamp_ && lengths_[at] <= length) return;
  stamps_[at] = stamp_;
  lengths_[at] = length;
  queue_.push_back({length, node});
  std::push_heap(queue_.begin(), queue_.end(), later<Waiting>);
}

// Visits the nodes in the order of their distance, until `visit(node, length)` says no.
template <class Visit>
void StopStreets::search(std::int32_t from, Visit&& visit) const {
  begin_search();
  reach(from, 0.0);
  while (!queue_.empty()) {
    const Waiting here = queue_.front();
    std::pop_heap(queue_.begin(), queue_.end(), later<Waiting>);
    queue_.pop_back();
    if (here.length > lengths_[static_cast<std::size_t>(here.node)]) continue;
    if (!visit(here.node, here.length)) return;
    for (const WayGraph::Arc& arc : graph_.from(here.node)) reach(arc.to, here.length + arc.length);
  }
}

void StopStreets::measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const {
  const bool from_mainland = on_mainland(from);
  std::size_t left = 0;
  for (const std::int32_t stop : to) {
    double& asked = asked_[goal(stop, from_mainland)];
    left += asked > 0 ? 0u : 1u;
    asked = 1;
  }
  if (left > 0)
    search(graph_.node_of(from), [&](std::int32_t node, double) {
      left -= asked_[static_cast<std::size_t>(node)] > 0 ? 1u : 0u;
      return left > 0;
    });
  for (std::size_t at = 0; at < to.size(); ++at)
    ways[at] = way_to(to[at], from_mainland, lengths_[goal(to[at], from_mainland)]);
  for (const std::int32_t stop : to) asked_[goal(stop, from_mainland)] = 0;
}

// What is not yet reached lies beyond what is: from the mainland, where no rule is broken on the way, the
// search ends when even that is too dear.
double StopStreets::cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                              double limit) const {
  const bool from_mainland = on_mainland(from);
  double left = 0;
  for (const std::int32_t stop : to) {
    asked_[goal(stop, from_mainland)] += visits[stop];
    left += visits[stop];
  }
  const double negligible = 1e-12 * left;
  double cost = 0;
  bool too_dear = false;
  if (left > 0)
    search(graph_.node_of(from), [&](std::int32_t node, double length) {
      const double asked = asked_[static_cast<std::size_t>(node)];
      cost += asked * length;
      left -= asked;
      too_dear = from_mainland && cost + left * length >= limit;
      return left > negligible && !too_dear;
    });
  for (const std::int32_t stop : to) asked_[goal(stop, from_mainland)] = 0;
  if (too_dear) return limit;
  // Summed stop by stop: those that break rules cost more than the length to their goal.
  cost = 0;
  for (const std::int32_t stop : to)
    if (visits[stop] > 0)
      cost += visits[stop] * way_to(stop, from_mainland, lengths_[goal(stop, from_mainland)]).distance;
  return cost;
}

NearZones StopStreets::near_zones(std::span<const Index> medians, const Values& offsets, Index width) const {
  const Index zones = static_cast<Index>(medians.size());
  NearZones near{.width = std::min(width, zones), .all = width >= zones, .entries = {}};
  std::vector<std::int32_t> starts;
  for (const Index median : medians) starts.push_back(graph_.node_of(median));
  ZoneSearch search(graph_, near.width);
  search.run(starts, offsets);
  near.entries.resize(static_cast<std::size_t>(stops_ * near.width));
  for (Index stop = 0; stop < stops_; ++stop) {
    Index place = 0;
    for (const NearZones::Entry& entry : search.at(graph_.node_of(stop))) {
      const Index at = near.all ? entry.zone : place++;
      near.entries[static_cast<std::size_t>(stop * near.width + at)] = {
          entry.zone, way(std::max(0.0, entry.distance)).distance};
    }
  }
  return near;
}

}  // namespace equizone
