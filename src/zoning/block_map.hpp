#pragma once
/// \file
/// Blocks on the plane: checked, cut where they meet, and their common borders.

#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "core/plane.hpp"
#include "equizone/core/types.hpp"
#include "zoning/subdivision.hpp"
#include "zoning/zone_borders.hpp"

namespace equizone {

/// The bounding box of a block that is not empty.
[[nodiscard]] FenceBox box_around(const MultiPolygon& block);

/// blocks_of_stops() without a look for overlaps.
[[nodiscard]] Labels find_blocks(const Points& points, const std::vector<MultiPolygon>& blocks);

/// The map of blocks that do not overlap.
class BlockMap {
 public:
  /// \throws InputError naming a block that is empty or not a valid polygon, or two that overlap.
  explicit BlockMap(const std::vector<MultiPolygon>& blocks);

  using Borders = std::map<std::pair<std::int32_t, std::int32_t>, double>;

  /// Metres of common border for each pair (lower block, higher block) of neighbours.
  [[nodiscard]] Borders common_borders() const;

  /// The same of those straight pieces alone of which `counts` is true.
  [[nodiscard]] Borders common_borders(
      const std::function<bool(const FencePoint&, const FencePoint&)>& counts) const;

  /// The fences of zones that are unions of blocks.
  [[nodiscard]] std::vector<MultiPolygon> fences(const std::vector<std::int32_t>& zone_of_block,
                                                 Index zones) const;

 private:
  static constexpr std::int32_t none = -1;

  void find_edges(const std::vector<MultiPolygon>& blocks);
  void check_faces() const;
  void check_islands(const std::vector<MultiPolygon>& blocks) const;

  PlaneGrid grid_;
  std::vector<PlanePoint> vertices_;
  std::vector<GraphEdge> edges_;
  std::vector<std::int32_t> block_left_of_;  // of each half-edge
  Cycles cycles_;
};

}  // namespace equizone
