#include "barrier/priced_streets.hpp"

#include <vector>

#include "barrier/walls.hpp"

namespace equizone {

StreetNetwork with_prices(const StreetNetwork& streets, const BarrierLines& barriers) {
  const std::vector<Wall> walls = walls_of(barriers.with_price());
  const Points& nodes = streets.nodes();
  const WallIndex index(walls, grid_around(nodes, walls));
  Values lengths = streets.lengths();
  for (Index edge = 0; edge < lengths.size(); ++edge) {
    const auto from = static_cast<Index>(streets.edges()(0, edge));
    const auto to = static_cast<Index>(streets.edges()(1, edge));
    lengths[edge] += index.price_between(index.round(nodes.col(from)), index.round(nodes.col(to)));
  }
  return {nodes, streets.edges(), std::move(lengths), streets.walk_per_m()};
}

}  // namespace equizone
