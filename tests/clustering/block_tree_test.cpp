// Boxes and sums of all blocks, against the stops below them.

#include "equizone/clustering/block_tree.hpp"

#include <cstring>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

SortedStops sorted(const Station& station) {
  return sort_stops(station.points, station.loads, hilbert_order(station.points));
}

void check_block(const SortedStops& stops, const Block& block, Index begin, Index end) {
  double low_x = 1e300, high_x = -1e300, low_y = 1e300, high_y = -1e300;
  Sums sums;
  for (auto at = static_cast<std::size_t>(begin); at < static_cast<std::size_t>(end); ++at) {
    const double x = stops.x[at];
    const double y = stops.y[at];
    low_x = std::min(low_x, x);
    high_x = std::max(high_x, x);
    low_y = std::min(low_y, y);
    high_y = std::max(high_y, y);
    sums.load += stops.load[at];
    sums.x += stops.load[at] * x;
    sums.y += stops.load[at] * y;
    sums.square += stops.load[at] * (x * x + y * y) + (stops.inner.empty() ? 0.0 : stops.inner[at]);
  }
  CHECK(block.low_x == low_x);
  CHECK(block.high_x == high_x);
  CHECK(block.low_y == low_y);
  CHECK(block.high_y == high_y);
  CHECK(block.sums.load == Approx(sums.load).epsilon(1e-12));
  CHECK(block.sums.x == Approx(sums.x).epsilon(1e-12));
  CHECK(block.sums.y == Approx(sums.y).epsilon(1e-12));
  CHECK(block.sums.square == Approx(sums.square).epsilon(1e-12));
}

void check_tree(const SortedStops& stops) {
  const BlockTree tree(stops);
  REQUIRE(tree.stops() == stops.size());
  REQUIRE(tree.levels() >= 1);
  CHECK(tree.blocks(tree.levels() - 1) == 1);
  for (Index level = 0; level < tree.levels(); ++level) {
    Index next = 0;
    for (Index at = 0; at < tree.blocks(level); ++at) {
      REQUIRE(tree.begin(level, at) == next);
      REQUIRE(tree.end(level, at) > next);
      next = tree.end(level, at);
      check_block(stops, tree.block(level, at), tree.begin(level, at), next);
    }
    CHECK(next == stops.size());
    if (level > 0)
      CHECK(tree.blocks(level) == (tree.blocks(level - 1) + BlockTree::fan_out - 1) / BlockTree::fan_out);
  }
}

}  // namespace

TEST_CASE("blocks of every level hold their stops, and nothing else", "[clustering]") {
  const Index n = GENERATE(1, 2, 15, 16, 17, 63, 64, 65, 257, 1025, 5000);
  check_tree(sorted(draw_station(static_cast<std::uint64_t>(n), n, Layout::clustered, Work::lognormal)));
}

TEST_CASE("blocks of stops at few places, on a line, or without load", "[clustering]") {
  check_tree(sorted(draw_station(1, 500, Layout::coincident)));
  check_tree(sorted(draw_station(2, 500, Layout::collinear, Work::with_zeros)));
}

TEST_CASE("blocks of merged runs count the inertia inside these", "[clustering]") {
  check_tree(merge_runs(sorted(draw_station(3, 3000, Layout::uniform, Work::lognormal)), 7));
}

TEST_CASE("a tree does not depend on the number of threads", "[clustering]") {
  const SortedStops stops = sorted(draw_station(4, 150'000, Layout::uniform, Work::lognormal));
  const BlockTree alone(stops, 1);
  const BlockTree team(stops, 3);
  REQUIRE(alone.levels() == team.levels());
  bool same = true;
  for (Index level = 0; level < alone.levels(); ++level)
    for (Index at = 0; at < alone.blocks(level); ++at)
      same = same && std::memcmp(&alone.block(level, at), &team.block(level, at), sizeof(Block)) == 0;
  CHECK(same);
}
