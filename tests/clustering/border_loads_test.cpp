// Border loads against a std::map.

#include "equizone/clustering/border_loads.hpp"

#include <map>
#include <utility>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

using Pair = std::pair<std::int32_t, std::int32_t>;

bool same(const BorderLoad& left, const BorderLoad& right) {
  return left.a == right.a && left.b == right.b && left.load == right.load && left.x == right.x &&
         left.y == right.y;
}

// What is expected of a table: sums per pair, and the order in which pairs came first.
struct Known {
  std::map<Pair, BorderLoad> sums;
  std::vector<Pair> order;

  void add(const BorderLoad& border) {
    const auto [found, is_new] = sums.try_emplace({border.a, border.b}, border);
    if (is_new)
      order.push_back({border.a, border.b});
    else
      found->second += border;
  }
};

BorderLoad draw_border(Draw& draw, std::int32_t zones) {
  auto a = static_cast<std::int32_t>(draw.whole(0, zones - 2));
  const auto b = static_cast<std::int32_t>(draw.whole(a + 1, zones - 1));
  return {a, b, draw.uniform(0, 1), draw.normal(), draw.normal()};
}

}  // namespace

TEST_CASE("a table sums by pair, and can be used again once emptied", "[clustering]") {
  Draw draw(1);
  BorderTable table;
  std::vector<BorderLoad> found;
  table.move_to(found);
  CHECK(found.empty());
  // Small and large rounds in turn: slots left over from the large ones would show.
  for (const int adds : {5, 3000, 1, 40, 20'000, 0, 64}) {
    Known known;
    for (int at = 0; at < adds; ++at) {
      const BorderLoad border = draw_border(draw, adds > 1000 ? 60 : 4);
      known.add(border);
      table.add(border);
    }
    found.clear();
    table.move_to(found);
    REQUIRE(found.size() == known.order.size());
    for (std::size_t at = 0; at < found.size(); ++at)
      REQUIRE(same(found[at], known.sums.at(known.order[at])));
  }
}

TEST_CASE("emptying a table appends", "[clustering]") {
  BorderTable table;
  std::vector<BorderLoad> found{{7, 8, 1, 1, 1}};
  table.add({0, 1, 2, 3, 4});
  table.add({0, 1, 2, 3, 4});
  table.move_to(found);
  REQUIRE(found.size() == 2);
  CHECK(same(found[0], {7, 8, 1, 1, 1}));
  CHECK(same(found[1], {0, 1, 4, 6, 8}));
}

TEST_CASE("large zone numbers do not collide", "[clustering]") {
  BorderTable table;
  Known known;
  for (std::int32_t zone = 2'000'000'000; zone < 2'000'000'500; ++zone)
    for (const std::int32_t other : {zone + 1, zone + 2, zone + 65'536}) {
      table.add({zone, other, 1, 0, 0});
      known.add({zone, other, 1, 0, 0});
    }
  std::vector<BorderLoad> found;
  table.move_to(found);
  CHECK(found.size() == known.order.size());
}

TEST_CASE("the sorter sorts by pair and joins in the order given", "[clustering]") {
  Draw draw(2);
  BorderSorter sorter;
  for (const int entries : {0, 1, 2000, 30, 5000}) {
    std::vector<BorderLoad> borders;
    Known known;
    for (int at = 0; at < entries; ++at) {
      borders.push_back(draw_border(draw, 40));
      known.add(borders.back());
    }
    sorter.sort(borders, 40);
    REQUIRE(borders.size() == known.sums.size());
    auto expected = known.sums.begin();
    for (const BorderLoad& border : borders) REQUIRE(same(border, (expected++)->second));
  }
}
