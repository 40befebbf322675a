#include "equizone/tour/travel_estimate.hpp"

#include <cmath>
#include <string>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using Catch::Contains;
using equizone::BetaFit;
using equizone::fit_beta;
using equizone::Index;
using equizone::InputError;
using equizone::line_haul_km;
using equizone::Random;
using equizone::straight_line_beta;
using equizone::tour_length_km;
using equizone::Values;

namespace {

template <class Call>
std::string refusal(Call&& call) {
  try {
    (void)call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("tours of equal shares sum to one long tour", "[travel]") {
  CHECK(tour_length_km(100, 4, 1.5) == Approx(30));
  CHECK(tour_length_km(0, 4) == 0);
  CHECK(tour_length_km(100, 0) == 0);
  for (const double k : {2.0, 7.0, 30.0})
    CHECK(k * tour_length_km(640 / k, 12 / k, 1.3) == Approx(tour_length_km(640, 12, 1.3)));
  CHECK(line_haul_km(7.5) == 15);
}

TEST_CASE("straight_line_beta meets the published figures within one per cent", "[travel]") {
  const double published[][2] = {{20, 0.8584265},  {30, 0.8269698}, {40, 0.8129900}, {50, 0.7994125},
                                 {60, 0.7908632},  {70, 0.7817751}, {80, 0.7775367}, {90, 0.7773827},
                                 {100, 0.7764689}, {200, 0.7563542}};
  for (const auto& [stops, beta] : published) CHECK(std::abs(straight_line_beta(stops) / beta - 1) < 0.011);
  CHECK(straight_line_beta(1e12) == Approx(0.7124).epsilon(1e-5));
}

TEST_CASE("fit_beta finds the beta that tours were made with", "[travel]") {
  const Values stops = Values::LinSpaced(40, 5, 80);
  const Values areas_km2 = Values::LinSpaced(40, 9, 0.5);
  const Values scale = (stops.array() * areas_km2.array()).sqrt();
  const BetaFit exact = fit_beta(1.7 * scale, stops, areas_km2);
  CHECK(exact.beta == Approx(1.7).epsilon(1e-14));
  CHECK(exact.standard_error < 1e-14);
  CHECK(exact.tours == 40);

  const BetaFit one = fit_beta(Values::Constant(1, 6.0), Values::Constant(1, 4.0), Values::Constant(1, 1.0));
  CHECK(one.beta == 3);
  CHECK(std::isnan(one.standard_error));
}

TEST_CASE("the standard error is the spread of beta over repeated samples", "[travel]") {
  Random random(11);
  const Values stops = Values::LinSpaced(25, 10, 60);
  const Values areas_km2 = Values::LinSpaced(25, 4, 1);
  const Values scale = (stops.array() * areas_km2.array()).sqrt();
  constexpr int samples = 2000;
  double sum = 0, squares = 0, variances = 0;
  for (int sample = 0; sample < samples; ++sample) {
    Values lengths_km = 1.5 * scale;
    for (Index tour = 0; tour < lengths_km.size(); ++tour) lengths_km[tour] += 4 * (random.uniform() - 0.5);
    const BetaFit fit = fit_beta(lengths_km, stops, areas_km2);
    sum += fit.beta;
    squares += fit.beta * fit.beta;
    variances += fit.standard_error * fit.standard_error;
  }
  const double mean = sum / samples;
  CHECK(mean == Approx(1.5).epsilon(0.002));
  CHECK(std::sqrt(variances / samples) == Approx(std::sqrt(squares / samples - mean * mean)).epsilon(0.06));
}

TEST_CASE("travel terms that cannot be meant", "[travel]") {
  CHECK_THAT(refusal([] { return tour_length_km(-1, 2); }), Contains("stops is -1"));
  CHECK_THAT(refusal([] { return tour_length_km(1, -2); }), Contains("area_km2 is -2"));
  CHECK_THAT(refusal([] { return tour_length_km(1, 2, 0); }), Contains("beta is 0"));
  CHECK_THAT(refusal([] { return line_haul_km(std::nan("")); }), Contains("station_distance_km is nan"));
  CHECK_THAT(refusal([] { return straight_line_beta(0); }), Contains("stops_per_tour is 0"));
  const Values three = Values::Ones(3);
  const Values two = Values::Ones(2);
  Values gap = three;
  gap[1] = 0;
  CHECK_THAT(refusal([&] { return fit_beta({}, {}, {}); }), Contains("lengths_km is empty"));
  CHECK_THAT(refusal([&] { return fit_beta(three, two, three); }), Contains("stops has 2 entries"));
  CHECK_THAT(refusal([&] { return fit_beta(three, three, gap); }), Contains("areas_km2[1] is 0"));
  CHECK_THAT(refusal([&] { return fit_beta(gap, three, three); }), Contains("lengths_km[1] is 0"));
}
