#pragma once
// Stops around fixed medians, kept up to date while single stops change zones: what ZoningState is to centers
// in the plane. Repair and local search work on either.

#include <limits>
#include <utility>
#include <vector>

#include "medoids/division.hpp"

namespace equizone {

// A stop may join the zones of its list. Moving it costs O(1).
class MedoidState {
 public:
  // References must outlive this.
  MedoidState(const MedoidProblem& problem, const NearZones& near, Labels labels)
      : problem_(problem),
        near_(near),
        labels_(std::move(labels)),
        loads_(loads_of_zones(labels_, problem.loads, problem.zones())),
        members_(members_of(labels_, problem.zones())),
        position_(static_cast<std::size_t>(problem.stops())),
        changed_(members_.size(), 0) {
    for (const auto& list : members_)
      for (std::size_t at = 0; at < list.size(); ++at)
        position_[static_cast<std::size_t>(list[at])] = static_cast<std::int32_t>(at);
  }

  [[nodiscard]] const Bounds& bounds() const { return problem_.bounds; }
  [[nodiscard]] const Labels& labels() const { return labels_; }
  [[nodiscard]] const Values& loads() const { return problem_.loads; }
  [[nodiscard]] Index zones() const { return problem_.zones(); }
  [[nodiscard]] Index stops() const { return problem_.stops(); }
  [[nodiscard]] std::int32_t zone(Index stop) const { return labels_[stop]; }
  [[nodiscard]] double load(Index stop) const { return problem_.loads[stop]; }
  [[nodiscard]] double zone_load(Index zone) const { return loads_[zone]; }
  [[nodiscard]] const std::vector<std::int32_t>& members(Index zone) const {
    return members_[static_cast<std::size_t>(zone)];
  }
  [[nodiscard]] std::uint32_t changes(Index zone) const { return changed_[static_cast<std::size_t>(zone)]; }

  [[nodiscard]] double violation(Index zone) const { return bounds().violation(zone, loads_[zone]); }
  [[nodiscard]] double violation_change(Index zone, double difference) const {
    return bounds().violation(zone, loads_[zone] + difference) - violation(zone);
  }
  [[nodiscard]] double total_violation() const { return bounds().violation(loads_); }

  // Visits * distance; infinite in a zone that is not on the stop's list.
  [[nodiscard]] double cost(Index stop, std::int32_t zone) const {
    const std::span<const NearZones::Entry> list = near_.of(stop);
    if (near_.all) return problem_.visits[stop] * list[static_cast<std::size_t>(zone)].distance;
    for (const NearZones::Entry& entry : list)
      if (entry.zone == zone) return problem_.visits[stop] * entry.distance;
    return std::numeric_limits<double>::infinity();
  }
  [[nodiscard]] double leaving(Index stop) const { return -cost(stop, labels_[stop]); }
  [[nodiscard]] double joining(Index stop, std::int32_t to) const { return cost(stop, to); }
  [[nodiscard]] double exchanging(Index first, Index second) const {
    return leaving(first) + joining(first, zone(second)) + leaving(second) + joining(second, zone(first));
  }
  [[nodiscard]] double smallest_change(Index stop, std::int32_t to, Index back) const {
    return 1e-9 * (joining(stop, to) + (back >= 0 ? joining(back, zone(stop)) : 0.0));
  }
  [[nodiscard]] double mean_cost() const {
    double total = 0;
    for (Index stop = 0; stop < stops(); ++stop) total += cost(stop, labels_[stop]);
    return total / loads_.sum();
  }

  // Every stop is on its own: zones are not asked to be in one piece.
  [[nodiscard]] std::int32_t site(Index stop) const { return static_cast<std::int32_t>(stop); }
  [[nodiscard]] bool alone_at_site(Index) const { return true; }
  [[nodiscard]] bool at_border(Index) const { return true; }
  [[nodiscard]] bool removable(Index stop) const { return members(labels_[stop]).size() > 1; }
  [[nodiscard]] bool touches(Index stop, std::int32_t zone) const {
    return cost(stop, zone) < std::numeric_limits<double>::infinity();
  }
  template <class Visit>
  void for_each_touching_zone(Index stop, Visit&& visit) const {
    for (const NearZones::Entry& entry : near_.of(stop))
      if (entry.zone != labels_[stop]) visit(entry.zone);
  }

  void move(Index stop, std::int32_t to) {
    const std::int32_t from = std::exchange(labels_[stop], to);
    loads_[from] -= load(stop);
    loads_[to] += load(stop);
    std::vector<std::int32_t>& left = members_[static_cast<std::size_t>(from)];
    auto& position = position_[static_cast<std::size_t>(stop)];
    position_[static_cast<std::size_t>(left.back())] = position;
    left[static_cast<std::size_t>(position)] = left.back();
    left.pop_back();
    position = static_cast<std::int32_t>(members(to).size());
    members_[static_cast<std::size_t>(to)].push_back(static_cast<std::int32_t>(stop));
    ++changed_[static_cast<std::size_t>(from)];
    ++changed_[static_cast<std::size_t>(to)];
  }
  void take_labels(const Labels& labels) {
    for (Index stop = 0; stop < stops(); ++stop)
      if (labels_[stop] != labels[stop]) move(stop, labels[stop]);
  }

 private:
  MedoidProblem problem_;
  const NearZones& near_;
  Labels labels_;
  Values loads_;
  std::vector<std::vector<std::int32_t>> members_;
  std::vector<std::int32_t> position_;  // of a stop in its zone's members
  std::vector<std::uint32_t> changed_;
};

}  // namespace equizone
