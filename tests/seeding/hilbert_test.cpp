// The Hilbert curve against its definition, the sort against the standard library's.

#include "equizone/seeding/hilbert.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

using Cell = std::pair<std::uint32_t, std::uint32_t>;

// The definition, bit by bit: the curve goes up the left half and down the right half of a square; in its
// first quarter it is mirrored at one diagonal, in its last at the other.
std::uint32_t key_by_definition(std::uint32_t x, std::uint32_t y) {
  std::uint32_t key = 0;
  for (std::uint32_t side = 1U << 15; side > 0; side /= 2) {
    const bool right = (x & side) != 0;
    const bool top = (y & side) != 0;
    const std::uint32_t quarter = right ? (top ? 2 : 3) : (top ? 1 : 0);
    key = 4 * key + quarter;
    x &= side - 1;
    y &= side - 1;
    if (quarter == 0) std::swap(x, y);
    if (quarter == 3) std::tie(x, y) = Cell{side - 1 - y, side - 1 - x};
  }
  return key;
}

// Cells of a square in the corner of the grid, in the order of their keys.
std::vector<Cell> cells_in_order(std::uint32_t side) {
  std::vector<std::pair<std::uint32_t, Cell>> keyed;
  for (std::uint32_t x = 0; x < side; ++x)
    for (std::uint32_t y = 0; y < side; ++y) keyed.push_back({hilbert_key(x, y), {x, y}});
  std::sort(keyed.begin(), keyed.end());
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < keyed.size(); ++at) {
    REQUIRE(keyed[at].first == at);  // bijective
    cells.push_back(keyed[at].second);
  }
  return cells;
}

std::uint32_t apart(std::uint32_t a, std::uint32_t b) { return std::max(a, b) - std::min(a, b); }

bool is_permutation_of_all(std::vector<std::int32_t> order) {
  std::sort(order.begin(), order.end());
  for (std::size_t at = 0; at < order.size(); ++at)
    if (order[at] != static_cast<std::int32_t>(at)) return false;
  return true;
}

double path_length(const Points& points, const std::vector<std::int32_t>& order) {
  double length = 0;
  for (std::size_t at = 1; at < order.size(); ++at)
    length += (points.col(order[at]) - points.col(order[at - 1])).norm();
  return length;
}

}  // namespace

TEST_CASE("the key is that of the definition", "[seeding]") {
  for (std::uint32_t x = 0; x < 64; ++x)
    for (std::uint32_t y = 0; y < 64; ++y) REQUIRE(hilbert_key(x, y) == key_by_definition(x, y));
  Draw draw(1);
  for (int trial = 0; trial < 20'000; ++trial) {
    const auto x = static_cast<std::uint32_t>(draw.whole(0, 65'535));
    const auto y = static_cast<std::uint32_t>(draw.whole(0, 65'535));
    REQUIRE(hilbert_key(x, y) == key_by_definition(x, y));
  }
  CHECK(hilbert_key(0, 0) == 0);
  CHECK(hilbert_key(65'535, 0) == 0xFFFFFFFF);
}

TEST_CASE("the curve passes every cell once and goes from neighbour to neighbour", "[seeding]") {
  const std::vector<Cell> cells = cells_in_order(256);
  for (std::size_t at = 1; at < cells.size(); ++at)
    REQUIRE(apart(cells[at].first, cells[at - 1].first) + apart(cells[at].second, cells[at - 1].second) == 1);
}

TEST_CASE("the radix sort is stable, for any number of threads", "[seeding]") {
  const std::size_t n = GENERATE(as<std::size_t>{}, 0, 1, 2, 1000, 100'000, 150'001);
  Draw draw(n);
  UnsetVector<std::uint64_t> entries(n);
  // The low halves fall, so that a sort by whole entries would turn equal keys round. Some keys need all
  // bits.
  for (std::size_t at = 0; at < n; ++at) {
    const std::uint64_t few = static_cast<std::uint64_t>(draw.whole(0, 99)) * 7919;
    const std::uint64_t many = static_cast<std::uint64_t>(draw.whole(0, 0xFFFFFFFF));
    entries[at] = (at % 3 == 0 ? many : few) << 32 | (n - at);
  }
  UnsetVector<std::uint64_t> expected = entries;
  std::stable_sort(expected.begin(), expected.end(),
                   [](std::uint64_t left, std::uint64_t right) { return left >> 32 < right >> 32; });
  for (const int threads : {1, 2, 3}) {
    UnsetVector<std::uint64_t> sorted = entries;
    radix_sort_by_high_half(sorted, threads);
    CHECK(sorted == expected);
  }
}

TEST_CASE("stops follow the keys of their cells", "[seeding]") {
  const Station station = draw_station(2, 3000, Layout::clustered);
  const std::vector<std::int32_t> order = hilbert_order(station.points);
  REQUIRE(order.size() == 3000);
  CHECK(is_permutation_of_all(order));
  const Eigen::Vector2d low = station.points.rowwise().minCoeff();
  const double side = (station.points.rowwise().maxCoeff() - low).maxCoeff();
  std::uint32_t before = 0;
  for (const std::int32_t stop : order) {
    const Eigen::Vector2d cell = (station.points.col(stop) - low) * (65'535.0 / side);
    const std::uint32_t key =
        key_by_definition(static_cast<std::uint32_t>(cell.x()), static_cast<std::uint32_t>(cell.y()));
    REQUIRE(key >= before);
    before = key;
  }
}

TEST_CASE("a turned curve gives another order that is as good", "[seeding]") {
  const Station station = draw_station(3, 5000);
  std::set<std::vector<std::int32_t>> orders;
  for (const double angle : {0.0, 0.4, 1.1, 2.5}) {
    const std::vector<std::int32_t> order = hilbert_order(station.points, angle);
    CHECK(is_permutation_of_all(order));
    // A Hilbert path is about 0.92 sqrt(n * area) long.
    CHECK(path_length(station.points, order) < 1.1 * std::sqrt(5000.0) * 1000);
    orders.insert(order);
  }
  CHECK(orders.size() == 4);
}

TEST_CASE("stops at one place follow each other, ascending", "[seeding]") {
  // Places closer together than a cell of the curve, and one stop far away.
  Draw draw(4);
  constexpr Index n = 600;
  Points points(2, n);
  for (Index stop = 0; stop < n; ++stop)
    points.col(stop) << static_cast<double>(draw.whole(0, 3)), static_cast<double>(draw.whole(0, 3));
  points.col(17) << 1e7, 1e7;
  for (const double angle : {0.0, 0.7}) {
    const std::vector<std::int32_t> order = hilbert_order(points, angle);
    CHECK(is_permutation_of_all(order));
    std::set<std::pair<double, double>> left_behind;
    for (std::size_t at = 1; at < order.size(); ++at) {
      const Eigen::Vector2d here = points.col(order[at]);
      const Eigen::Vector2d before = points.col(order[at - 1]);
      if (here == before)
        REQUIRE(order[at] > order[at - 1]);
      else
        REQUIRE(left_behind.insert({before.x(), before.y()}).second);
      REQUIRE_FALSE(left_behind.contains({here.x(), here.y()}));
    }
  }
}

TEST_CASE("the order does not depend on the number of threads", "[seeding]") {
  const Station station = draw_station(5, 150'000, Layout::clustered);
  const std::vector<std::int32_t> order = hilbert_order(station.points, 0.3, 1);
  CHECK(hilbert_order(station.points, 0.3, 2) == order);
  CHECK(hilbert_order(station.points, 0.3, 3) == order);
}

TEST_CASE("one stop, and all stops at one place, have an order", "[seeding]") {
  CHECK(hilbert_order(Points::Constant(2, 1, 5.0)) == std::vector<std::int32_t>{0});
  CHECK(hilbert_order(Points::Constant(2, 4, 5.0)) == std::vector<std::int32_t>{0, 1, 2, 3});
}
