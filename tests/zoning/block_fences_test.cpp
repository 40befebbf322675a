// Fences of kind blocks.

#include <array>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/zoning/blocks.hpp"
#include "equizone/zoning/fences.hpp"
#include "zoning/fence_checks.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace bg = boost::geometry;

namespace {

// side x side squares of 100 m, row by row; every other one has a corner in the middle of its right side.
std::vector<MultiPolygon> squares(int side) {
  std::vector<MultiPolygon> blocks;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      Polygon square = box(100.0 * column, 100.0 * row, 100.0 * column + 100, 100.0 * row + 100);
      if ((row + column) % 2 == 0)
        square.outer().insert(square.outer().begin() + 2, FencePoint(far_from_zero.x() + 100.0 * column + 100,
                                                                     far_from_zero.y() + 100.0 * row + 50));
      blocks.push_back({square});
    }
  return blocks;
}

MultiPolygon all_of(int side) { return {box(0, 0, 100.0 * side, 100.0 * side)}; }

Fences block_fences(const Points& points, const Labels& labels, const std::vector<MultiPolygon>& blocks,
                    const Values& loads = {}) {
  FenceOptions options;
  options.kind = FenceKind::blocks;
  options.blocks = blocks;
  options.loads = loads;
  return fences(points, labels, options);
}

// In blocks 0, 2 and 4 of nine squares, those next to block 1.
std::pair<Points, Labels> around_block_1() {
  Points points(2, 3);
  points.col(0) = far_from_zero + Eigen::Vector2d(50, 50);
  points.col(1) = far_from_zero + Eigen::Vector2d(250, 50);
  points.col(2) = far_from_zero + Eigen::Vector2d(150, 150);
  Labels labels(3);
  labels << 0, 1, 1;
  return {points, labels};
}

std::string error_of(const std::vector<MultiPolygon>& blocks,
                     const Points& points = far_from_zero + Eigen::Vector2d(50, 50)) {
  try {
    static_cast<void>(block_fences(points, Labels::Zero(points.cols()), blocks));
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("fences of whole blocks cover the blocks; stops of other zones are listed") {
  Random random(1);
  const int side = 8;
  const auto blocks = squares(side);
  const Points points = scattered(150, 100.0 * side, random);
  const Labels labels = random_labels(150, 5, random);
  Values loads(150);
  for (Index stop = 0; stop < 150; ++stop) loads[stop] = 1 + random.uniform();
  const Fences result = block_fences(points, labels, blocks, loads);
  check_no_gap_no_overlap(result, all_of(side));
  check_areas_add_up(result, all_of(side));
  check_ring_directions(result);

  const Labels block_of = blocks_of_stops(points, blocks);
  Eigen::MatrixXd load = Eigen::MatrixXd::Zero(side * side, 5);
  for (Index stop = 0; stop < 150; ++stop) load(block_of[stop], labels[stop]) += loads[stop];
  std::vector<Index> outside;
  for (Index stop = 0; stop < 150; ++stop) {
    Index best = 0;
    load.row(block_of[stop]).maxCoeff(&best);
    const FencePoint place(points(0, stop), points(1, stop));
    CHECK(bg::covered_by(place, result.zones[static_cast<std::size_t>(best)]));
    if (best != labels[stop]) outside.push_back(stop);
  }
  CHECK(result.outside == outside);
}

TEST_CASE("zones made of blocks have nobody outside") {
  Random random(2);
  const auto blocks = squares(6);
  const Points points = scattered(200, 600, random);
  const Labels block_of = blocks_of_stops(points, blocks);
  Labels labels(200);
  for (Index stop = 0; stop < 200; ++stop) labels[stop] = block_of[stop] / 9;
  CHECK(block_fences(points, labels, blocks).outside.empty());
}

TEST_CASE("blocks without stops go to the zone with the longest common border") {
  const auto [points, labels] = around_block_1();
  const Fences result = block_fences(points, labels, squares(3));
  CHECK(bg::covered_by(FencePoint(far_from_zero.x() + 150, far_from_zero.y() + 50), result.zones[1]));
  check_areas_add_up(result, all_of(3));
}

TEST_CASE("blocks without stops stay on their side of closed barriers, if there is a zone") {
  const std::pair<Points, Labels> stops = around_block_1();
  FenceOptions options;
  options.kind = FenceKind::blocks;
  options.blocks = squares(3);
  const FencePoint empty(far_from_zero.x() + 150, far_from_zero.y() + 50);  // block 1
  const auto zone_with = [&](const std::vector<std::array<double, 4>>& lines, double price) {
    options.barriers.segments.resize(4, static_cast<Index>(lines.size()));
    for (std::size_t at = 0; at < lines.size(); ++at)
      for (Index end = 0; end < 4; ++end)
        options.barriers.segments(end, static_cast<Index>(at)) =
            far_from_zero[end % 2] + lines[at][static_cast<std::size_t>(end)];
    options.barriers.prices = Values::Constant(static_cast<Index>(lines.size()), price);
    const Fences result = fences(stops.first, stops.second, options);
    check_areas_add_up(result, all_of(3));
    return bg::covered_by(empty, result.zones[0]) ? 0 : 1;
  };
  const double closed = std::numeric_limits<double>::infinity();
  const std::array<double, 4> right{200, 0, 200, 100}, above{100, 100, 200, 100}, left{100, 0, 100, 100};
  CHECK(zone_with({right, above}, closed) == 0);  // one way is left
  CHECK(zone_with({right}, closed) == 0);         // both borders are as long: the lower zone
  CHECK(zone_with({left}, closed) == 1);
  CHECK(zone_with({right, above}, 100.0) == 1);         // a price shuts nothing off
  CHECK(zone_with({right, above, left}, closed) == 1);  // enclosed: over the longest border
  CHECK(zone_with({{150, 0, 150, 100}}, closed) == 1);  // follows no border
}

TEST_CASE("blocks apart from all others go to the nearest") {
  std::vector<MultiPolygon> blocks = squares(2);
  blocks.push_back({box(1000, 0, 1100, 100)});
  Points points(2, 2);
  points.col(0) = far_from_zero + Eigen::Vector2d(50, 50);
  points.col(1) = far_from_zero + Eigen::Vector2d(150, 50);
  Labels labels(2);
  labels << 0, 1;
  const Fences result = block_fences(points, labels, blocks);
  CHECK(result.zones[1].size() == 2);
}

TEST_CASE("neighbours among blocks share more than a corner") {
  const StopPairs pairs = neighbouring_blocks(squares(3));
  CHECK(pairs.cols() == 12);
  for (Index pair = 0; pair < pairs.cols(); ++pair) {
    const Index step = pairs(1, pair) - pairs(0, pair);
    CHECK((step == 3 || (step == 1 && pairs(1, pair) % 3 != 0)));
  }
}

TEST_CASE("blocks that cannot be meant are named") {
  const std::vector<MultiPolygon> good = squares(2);
  const auto with = [&](const Polygon& polygon) {
    auto blocks = good;
    blocks.push_back({polygon});
    return blocks;
  };
  CHECK(error_of(good).empty());
  CHECK(error_of(with(box(150, 150, 250, 250))) ==
        "blocks[3] and blocks[4] overlap; blocks may share borders only");
  CHECK(error_of(with(box(110, 10, 120, 20))) ==
        "blocks[1] and blocks[4] overlap; blocks may share borders only");
  CHECK(error_of(with(box(-10, -10, 210, 210))).find("overlap") != std::string::npos);
  CHECK(error_of(with(box(0, 0, 100, 100))) ==
        "blocks[0] and blocks[4] overlap; blocks may share borders only");
  CHECK_THROWS_WITH(blocks_of_stops(far_from_zero + Eigen::Vector2d(50, 50), with(box(150, 150, 250, 250))),
                    Catch::Contains("blocks[3] and blocks[4] overlap"));
  Polygon bow_tie = box(300, 300, 400, 400);
  std::swap(bow_tie.outer()[1], bow_tie.outer()[2]);
  CHECK(error_of(with(bow_tie)).find("blocks[4] is not a valid polygon") == 0);
  CHECK(error_of(with(Polygon())) == "blocks[4] is empty; give polygons with an area");
  CHECK(error_of({}).find("blocks is empty") == 0);
  CHECK(error_of(good, far_from_zero + Eigen::Vector2d(-5, 50)).find("points[0] at (") == 0);
}
