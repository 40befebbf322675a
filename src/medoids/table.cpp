#include "medoids/table.hpp"

#include <algorithm>
#include <cmath>

namespace equizone {

Table::Table(std::shared_ptr<const DistanceMatrix> matrix) : matrix_(std::move(matrix)) {
  for (const double entry : matrix_->reshaped())
    if (std::isfinite(entry)) longest_ = std::max(longest_, entry);
}

double Table::way_without(Index from, Index to) const {
  const double back = (*matrix_)(to, from);
  return unreachable_factor * (std::isfinite(back) ? back : longest_);
}

void Table::measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const {
  for (std::size_t at = 0; at < to.size(); ++at)
    ways[at] = {distance(from, to[at]), std::isfinite((*matrix_)(from, to[at]))};
}

double Table::cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                        double limit) const {
  double cost = 0;
  for (const std::int32_t stop : to) {
    cost += visits[stop] * distance(from, stop);
    if (cost >= limit) break;
  }
  return cost;
}

NearZones Table::near_zones(std::span<const Index> medians, const Values& offsets, Index width) const {
  const auto zones = static_cast<std::int32_t>(medians.size());
  NearZones near{.width = std::min<Index>(width, zones), .all = width >= zones, .entries = {}};
  near.entries.reserve(static_cast<std::size_t>(stops() * near.width));
  std::vector<NearZones::Entry> entries(medians.size());
  for (Index stop = 0; stop < stops(); ++stop) {
    for (std::int32_t zone = 0; zone < zones; ++zone)
      entries[static_cast<std::size_t>(zone)] = {zone,
                                                 distance(medians[static_cast<std::size_t>(zone)], stop)};
    if (!near.all)
      std::nth_element(entries.begin(), entries.begin() + near.width - 1, entries.end(),
                       [&](const NearZones::Entry& left, const NearZones::Entry& right) {
                         const double a = left.distance - offsets[left.zone];
                         const double b = right.distance - offsets[right.zone];
                         return a != b ? a < b : left.zone < right.zone;
                       });
    near.entries.insert(near.entries.end(), entries.begin(), entries.begin() + near.width);
  }
  return near;
}

std::unique_ptr<const Distances> tabulated(const Distances& distances, std::span<const std::int32_t> stops) {
  const auto n = static_cast<Index>(stops.size());
  auto matrix = std::make_shared<DistanceMatrix>(n, n);
  std::vector<Way> ways(stops.size());
  for (Index from = 0; from < n; ++from) {
    distances.measure(stops[static_cast<std::size_t>(from)], stops, ways);
    for (Index to = 0; to < n; ++to) (*matrix)(from, to) = ways[static_cast<std::size_t>(to)].distance;
  }
  return std::make_unique<Table>(std::move(matrix));
}

}  // namespace equizone
