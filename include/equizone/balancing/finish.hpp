#pragma once
/// \file
/// From the labels of a power diagram to zones within their bounds.

#include "equizone/balancing/local_search.hpp"
#include "equizone/balancing/repair.hpp"
#include "equizone/balancing/ruin_and_recreate.hpp"
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
    if (main == nullptr || piece.mass.load > main->mass.load) main = &piece;
  }
  std::vector<std::int32_t> touched;
  for (const auto& piece : pieces) {
    if (heaviest[static_cast<std::size_t>(piece.zone)] == &piece) continue;
    touched.clear();
    for (const std::int32_t stop : piece.stops)
      state.for_each_touching_zone(stop, [&](std::int32_t zone) { touched.push_back(zone); });
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    std::int32_t best = -1;
    double least = std::numeric_limits<double>::infinity();
    for (const std::int32_t zone : touched) {
      const double cost = state.mass(zone).joining(piece.mass.load, piece.mass.centroid);
      if (cost < least) {
        least = cost;
        best = zone;
      }
    }
    if (best < 0) continue;
    for (const std::int32_t stop : piece.stops) state.move(stop, best);
  }
}

/// Lowers the cost by moves and exchanges at the borders, never worsening a zone's violation.
template <class State>
void lower_cost(State& state, BorderStops<State>& borders, const GoOn& go_on) {
  constexpr int rounds = 50;
  LocalSearch(state, borders).run(rounds, go_on);
}

/// Makes zones of whole stops: small pieces go to their neighbours, chains of moves bring zones within their
/// bounds, moves and exchanges then lower the cost. `go_on(fraction)` is asked now and then; once it says no,
/// the zones stay as they are. `budget` and `wholeness` are those of repair().
inline void finish(ZoningState& state, std::int64_t& budget, const GoOn& go_on,
                   Wholeness wholeness = Wholeness::may_scatter) {
  join_small_pieces(state);
  BorderStops borders(state);
  const double left = repair(state, borders, budget, go_on, wholeness);
  lower_cost(state, borders, go_on);
  state.recompute_masses();
  if (left > 0) repair(state, budget, go_on, wholeness);
}

/// Lowers the cost of zones of whole stops by ruin-and-recreate, never worsening a violation. Zones of few
/// stops may scatter where that makes them much more compact.
inline void anneal(ZoningState& state, std::int64_t tries, Random random, std::int64_t& budget,
                   const GoOn& go_on) {
  RuinAndRecreate(state, random, Wholeness::may_scatter).run(tries, go_on);
  if (state.total_violation() > 0) repair(state, budget, go_on);
}

}  // namespace equizone
