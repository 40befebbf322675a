#include "equizone/seeding/outliers.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <cmath>
#include <limits>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"

namespace equizone {

namespace {

constexpr Index enough_places = 10;

void check(const OutlierOptions& options) {
  if (!(options.factor > 0 && std::isfinite(options.factor)))
    throw InputError(message("factor is ", options.factor, "; it must be finite and > 0"));
  if (!(options.least_m >= 0 && std::isfinite(options.least_m)))
    throw InputError(message("least_m is ", options.least_m, "; it must be finite and >= 0 metres"));
  if (options.group < 1) throw InputError(message("group is ", options.group, "; it must be >= 1"));
}

double distance_m(const Sites& sites, std::size_t a, std::size_t b) {
  const GridPoint &p = sites.grid[a], &q = sites.grid[b];
  return sites.cell_m * std::hypot(static_cast<double>(p.x) - q.x, static_cast<double>(p.y) - q.y);
}

// Calls `use(site, neighbour)` for each pair, both ways round.
template <class Use>
void for_each_pair(const Neighbours& neighbours, Use&& use) {
  for (std::size_t site = 0; site + 1 < neighbours.first.size(); ++site)
    for (auto at = neighbours.first[site]; at < neighbours.first[site + 1]; ++at)
      use(site, static_cast<std::size_t>(neighbours.sites[static_cast<std::size_t>(at)]));
}

double median_to_nearest(const Sites& sites, const Neighbours& neighbours) {
  std::vector<double> nearest(sites.grid.size(), std::numeric_limits<double>::infinity());
  for_each_pair(neighbours, [&](std::size_t site, std::size_t other) {
    nearest[site] = std::min(nearest[site], distance_m(sites, site, other));
  });
  const auto middle = nearest.begin() + static_cast<std::ptrdiff_t>(nearest.size() / 2);
  std::nth_element(nearest.begin(), middle, nearest.end());
  return *middle;
}

}  // namespace

std::vector<Index> outliers(const Points& points, const OutlierOptions& options) {
  check_points(points);
  check(options);
  const Sites sites = find_sites(points);
  if (sites.size() < enough_places) return {};
  const Neighbours neighbours = find_neighbours(sites);
  const double far = std::max(options.least_m, options.factor * median_to_nearest(sites, neighbours));

  boost::disjoint_sets_with_storage<> groups(sites.grid.size());
  for_each_pair(neighbours, [&](std::size_t site, std::size_t other) {
    if (distance_m(sites, site, other) <= far) groups.union_set(site, other);
  });
  const auto group_of = [&](Index stop) {
    return groups.find_set(static_cast<std::size_t>(sites.of_stop[static_cast<std::size_t>(stop)]));
  };
  std::vector<Index> stops(sites.grid.size(), 0);
  for (Index stop = 0; stop < points.cols(); ++stop) ++stops[group_of(stop)];
  if (*std::max_element(stops.begin(), stops.end()) <= options.group) return {};
  std::vector<Index> result;
  for (Index stop = 0; stop < points.cols(); ++stop)
    if (stops[group_of(stop)] <= options.group) result.push_back(stop);
  return result;
}

}  // namespace equizone
