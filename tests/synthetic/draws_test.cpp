#include "synthetic/draws.hpp"

#include <numeric>

#include "catch.hpp"

using equizone::Index;
using equizone::Random;
using namespace equizone::synthetic;

TEST_CASE("parts in proportion to shares sum to the whole", "[synthetic]") {
  CHECK(apportioned(10, {0.5, 0.3, 0.2}) == std::vector<Index>{5, 3, 2});
  CHECK(apportioned(10, {2, 2, 1}) == std::vector<Index>{4, 4, 2});
  CHECK(apportioned(0, {1, 1}) == std::vector<Index>{0, 0});
  for (Index count = 0; count < 60; ++count) {
    const std::vector<Index> parts = apportioned(count, {0.1, 0.1, 0.37, 0.02, 0.41});
    CHECK(std::accumulate(parts.begin(), parts.end(), Index{0}) == count);
    for (const Index part : parts) CHECK(part >= 0);
  }
}

TEST_CASE("kinds are drawn as often as a mix says", "[synthetic]") {
  using equizone::PlaceKind;
  const Mix mix{{PlaceKind::house, 0.7}, {PlaceKind::shop, 0.3}};
  Random random(5);
  int shops = 0;
  for (int draw = 0; draw < 10'000; ++draw) shops += drawn(mix, random) == PlaceKind::shop ? 1 : 0;
  CHECK(shops == Approx(3000).margin(5 * 46));
}
