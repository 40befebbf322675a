#include "medoids/table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "medoids/division.hpp"

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

std::unique_ptr<const Distances> table_if_small(const Distances& distances) {
  const bool is_table = dynamic_cast<const Table*>(&distances) != nullptr;
  if (is_table || distances.stops() > few_stops) return nullptr;
  std::vector<std::int32_t> all(static_cast<std::size_t>(distances.stops()));
  std::iota(all.begin(), all.end(), 0);
  return tabulated(distances, all);
}

}  // namespace equizone
