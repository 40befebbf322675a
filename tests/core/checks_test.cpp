// Counts beyond what the engine can number are refused before any memory is taken.

#include "equizone/core/checks.hpp"

#include <cstdint>
#include <limits>
#include <string>

#include "catch.hpp"

using namespace equizone;

TEST_CASE("stops beyond 32 bits are refused", "[core]") {
  constexpr Index most = std::numeric_limits<std::int32_t>::max();
  CHECK_NOTHROW(check_stop_count(0));
  CHECK_NOTHROW(check_stop_count(most));
  CHECK_THROWS_WITH(check_stop_count(most + 1),
                    "points has 2147483648 stops; at most 2147483647 can be divided at once: divide the area "
                    "first");
}

TEST_CASE("offsets as far apart as the farthest places allow are accepted", "[core]") {
  const double farthest_square = 8 * max_coordinate_m * max_coordinate_m;
  CHECK_NOTHROW(check_offsets(Values{{farthest_square, -farthest_square}}, 2));
  CHECK_THROWS_AS(check_offsets(Values{{0, std::numeric_limits<double>::quiet_NaN()}}, 2), InputError);
  CHECK_THROWS_AS(check_offsets(Values{{0, std::numeric_limits<double>::infinity()}}, 2), InputError);
  CHECK_THROWS_AS(check_offsets(Values::Zero(3), 2), InputError);
}
