#pragma once
/// \file
/// From the labels of a power diagram to zones within their bounds.

#include "equizone/balancing/local_search.hpp"
#include "equizone/balancing/repair.hpp"
#include "equizone/balancing/zoning_state.hpp"

namespace equizone {

/// Gives every empty zone the stop nearest to its center among the stops of zones with two and more. O(n) per
/// empty zone.
inline void fill_empty_zones(Labels& labels, const Points& points, const Points& centers) {
  const Index k = centers.cols();
  std::vector<Index> count(static_cast<std::size_t>(k), 0);
  for (Index stop = 0; stop < labels.size(); ++stop) ++count[static_cast<std::size_t>(labels[stop])];
  for (Index zone = 0; zone < k; ++zone) {
    if (count[static_cast<std::size_t>(zone)] > 0) continue;
    Index nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (Index stop = 0; stop < labels.size(); ++stop) {
      if (count[static_cast<std::size_t>(labels[stop])] < 2) continue;
      const double distance = (points.col(stop) - centers.col(zone)).squaredNorm();
      if (distance < least) {
        least = distance;
        nearest = stop;
      }
    }
    --count[static_cast<std::size_t>(labels[nearest])];
    labels[nearest] = static_cast<std::int32_t>(zone);
    count[static_cast<std::size_t>(zone)] = 1;
  }
}

/// Hands every piece of a zone but its heaviest to the zone next to it that takes it at the least cost. O(n).
inline void join_small_pieces(ZoningState& state) {
  const std::vector<ZoningState::Piece> pieces = state.pieces();
  std::vector<const ZoningState::Piece*> heaviest(static_cast<std::size_t>(state.zones()), nullptr);
  for (const auto& piece : pieces) {
    const auto*& main = heaviest[static_cast<std::size_t>(piece.zone)];
    if (main == nullptr || piece.load > main->load) main = &piece;
  }
  for (const auto& piece : pieces) {
    if (heaviest[static_cast<std::size_t>(piece.zone)] == &piece) continue;
    std::int32_t best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const std::int32_t stop : piece.stops)
      state.for_each_touching_zone(stop, [&](std::int32_t zone) {
        double cost = 0;
        for (const std::int32_t member : piece.stops)
          cost += state.mass(zone).joining(state.load(member), state.place(member));
        if (cost < least || (cost == least && zone < best)) {
          least = cost;
          best = zone;
        }
      });
    if (best < 0) continue;
    for (const std::int32_t stop : piece.stops) state.move(stop, best);
  }
}

/// Makes zones of whole stops: one piece each, within their bounds by chains of moves, then cheaper by moves
/// and exchanges. Returns the violation of the bounds that is left.
inline double finish(ZoningState& state, int search_rounds) {
  join_small_pieces(state);
  double left = repair(state);
  LocalSearch(state).run(search_rounds);
  state.recompute_masses();
  if (left > 0) left = repair(state);
  return left;
}

}  // namespace equizone
