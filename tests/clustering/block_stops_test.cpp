// Stops of a block looked at side by side against one after the other.

#include "equizone/clustering/block_stops.hpp"

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr std::size_t size = BlockValues::size;

// Whole numbers: values are exact, and some of them tie.
double draw_whole(Draw& draw, Index low, Index high) { return static_cast<double>(draw.whole(low, high)); }

SortedStops draw_stops(Draw& draw, Index count, bool merged) {
  SortedStops stops;
  stops.resize(count);
  for (auto* values : {&stops.x, &stops.y, &stops.load})
    for (double& value : *values) value = draw_whole(draw, 1, 4);
  for (Index stop = 0; stop < count && merged; ++stop) stops.inner.push_back(draw_whole(draw, 1, 9));
  return stops;
}

Candidates draw_candidates(Draw& draw, Index count) {
  PowerDiagram diagram{Points(2, count), Values(count)};
  for (double& value : diagram.centers.reshaped()) value = draw_whole(draw, 1, 4);
  for (double& offset : diagram.offsets) offset = draw_whole(draw, 0, 3);
  Candidates candidates;
  candidates.start(diagram);
  return candidates;
}

double value_at(const Candidates& candidates, std::size_t c, double x, double y) {
  return candidates.a(c) + candidates.bx(c) * x + candidates.by(c) * y;
}

// The first candidate from `first` on with the least value, `other` left out.
std::size_t least_at(const Candidates& candidates, std::size_t first, double x, double y, std::size_t other) {
  std::size_t least = first == other ? first + 1 : first;
  for (std::size_t c = first; c < candidates.size(); ++c)
    if (c != other && value_at(candidates, c, x, y) < value_at(candidates, least, x, y)) least = c;
  return least;
}

}  // namespace

TEST_CASE("the winner and the runner-up at each stop are the first with the least values", "[clustering]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Draw draw(seed);
    const Candidates candidates = draw_candidates(draw, draw.whole(3, 9));
    const auto first = static_cast<std::size_t>(draw.whole(0, 1));
    const auto count = static_cast<std::size_t>(draw.whole(1, size));
    const SortedStops sorted = draw_stops(draw, 3 + static_cast<Index>(count), false);
    const Nearest nearest = Nearest::find<true>(candidates, first, BlockStops(sorted, 3, count));
    const Nearest winners = Nearest::find<false>(candidates, first, BlockStops(sorted, 3, count));
    for (std::size_t i = 0; i < count; ++i) {
      const double x = sorted.x[3 + i];
      const double y = sorted.y[3 + i];
      const std::size_t winner = least_at(candidates, first, x, y, candidates.size());
      const std::size_t runner_up = least_at(candidates, first, x, y, winner);
      CHECK(nearest.winner[i] == static_cast<double>(winner));
      CHECK(nearest.least[i] == value_at(candidates, winner, x, y));
      CHECK(nearest.runner_up[i] == static_cast<double>(runner_up));
      CHECK(nearest.second[i] == value_at(candidates, runner_up, x, y));
      CHECK(winners.winner[i] == static_cast<double>(winner));
      CHECK(winners.least[i] == value_at(candidates, winner, x, y));
    }
  }
}

TEST_CASE("sums are those of the stops that a candidate wins, each stop counted once", "[clustering]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Draw draw(seed);
    const Candidates candidates = draw_candidates(draw, draw.whole(2, 9));
    const auto count = static_cast<std::size_t>(draw.whole(1, size));
    const bool merged = seed % 2 == 1;
    const SortedStops sorted = draw_stops(draw, static_cast<Index>(count), merged);
    const BlockStops stops(sorted, 0, count);
    const Nearest nearest = Nearest::find<false>(candidates, 0, stops);
    for (std::size_t c = 0; c < candidates.size(); ++c) {
      Sums known;
      for (std::size_t i = 0; i < count; ++i) {
        const double x = sorted.x[i];
        const double y = sorted.y[i];
        const double w = sorted.load[i];
        if (least_at(candidates, 0, x, y, candidates.size()) == c)
          known += {w, w * x, w * y, w * (x * x + y * y) + (merged ? sorted.inner[i] : 0.0)};
      }
      const Sums sums = nearest.won_by(c, stops);
      CHECK(sums.load == known.load);
      CHECK(sums.x == known.x);
      CHECK(sums.y == known.y);
      CHECK(sums.square == known.square);
    }
  }
}
