#pragma once
/// \file
/// Where the Voronoi cells of different zones meet.

#include <boost/geometry/geometries/box.hpp>
#include <vector>

#include "equizone/core/sites.hpp"
#include "equizone/zoning/fences.hpp"

namespace equizone {

using FenceBox = boost::geometry::model::box<FencePoint>;

/// A Voronoi edge with the zones and the sites on its two sides, metres.
struct Border {
  FencePoint from;
  FencePoint to;
  std::int32_t left;
  std::int32_t right;
  std::int32_t left_site;
  std::int32_t right_site;
};

/// The borders within a box; those that leave it are cut somewhere beyond it or at its edge.
/// \param zone_of_site  the zone of each site's cell
/// O(s log s) time for s sites.
[[nodiscard]] std::vector<Border> zone_borders(const Sites& sites,
                                               const std::vector<std::int32_t>& zone_of_site,
                                               const FenceBox& box);

}  // namespace equizone
