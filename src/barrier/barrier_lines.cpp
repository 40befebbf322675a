#include "equizone/barrier/barrier_lines.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "equizone/core/checks.hpp"

namespace equizone {

bool BarrierLines::priced() const { return !with_price().empty(); }

namespace {

BarrierLines pieces_of(const BarrierLines& barriers, const std::vector<Index>& kept) {
  BarrierLines result = barriers;
  result.segments = barriers.segments(Eigen::all, kept);
  result.prices = barriers.prices(kept);
  return result;
}

}  // namespace

BarrierLines BarrierLines::closed() const {
  if (prices.size() == 0) return *this;
  std::vector<Index> kept;
  for (Index piece = 0; piece < prices.size(); ++piece)
    if (std::isinf(prices[piece])) kept.push_back(piece);
  BarrierLines result = pieces_of(*this, kept);
  result.prices = {};
  return result;
}

BarrierLines BarrierLines::with_price() const {
  std::vector<Index> kept;
  for (Index piece = 0; piece < prices.size(); ++piece)
    if (prices[piece] > 0 && std::isfinite(prices[piece])) kept.push_back(piece);
  return pieces_of(*this, kept);
}

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

void check_near(const BarrierLines& barriers, const Points& points) {
  constexpr double far_m = 5'000;
  if (barriers.empty() || points.cols() == 0) return;
  const Eigen::AlignedBox2d stops(points.rowwise().minCoeff(), points.rowwise().maxCoeff());
  Eigen::AlignedBox2d lines;
  double least_m = std::numeric_limits<double>::infinity();
  Index nearest = 0;
  for (Index piece = 0; piece < barriers.segments.cols(); ++piece) {
    Eigen::AlignedBox2d box(Eigen::Vector2d(barriers.segments.col(piece).head<2>()));
    box.extend(Eigen::Vector2d(barriers.segments.col(piece).tail<2>()));
    lines.extend(box);
    const double distance_m = stops.exteriorDistance(box);
    if (distance_m >= least_m) continue;
    least_m = distance_m;
    nearest = piece;
  }
  if (least_m > std::max({far_m, stops.diagonal().norm(), lines.diagonal().norm()}))
    throw InputError(message(
        "barriers lie ", std::llround(least_m), " m or more beyond the stops (barriers[", nearest,
        "] is the nearest piece); give those of the stops' region, in the same ", "coordinate system"));
}

}  // namespace equizone
