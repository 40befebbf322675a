#include "equizone/core/metric.hpp"

#include <algorithm>
#include <numeric>

namespace equizone {

namespace {

// Of equally good ones the lower zone is kept.
bool better(const NearZones::Entry& left, const NearZones::Entry& right, const Values& offsets) {
  const double a = left.distance - offsets[left.zone];
  const double b = right.distance - offsets[right.zone];
  return a != b ? a < b : left.zone < right.zone;
}

}  // namespace

double Distances::cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                            double /*limit*/) const {
  std::vector<Way> ways(to.size());
  measure(from, to, ways);
  double cost = 0;
  for (std::size_t at = 0; at < to.size(); ++at) cost += visits[to[at]] * ways[at].distance;
  return cost;
}

NearZones Distances::near_zones(std::span<const Index> medians, const Values& offsets, Index width) const {
  const auto zones = static_cast<std::int32_t>(medians.size());
  NearZones near{.width = std::min<Index>(width, zones), .all = width >= zones, .entries = {}};
  near.entries.resize(static_cast<std::size_t>(stops() * near.width));
  std::vector<std::int32_t> all(static_cast<std::size_t>(stops()));
  std::iota(all.begin(), all.end(), 0);
  std::vector<Way> ways(all.size());
  for (std::int32_t zone = 0; zone < zones; ++zone) {
    measure(medians[static_cast<std::size_t>(zone)], all, ways);
    for (Index stop = 0; stop < stops(); ++stop) {
      const NearZones::Entry entry{zone, ways[static_cast<std::size_t>(stop)].distance};
      const auto list =
          std::span(near.entries)
              .subspan(static_cast<std::size_t>(stop * near.width), static_cast<std::size_t>(near.width));
      if (zone < near.width) {
        list[static_cast<std::size_t>(zone)] = entry;
        continue;
      }
      const auto worst = std::max_element(list.begin(), list.end(), [&](const auto& left, const auto& right) {
        return better(left, right, offsets);
      });
      if (better(entry, *worst, offsets)) *worst = entry;
    }
  }
  return near;
}

}  // namespace equizone
