#pragma once
// Zones with the same bounds: a candidate may stand for any of them.

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "equizone/balancing/bounds.hpp"

namespace equizone {

class ZoneKinds {
 public:
  explicit ZoneKinds(const Bounds& bounds) : bounds_(bounds) {
    std::map<std::pair<double, double>, std::vector<Index>> kinds;
    for (Index zone = 0; zone < bounds.zones(); ++zone)
      kinds[{bounds.lower[zone], bounds.upper[zone]}].push_back(zone);
    for (auto& [limits, zones] : kinds) zones_.push_back(std::move(zones));
    for (std::vector<Index>& zones : zones_)
      std::stable_sort(zones.begin(), zones.end(),
                       [&](Index a, Index b) { return bounds.targets[a] < bounds.targets[b]; });
  }

  [[nodiscard]] Index count() const { return static_cast<Index>(zones_.size()); }
  // Those of one kind, by their targets.
  [[nodiscard]] const std::vector<Index>& zones(Index kind) const {
    return zones_[static_cast<std::size_t>(kind)];
  }
  // By how much a load lies outside the bounds of a kind.
  [[nodiscard]] double violation(Index kind, double load) const {
    return bounds_.violation(zones(kind).front(), load);
  }
  // Whether a load lies within the bounds of any kind.
  [[nodiscard]] bool fits(double load) const {
    for (Index kind = 0; kind < count(); ++kind)
      if (violation(kind, load) <= 0) return true;
    return false;
  }

 private:
  const Bounds& bounds_;
  std::vector<std::vector<Index>> zones_;
};

}  // namespace equizone
