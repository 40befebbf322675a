// Rings of barriers against a flood from cell to cell.

#include "equizone/zoning/enclosures.hpp"

#include <limits>
#include <map>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Lines through corners, each closed to a ring or not, metres from far_from_zero.
struct Line {
  std::vector<Eigen::Vector2d> corners;
};

BarrierLines barriers_of(const std::vector<Line>& lines) {
  std::vector<Eigen::Vector4d> pieces;
  for (const Line& line : lines)
    for (std::size_t i = 1; i < line.corners.size(); ++i) {
      Eigen::Vector4d piece;
      piece << far_from_zero + line.corners[i - 1], far_from_zero + line.corners[i];
      pieces.push_back(piece);
    }
  BarrierLines barriers;
  barriers.segments.resize(4, static_cast<Index>(pieces.size()));
  for (std::size_t i = 0; i < pieces.size(); ++i) barriers.segments.col(static_cast<Index>(i)) = pieces[i];
  return barriers;
}

Line square(double low, double high) {
  return {{{low, low}, {high, low}, {high, high}, {low, high}, {low, low}}};
}

Points at(const std::vector<Eigen::Vector2d>& places) {
  Points points(2, static_cast<Index>(places.size()));
  for (std::size_t i = 0; i < places.size(); ++i)
    points.col(static_cast<Index>(i)) = far_from_zero + places[i];
  return points;
}

// Walls on the sides of the cells of a square grid, some with a door in their middle.
class Maze {
 public:
  Maze(int size, Random& random) : size_(size) {
    for (int i = 0; i <= size; ++i)
      for (int j = 0; j < size; ++j) {
        upright_[{i, j}] = side(random);
        level_[{j, i}] = side(random);
      }
  }

  [[nodiscard]] BarrierLines barriers() const {
    std::vector<Line> lines;
    std::vector<Eigen::Vector2d> doors;
    const auto add = [&](Side what, double i, double j, double di, double dj) {
      if (what == Side::open) return;
      lines.push_back({{{10 * i, 10 * j}, {10 * (i + di), 10 * (j + dj)}}});
      if (what == Side::door) doors.emplace_back(10 * (i + di / 2), 10 * (j + dj / 2));
    };
    for (const auto& [at, what] : upright_) add(what, at.first, at.second, 0, 1);
    for (const auto& [at, what] : level_) add(what, at.first, at.second, 1, 0);
    BarrierLines result = barriers_of(lines);
    result.crossings = at(doors);
    result.reach_m = 1;
    return result;
  }

  // A number for each cell; cells with a way between them have the same, those with one outside have -1.
  [[nodiscard]] std::vector<int> flooded() const {
    std::vector<int> number(static_cast<std::size_t>(size_ * size_), -2);
    spread(-1, -1, -1, number);
    for (int cell = 0; cell < size_ * size_; ++cell)
      if (number[static_cast<std::size_t>(cell)] == -2) spread(cell % size_, cell / size_, cell, number);
    return number;
  }

 private:
  enum class Side { open, wall, door };

  static Side side(Random& random) {
    const double drawn = random.uniform();
    return drawn < 0.4 ? Side::open : drawn < 0.9 ? Side::wall : Side::door;
  }

  // Cells outside are those of a margin of one cell around the grid.
  void spread(int column, int row, int own, std::vector<int>& number) const {
    std::vector<std::pair<int, int>> reached{{column, row}};
    std::map<std::pair<int, int>, bool> seen{{{column, row}, true}};
    for (std::size_t next = 0; next < reached.size(); ++next) {
      const auto [i, j] = reached[next];
      if (i >= 0 && j >= 0 && i < size_ && j < size_) number[static_cast<std::size_t>(j * size_ + i)] = own;
      const auto go = [&](int to_i, int to_j, bool closed) {
        if (closed || to_i < -1 || to_j < -1 || to_i > size_ || to_j > size_) return;
        if (!seen.emplace(std::pair(to_i, to_j), true).second) return;
        reached.emplace_back(to_i, to_j);
      };
      go(i + 1, j, closed(upright_, i + 1, j));
      go(i - 1, j, closed(upright_, i, j));
      go(i, j + 1, closed(level_, i, j + 1));
      go(i, j - 1, closed(level_, i, j));
    }
  }

  using Sides = std::map<std::pair<int, int>, Side>;
  static bool closed(const Sides& sides, int i, int j) {
    const auto found = sides.find({i, j});
    return found != sides.end() && found->second == Side::wall;
  }

  int size_;
  Sides upright_;  // from (i, j) to (i, j + 1)
  Sides level_;    // from (i, j) to (i + 1, j)
};

}  // namespace

TEST_CASE("enclosures are those of a flood") {
  constexpr int size = 9;
  Random random(3);
  int enclosed = 0;
  for (int trial = 0; trial < 60; ++trial) {
    const Maze maze(size, random);
    std::vector<Eigen::Vector2d> middles;
    for (int cell = 0; cell < size * size; ++cell)
      middles.emplace_back(10 * (cell % size) + 5, 10 * (cell / size) + 5);
    const Labels rings = enclosures(at(middles), maze.barriers());
    const std::vector<int> flood = maze.flooded();
    CAPTURE(trial);
    for (std::size_t a = 0; a < flood.size(); ++a) {
      CHECK((rings[static_cast<Index>(a)] == -1) == (flood[a] == -1));
      enclosed += flood[a] != -1;
      for (std::size_t b = 0; b < a; ++b)
        CHECK((rings[static_cast<Index>(a)] == rings[static_cast<Index>(b)]) == (flood[a] == flood[b]));
    }
  }
  CHECK(enclosed > 500);
}

TEST_CASE("of rings within rings the innermost counts, and open ends close nothing") {
  const Points places = at({{50, 50}, {15, 15}, {5, 50}, {500, 500}});
  const Line dead_end{{{40, 0}, {40, 40}}};
  const Labels rings = enclosures(places, barriers_of({square(0, 100), square(10, 20), dead_end}));
  CHECK(rings[1] == 0);
  CHECK(rings[0] == 1);
  CHECK(rings[2] == 1);
  CHECK(rings[3] == -1);
  const Line bay{{{0, 0}, {0, 100}, {100, 100}, {100, 0}, {1, 0}}};
  CHECK(enclosures(places, barriers_of({bay})) == Labels::Constant(4, -1));
}

TEST_CASE("walls that cross close rings, prices and crossings open them") {
  const Points places = at({{50, 50}});
  const std::vector<Line> four{
      {{{-9, 0}, {109, 0}}}, {{{-9, 100}, {109, 100}}}, {{{0, -9}, {0, 109}}}, {{{100, -9}, {100, 109}}}};
  BarrierLines barriers = barriers_of(four);
  CHECK(enclosures(places, barriers)[0] == 0);
  barriers.prices = Values{{std::numeric_limits<double>::infinity(), 100, 0, 0}};
  CHECK(enclosures(places, barriers)[0] == -1);
  barriers.prices = {};
  barriers.crossings = at({{0, 50}});
  CHECK(enclosures(places, barriers)[0] == -1);
}

TEST_CASE("nothing encloses where there is nothing") {
  CHECK(enclosures(at({{1, 2}}), {})[0] == -1);
  CHECK(enclosures(Points(2, 0), barriers_of({square(0, 9)})).size() == 0);
  Points bad = at({{1, 2}});
  bad(1, 0) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(enclosures(bad, {}), Catch::Contains("points[0] has y = nan"));
}
