#include "equizone/zoning/blocks.hpp"

#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "equizone/core/checks.hpp"
#include "zoning/block_map.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using Entry = std::pair<FenceBox, std::int32_t>;

constexpr double forgiven_m = 1e-6;
constexpr std::int32_t none = -1;

}  // namespace

Labels blocks_of_stops(const Points& points, const std::vector<MultiPolygon>& blocks) {
  check_points(points);
  const BlockMap without_overlaps(blocks);
  return find_blocks(points, blocks);
}

Labels find_blocks(const Points& points, const std::vector<MultiPolygon>& blocks) {
  std::vector<Entry> entries;
  for (std::size_t b = 0; b < blocks.size(); ++b)
    entries.emplace_back(box_around(blocks[b]), static_cast<std::int32_t>(b));
  const bgi::rtree<Entry, bgi::quadratic<16>> index(entries);

  Labels result = Labels::Constant(points.cols(), none);
  Index first = none, count = 0;
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const FencePoint p(points(0, stop), points(1, stop));
    const FenceBox near({p.x() - forgiven_m, p.y() - forgiven_m}, {p.x() + forgiven_m, p.y() + forgiven_m});
    std::int32_t covering = none, close = none;
    for (auto hit = index.qbegin(bgi::intersects(near)); hit != index.qend(); ++hit) {
      const std::int32_t block = hit->second;
      const MultiPolygon& polygon = blocks[static_cast<std::size_t>(block)];
      std::int32_t& found = bg::covered_by(p, polygon) ? covering : close;
      if (found != none && found < block) continue;
      if (&found == &covering || bg::distance(p, polygon) <= forgiven_m) found = block;
    }
    result[stop] = covering != none ? covering : close;
    if (result[stop] == none && count++ == 0) first = stop;
  }
  if (count > 0)
    throw InputError(message("points[", first, "] at (", points(0, first), ", ", points(1, first),
                             ") lies in no block (", count, " of ", points.cols(),
                             " stops do not); give blocks that cover all stops"));
  return result;
}

StopPairs neighbouring_blocks(const std::vector<MultiPolygon>& blocks) {
  const auto borders = BlockMap(blocks).common_borders();
  StopPairs pairs(2, static_cast<Index>(borders.size()));
  Index column = 0;
  for (const auto& [pair, metres] : borders) pairs.col(column++) << pair.first, pair.second;
  return pairs;
}

}  // namespace equizone
