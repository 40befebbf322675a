// How evenly loads are spread, by hand.

#include "equizone/evaluation/balance.hpp"

#include <cmath>

#include "catch.hpp"
#include "equizone/core/error.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

TEST_CASE("equal loads are balanced, one zone with all is not", "[evaluation]") {
  const LoadBalance equal = load_balance(Values::Constant(4, 2.5));
  CHECK(equal.gini == 0);
  CHECK(equal.deviation == 0);
  CHECK(equal.mean == 2.5);
  const LoadBalance one = load_balance(Values{{0.0, 0.0, 0.0, 8.0}});
  CHECK(one.gini == Approx(0.75));
  CHECK(one.most == 8);
  CHECK(one.least == 0);
  CHECK(one.deviation == Approx(std::sqrt(12.0)));
}

TEST_CASE("the Gini coefficient is half the mean difference over the mean", "[evaluation]") {
  const Values loads{{3.0, 1.0, 7.0, 2.0, 2.0}};
  double differences = 0;
  for (const double a : loads)
    for (const double b : loads) differences += std::abs(a - b);
  CHECK(load_balance(loads).gini == Approx(differences / (2 * 25 * 3.0)));
}

TEST_CASE("loads that are none are refused", "[evaluation]") {
  CHECK_THROWS_WITH(load_balance(Values{{1.0, -2.0}}), Contains("zone_loads[1] is -2"));
  CHECK_THROWS_WITH(load_balance(Values{}), Contains("zone_loads is empty"));
  CHECK_THROWS_AS(load_balance(Values::Zero(3)), InputError);
}
