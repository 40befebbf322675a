#include "equizone/zoning/fences.hpp"

#include <Eigen/Geometry>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/algorithms/for_each.hpp>
#include <boost/geometry/algorithms/num_points.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"
#include "zoning/area_sides.hpp"
#include "zoning/fence_map.hpp"
#include "zoning/region.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

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

void check_area_is_finite(const MultiPolygon& area) {
  bg::for_each_point(area, [](const FencePoint& p) {
    if (!std::isfinite(p.x()) || !std::isfinite(p.y()))
      throw InputError(
          message("area has a vertex (", p.x(), ", ", p.y(), "); every coordinate must be finite"));
  });
}

// A stop may lie outside by the rounding of its site, no more.
void check_area_covers(const MultiPolygon& area, const Region& region, const PlaneGrid& grid,
                       const Points& points, double allowed_m) {
  Index first = -1, count = 0;
  double first_m = 0;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const FencePoint p(points(0, stop), points(1, stop));
    if (region.covers(grid.round(p.x(), p.y()))) continue;
    const double distance_m = bg::distance(p, area);
    if (distance_m <= allowed_m) continue;
    if (count++ == 0) {
      first = stop;
      first_m = distance_m;
    }
  }
  if (count > 0)
    throw InputError(message("points[", first, "] lies ", first_m, " m outside area (", count, " of ",
                             points.cols(),
                             " stops lie outside); enlarge the area or leave these stops out"));
}

FenceBox enlarged_bounding_box(const MultiPolygon& area) {
  Eigen::AlignedBox2d box;
  for (const Polygon& polygon : area)
    for (const FencePoint& p : polygon.outer()) box.extend(Eigen::Vector2d(p.x(), p.y()));
  const Eigen::Vector2d margin = Eigen::Vector2d::Constant(box.sizes().maxCoeff() / 16);
  const Eigen::Vector2d low = box.min() - margin, high = box.max() + margin;
  return {{low.x(), low.y()}, {high.x(), high.y()}};
}

std::int32_t nearest_zone(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                          const FencePoint& p) {
  const double x = (p.x() - sites.origin.x()) / sites.cell_m, y = (p.y() - sites.origin.y()) / sites.cell_m;
  const auto squared_distance = [&](const GridPoint& site) {
    return (site.x - x) * (site.x - x) + (site.y - y) * (site.y - y);
  };
  const auto nearest = std::min_element(
      sites.grid.begin(), sites.grid.end(),
      [&](const GridPoint& a, const GridPoint& b) { return squared_distance(a) < squared_distance(b); });
  return zone_of_site[static_cast<std::size_t>(nearest - sites.grid.begin())];
}

}  // namespace

Fences fences(const Points& points, const Labels& labels, const FenceOptions& options) {
  check_points(points);
  if (points.cols() == 0) throw InputError("points is empty; fences need at least one stop");
  check_labels(labels, points.cols(), options.zones);
  const Index zones = check_zone_count(labels, options.zones);

  const MultiPolygon area = options.area ? *options.area : service_area(points);
  if (bg::num_points(area) == 0) throw InputError("area is empty; give a polygon that contains every stop");
  check_area_is_finite(area);
  const FenceBox box = enlarged_bounding_box(area);
  const PlaneGrid grid(box.min_corner(), box.max_corner());
  const std::vector<PlaneSegment> sides = area_sides(area, grid);
  const Region region(sides);
  const Sites sites = find_sites(points);
  check_area_covers(area, region, grid, points, sites.cell_m);

  const std::vector<std::int32_t> zone_of_site = zones_of_sites(sites, labels);
  const std::vector<Border> borders = zone_borders(sites, zone_of_site, box);
  const auto zone_at = [&](const FencePoint& p) { return nearest_zone(sites, zone_of_site, p); };
  return {fence_map(borders, sides, region, grid, zones, zone_at),
          stops_without_cell(sites, labels, zone_of_site)};
}

}  // namespace equizone
