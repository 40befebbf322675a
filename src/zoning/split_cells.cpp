#include "zoning/split_cells.hpp"

#include <cmath>
#include <numeric>
#include <optional>

#include "zoning/line.hpp"

namespace equizone {

namespace {

Eigen::Vector2d vector(const FencePoint& p) { return {p.x(), p.y()}; }
FencePoint fence_point(const Eigen::Vector2d& p) { return {p.x(), p.y()}; }

std::optional<Wall> within(const Wall& wall, const FenceBox& box) {
  const Line line{vector(wall.from), vector(wall.to) - vector(wall.from)};
  if (line.direction.isZero(0)) return std::nullopt;
  const auto [enter, leave] = line.interval_within({vector(box.min_corner()), vector(box.max_corner())});
  if (std::max(enter, 0.0) >= std::min(leave, 1.0)) return std::nullopt;
  return Wall{enter > 0 ? fence_point(line.at(enter)) : wall.from,
              leave < 1 ? fence_point(line.at(leave)) : wall.to, wall.price_m};
}

std::vector<Wall> closed_walls_within(const std::vector<Wall>& walls, const FenceBox& box) {
  std::vector<Wall> result;
  for (const Wall& wall : walls)
    if (std::isinf(wall.price_m))
      if (const auto part = within(wall, box)) result.push_back(*part);
  return result;
}

// All borders of cells; their sides are numbered as the sites.
std::vector<Border> cell_borders(const Sites& sites, const FenceBox& box) {
  std::vector<std::int32_t> itself(sites.grid.size());
  std::iota(itself.begin(), itself.end(), 0);
  return zone_borders(sites, itself, box);
}

// A little more than half the way to the nearest neighbour: their cells meet in the middle of it.
PlaneSegment spoke(const Sites& sites, std::int32_t site, std::int32_t nearest, const PlaneGrid& grid) {
  constexpr double beyond_the_middle = 0.51;
  const GridPoint& a = sites.grid[static_cast<std::size_t>(site)];
  const GridPoint& b = sites.grid[static_cast<std::size_t>(nearest)];
  const Eigen::Vector2d from = sites.metres(a.x, a.y), to = sites.metres(b.x, b.y);
  const Eigen::Vector2d end = from + beyond_the_middle * (to - from);
  return {grid.round(from.x(), from.y()), grid.round(end.x(), end.y())};
}

}  // namespace

SplitCells split_cells(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                       const std::vector<Wall>& walls, const FenceBox& box, const PlaneGrid& grid,
                       Index zones) {
  SplitCells result;
  result.zones = zones;
  const std::vector<Wall> closed = closed_walls_within(walls, box);
  for (const Wall& wall : closed)
    result.walls.push_back({grid.round(wall.from.x(), wall.from.y()), grid.round(wall.to.x(), wall.to.y())});

  const WallIndex index(closed, grid);
  std::vector<Border> borders = cell_borders(sites, box);
  std::vector<std::int32_t> cell = zone_of_site;
  constexpr std::int32_t none = -1;
  std::vector<std::int32_t> nearest(sites.grid.size(), none);
  const auto squared_distance = [&](std::int32_t a, std::int32_t b) {
    const GridPoint& p = sites.grid[static_cast<std::size_t>(a)];
    const GridPoint& q = sites.grid[static_cast<std::size_t>(b)];
    return std::pow(static_cast<double>(p.x) - q.x, 2) + std::pow(static_cast<double>(p.y) - q.y, 2);
  };
  const auto meet = [&](std::int32_t a, std::int32_t b) {
    std::int32_t& known = nearest[static_cast<std::size_t>(a)];
    if (known == none || squared_distance(a, b) < squared_distance(a, known)) known = b;
  };
  for (const Border& border : borders) {
    meet(border.left, border.right);
    meet(border.right, border.left);
    if (!index.closed_between(grid.round(border.from.x(), border.from.y()),
                              grid.round(border.to.x(), border.to.y())))
      continue;
    for (const std::int32_t site : {border.left, border.right})
      cell[static_cast<std::size_t>(site)] = static_cast<std::int32_t>(zones) + site;
  }
  for (std::int32_t site = 0; site < sites.size(); ++site) {
    if (!result.is_split(cell[static_cast<std::size_t>(site)])) continue;
    result.split.push_back(site);
    result.spokes.push_back(spoke(sites, site, nearest[static_cast<std::size_t>(site)], grid));
  }
  for (Border& border : borders) {
    border.left = cell[static_cast<std::size_t>(border.left)];
    border.right = cell[static_cast<std::size_t>(border.right)];
    if (border.left != border.right) result.borders.push_back(border);
  }
  return result;
}

}  // namespace equizone
