#include "equizone/core/distributions.hpp"

#include "catch.hpp"

using equizone::lognormal;
using equizone::normal;
using equizone::Random;

TEST_CASE("normal numbers have mean 0 and deviation 1, also in their tails", "[core]") {
  Random random(1);
  constexpr int draws = 100'000;
  double sum = 0;
  double squares = 0;
  int beyond_two = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const double value = normal(random);
    sum += value;
    squares += value * value;
    if (std::abs(value) > 2) ++beyond_two;
  }
  CHECK(sum / draws == Approx(0).margin(0.016));  // 5 standard deviations, as below
  CHECK(squares / draws == Approx(1).margin(0.022));
  CHECK(beyond_two == Approx(0.0455 * draws).margin(330));
}

TEST_CASE("lognormal numbers have mean 1", "[core]") {
  Random random(2);
  constexpr int draws = 100'000;
  double sum = 0;
  double of_logs = 0;
  for (int draw = 0; draw < draws; ++draw) {
    const double value = lognormal(random, 0.8);
    sum += value;
    of_logs += std::log(value);
  }
  CHECK(sum / draws == Approx(1).margin(0.015));
  CHECK(of_logs / draws == Approx(-0.32).margin(0.013));
}
