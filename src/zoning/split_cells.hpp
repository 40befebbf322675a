#pragma once
/// \file
/// The segments of a map with barriers: which cells are split, and what must be drawn for that.

#include <vector>

#include "barrier/walls.hpp"
#include "equizone/core/sites.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// The cells of a map with barriers, and everything that is drawn on it. A cell that a wall cuts stands for
/// itself, the others for their zones.
struct SplitCells {
  std::vector<Border> borders;       ///< between cells, in cell numbers
  std::vector<PlaneSegment> walls;   ///< within the box
  std::vector<std::int32_t> split;   ///< sites whose cells are cut by walls, ascending
  std::vector<PlaneSegment> spokes;  ///< for each split cell, from its site beyond its border
  Index zones = 0;

  /// Cells below `zones` are zones, the others the split cells of sites.
  [[nodiscard]] bool is_split(std::int32_t cell) const { return cell >= zones; }
  [[nodiscard]] std::int32_t site_of(std::int32_t cell) const {
    return cell - static_cast<std::int32_t>(zones);
  }
};

/// \param box  nothing outside it is looked at
/// O(s log s) time for s sites and wall pieces.
[[nodiscard]] SplitCells split_cells(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                                     const std::vector<Wall>& walls, const FenceBox& box,
                                     const PlaneGrid& grid, Index zones);

}  // namespace equizone
