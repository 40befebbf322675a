#include "equizone/barrier/barrier_lines.hpp"

#include <cmath>

#include "equizone/core/checks.hpp"

namespace equizone {

void check_barriers(const BarrierLines& barriers) {
  for (Index piece = 0; piece < barriers.segments.cols(); ++piece)
    for (Index row = 0; row < barriers.segments.rows(); ++row)
      if (!(std::abs(barriers.segments(row, piece)) <= max_coordinate_m))
        throw InputError(message("barriers[", piece, "] has a coordinate ", barriers.segments(row, piece),
                                 "; every coordinate must be finite, in projected metres, and at most 1e15"));
  if (barriers.prices.size() != 0 && barriers.prices.size() != barriers.segments.cols())
    throw InputError(message("prices has ", barriers.prices.size(), " entries but barriers has ",
                             barriers.segments.cols(), " pieces; give one price per piece, or none"));
  for (Index piece = 0; piece < barriers.prices.size(); ++piece)
    if (!(barriers.prices[piece] >= 0))
      throw InputError(message("prices[", piece, "] is ", barriers.prices[piece],
                               "; a price must be >= 0 metres, or infinite for a closed barrier"));
  check_points(barriers.crossings, "crossings");
  if (!(barriers.reach_m > 0 && std::isfinite(barriers.reach_m)))
    throw InputError(message("reach_m is ", barriers.reach_m, "; it must be finite and > 0 metres"));
}

}  // namespace equizone
