#include "equizone/zoning/fences.hpp"

#include <cmath>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/zoning/locate.hpp"
#include "zoning/block_fences.hpp"
#include "zoning/fence_ground.hpp"
#include "zoning/fence_map.hpp"
#include "zoning/nearest_site.hpp"
#include "zoning/power_borders.hpp"
#include "zoning/walled_fence_map.hpp"

namespace equizone {

namespace {

// The zone of each site's cell: the one with most stops there, the lowest of several.
std::vector<std::int32_t> zones_of_sites(const Sites& sites, const Labels& labels) {
  std::vector<std::int32_t> result;
  std::vector<std::int32_t> here;
  for (std::size_t s = 0; s < sites.grid.size(); ++s) {
    here.clear();
    for (auto at = sites.first[s]; at < sites.first[s + 1]; ++at)
      here.push_back(labels[sites.stops[static_cast<std::size_t>(at)]]);
    std::sort(here.begin(), here.end());
    std::int32_t zone = here.front();
    std::ptrdiff_t most = 0;
    for (auto run = here.begin(); run != here.end();) {
      const auto end = std::upper_bound(run, here.end(), *run);
      if (end - run > most) {
        most = end - run;
        zone = *run;
      }
      run = end;
    }
    result.push_back(zone);
  }
  return result;
}

std::vector<Index> stops_without_cell(const Sites& sites, const Labels& labels,
                                      const std::vector<std::int32_t>& zone_of_site) {
  std::vector<Index> result;
  for (Index stop = 0; stop < labels.size(); ++stop) {
    const auto site = static_cast<std::size_t>(sites.of_stop[static_cast<std::size_t>(stop)]);
    if (zone_of_site[site] != labels[stop]) result.push_back(stop);
  }
  return result;
}

Simplifying simplifying_around(const Sites& sites, double simplify_m, const PlaneGrid& grid) {
  Simplifying result;
  if (simplify_m <= 0) return result;
  for (const GridPoint& site : sites.grid) {
    const Eigen::Vector2d place = sites.metres(site.x, site.y);
    result.places.push_back(grid.round(place.x(), place.y()));
  }
  result.least_area = std::pow(simplify_m / grid.step_m(), 2);
  return result;
}

std::vector<MultiPolygon> cell_map(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                                   const FenceOptions& options, const FenceGround& ground, Index zones) {
  const std::vector<Wall> walls = walls_of(options.barriers);
  const Simplifying simplifying = simplifying_around(sites, options.simplify_m, ground.grid);
  if (!walls.empty())
    return walled_fence_map(sites, zone_of_site, walls, ground.sides, ground.region, ground.box, ground.grid,
                            zones, simplifying);
  const auto zone_at = [&](const FencePoint& p) {
    return zone_of_site[static_cast<std::size_t>(nearest_site(sites, p))];
  };
  return fence_map(zone_borders(sites, zone_of_site, ground.box), ground.sides, ground.region, ground.grid,
                   zones, zone_at, simplifying);
}

Fences cell_fences(const Points& points, const Labels& labels, const FenceOptions& options, Index zones) {
  const MultiPolygon area = options.area ? *options.area : service_area(points);
  const FenceGround ground(area);
  const Sites sites = find_sites(points);
  check_area_covers(area, ground, points, sites.cell_m);  // by the rounding of its site, no more
  const std::vector<std::int32_t> zone_of_site = zones_of_sites(sites, labels);
  return {cell_map(sites, zone_of_site, options, ground, zones),
          stops_without_cell(sites, labels, zone_of_site),
          {}};
}

void check_options(const FenceOptions& options, const Points& points) {
  const bool blocks = options.kind == FenceKind::blocks;
  if (blocks && options.blocks.empty())
    throw InputError("blocks is empty; fences of kind blocks need at least one polygon");
  if (blocks && options.area) throw InputError("area is given; fences of kind blocks cover the blocks");
  if (options.kind == FenceKind::power && !options.barriers.empty())
    throw InputError("barriers are given; fences of kind power follow the power diagram only");
  check_barriers(options.barriers);
  check_near(options.barriers, points);
  if (!(options.simplify_m >= 0 && std::isfinite(options.simplify_m)))
    throw InputError(message("simplify_m is ", options.simplify_m, "; it must be finite and >= 0 metres"));
  if (options.loads.size() > 0) check_loads(options.loads, points.cols());
}

Fences power_fences(const Partition& partition, const Points& points, const FenceOptions& options) {
  const Labels nearest = locate(partition, points);
  const MultiPolygon area = options.area ? *options.area : service_area(points);
  const FenceGround ground(area);
  check_area_covers(area, ground, points, find_sites(points).cell_m);
  const auto zone_at = [&](const FencePoint& p) {
    return locate(partition, Eigen::Vector2d(p.x(), p.y()))[0];
  };
  Fences result;
  result.zones = fence_map(power_borders(partition.centers, partition.offsets, ground.box), ground.sides,
                           ground.region, ground.grid, partition.centers.cols(), zone_at);
  for (Index stop = 0; stop < points.cols(); ++stop)
    if (nearest[stop] != partition.labels[stop]) result.outside.push_back(stop);
  return result;
}

}  // namespace

Fences fences(const Points& points, const Labels& labels, const FenceOptions& options) {
  check_points(points);
  if (points.cols() == 0) throw InputError("points is empty; fences need at least one stop");
  check_labels(labels, points.cols(), options.zones);
  check_options(options, points);
  const Index zones = check_zone_count(labels, options.zones);
  if (options.kind == FenceKind::power)
    throw InputError("kind is power, but labels have no centers and offsets; give a partition");
  if (options.kind == FenceKind::blocks) return block_fences(points, labels, options, zones);
  return cell_fences(points, labels, options, zones);
}

Fences fences(const Partition& partition, const Points& points, const FenceOptions& options) {
  FenceOptions all = options;
  all.zones = partition.centers.cols();
  if (options.kind != FenceKind::power) return fences(points, partition.labels, all);
  if (!partition.center_stops.empty())
    throw InputError("the partition was made with a metric, and fences of kind power follow straight lines");
  check_points(points);
  check_labels(partition.labels, points.cols(), all.zones);
  check_options(all, points);
  return power_fences(partition, points, all);
}

}  // namespace equizone
