#include "equizone/workload/couriers_needed.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using Catch::Contains;
using equizone::couriers_needed;
using equizone::CouriersNeeded;
using equizone::Index;
using equizone::InputError;
using equizone::Random;
using equizone::StaffingInput;
using equizone::StaffingTerm;

namespace {

StaffingInput productivity(double stops, double stops_per_hour, double shift_hours = 8) {
  StaffingInput input;
  input.stops = stops;
  input.stops_per_hour = stops_per_hour;
  input.shift_hours = shift_hours;
  return input;
}

// A wide valley: 15 h at the stops, 1.6 * sqrt(300 * 400) / 25 = 22.2 h between them.
StaffingInput valley() {
  StaffingInput input;
  input.minutes = 900;
  input.stops = 300;
  input.area_km2 = 400;
  input.speed_kmh = 25;
  input.station_distance_km = 20;
  input.beta = 1.6;
  return input;
}

// As a planner would reckon it for k couriers, each with his share.
double hours_per_courier(const StaffingInput& in, double k) {
  const double stops = *in.stops / k;
  const double tour_km = *in.beta * std::sqrt(stops * (*in.area_km2 / k)) + 2 * *in.station_distance_km;
  return (*in.minutes / k + in.minutes_per_shift) / 60 + tour_km / *in.speed_kmh;
}

}  // namespace

TEST_CASE("the published example: 840 stops need 30 couriers, 640 need 23", "[couriers_needed]") {
  const CouriersNeeded full = couriers_needed(productivity(840, 3.5));
  CHECK(full.couriers == 30);
  CHECK(full.exact == 30);
  const CouriersNeeded weak = couriers_needed(productivity(640, 3.5));
  CHECK(weak.couriers == 23);
  CHECK_THAT(weak.reason, Contains("640 stops / 3.5 stops per hour"));
  CHECK_THAT(weak.reason, Contains("22.86: 23 couriers."));
  REQUIRE(weak.alternatives.size() == 3);
  CHECK(weak.alternatives[0].couriers == 22);
  CHECK_FALSE(weak.alternatives[0].fits);
  CHECK(weak.alternatives[0].load_ratio == Approx(640 / (22 * 28.0)));
  CHECK(weak.alternatives[1].fits);
  CHECK(weak.alternatives[2].couriers == 24);
}

TEST_CASE("full shifts need no courier more because of the last bit", "[couriers_needed]") {
  for (const double stops_per_hour : {3.5, 3.3, 0.7, 2.9, 7.1, 12.3})
    for (const double shift_hours : {8.0, 7.7, 6.3, 7.6})
      for (Index couriers = 1; couriers <= 300; ++couriers) {
        const double stops = static_cast<double>(couriers) * stops_per_hour * shift_hours;
        const CouriersNeeded needed = couriers_needed(productivity(stops, stops_per_hour, shift_hours));
        REQUIRE(needed.couriers == couriers);
        REQUIRE(needed.alternatives[couriers > 1 ? 1 : 0].fits);
      }
}

TEST_CASE("where the ways bind, and what each term adds", "[couriers_needed]") {
  const CouriersNeeded needed = couriers_needed(valley());
  CHECK(needed.couriers == 6);
  CHECK(needed.binding == StaffingTerm::between_stops);
  CHECK(needed.added == std::array<Index, 4>{2, 3, 1, 0});
  CHECK_THAT(needed.reason, Contains("1.6 x sqrt(300 stops x 400 km2) / 25 km/h = 22.17 h between stops"));
  CHECK_THAT(needed.reason, Contains("The service alone needs 2; the ways between stops 3 more"));
  CHECK_THAT(needed.reason, Contains("Most time goes to the ways between stops"));
  const auto& chosen = needed.alternatives[1];
  CHECK(chosen.hours[0] == Approx(15));
  CHECK(chosen.hours[1] == Approx(1.6 * std::sqrt(300.0 * 400) / 25));
  CHECK(chosen.hours[2] == Approx(6 * 1.6));
  CHECK(chosen.hours[3] == 0);
}

TEST_CASE("no number of couriers is enough if the way takes the shift", "[couriers_needed]") {
  StaffingInput input = valley();
  input.station_distance_km = 60;
  input.speed_kmh = 15;  // 2 * 60 / 15 = 8 h
  const CouriersNeeded needed = couriers_needed(input);
  CHECK_FALSE(needed.couriers);
  CHECK(std::isinf(needed.exact));
  CHECK(needed.alternatives.empty());
  CHECK(needed.binding == StaffingTerm::line_haul);
  CHECK(needed.reason ==
        "Each courier spends 2 x 60 km / 15 km/h = 8 h to the station and back, and the shift is 8 h: "
        "no number of couriers is enough.");
  input.shift_hours = 8.1;
  CHECK(couriers_needed(input).couriers);
  input.minutes_per_shift = 6;  // 8.1 h again, which doubles do not hit exactly
  CHECK_FALSE(couriers_needed(input).couriers);
}

TEST_CASE("the least number that fits, found by trying", "[couriers_needed]") {
  Random random(5);
  for (int trial = 0; trial < 2000; ++trial) {
    StaffingInput input;
    input.minutes = 30000 * random.uniform();
    input.stops = std::floor(1 + 2000 * random.uniform());
    input.area_km2 = 200 * random.uniform();
    input.speed_kmh = 5 + 40 * random.uniform();
    input.station_distance_km = 15 * random.uniform();
    input.beta = 0.7 + 2 * random.uniform();
    input.minutes_per_shift = 60 * random.uniform();
    input.shift_hours = 4 + 6 * random.uniform();
    const CouriersNeeded needed = couriers_needed(input);
    Index least = 1;
    while (least < 5000 && hours_per_courier(input, static_cast<double>(least)) > input.shift_hours) ++least;
    INFO("trial " << trial << ": " << needed.reason);
    if (least == 5000) {
      REQUIRE((!needed.couriers || *needed.couriers >= 5000));
      continue;
    }
    REQUIRE(needed.couriers == least);
    REQUIRE(std::accumulate(needed.added.begin(), needed.added.end(), Index{0}) == least);
    for (const auto& alternative : needed.alternatives) {
      REQUIRE(alternative.hours_per_courier ==
              Approx(hours_per_courier(input, static_cast<double>(alternative.couriers))));
      REQUIRE(alternative.fits == (alternative.couriers >= least));
      REQUIRE(alternative.load_ratio == Approx(alternative.hours_per_courier / input.shift_hours));
    }
  }
}

TEST_CASE("a day without work, and one with more couriers than stops", "[couriers_needed]") {
  const CouriersNeeded rest = couriers_needed(productivity(0, 3.5));
  CHECK(rest.couriers == 0);
  REQUIRE(rest.alternatives.size() == 1);
  CHECK(rest.alternatives[0].couriers == 1);
  const CouriersNeeded heavy = couriers_needed(productivity(2, 0.1));
  CHECK(heavy.couriers == 3);
  CHECK_THAT(heavy.reason, Contains("more than one courier per stop (2 stops)"));
}

TEST_CASE("a quotient just above a whole number is shown as such", "[couriers_needed]") {
  CHECK_THAT(couriers_needed(productivity(616.001, 3.5)).reason, Contains("= 22.00004: 23 couriers."));
}

TEST_CASE("staffing that cannot be meant", "[couriers_needed]") {
  const auto refusal = [](const StaffingInput& input) -> std::string {
    try {
      (void)couriers_needed(input);
    } catch (const InputError& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK_THAT(refusal({}), Contains("service is missing"));
  StaffingInput input;
  input.stops_per_hour = 3;
  CHECK_THAT(refusal(input), Contains("stops is missing"));
  input = productivity(10, 3);
  input.minutes = 5;
  CHECK_THAT(refusal(input), Contains("minutes and stops_per_hour both"));
  CHECK_THAT(refusal(productivity(-1, 3)), Contains("stops is -1"));
  CHECK_THAT(refusal(productivity(10, 0)), Contains("stops_per_hour is 0"));
  CHECK_THAT(refusal(productivity(10, 3, 0)), Contains("shift_hours is 0"));
  CHECK_THAT(refusal(productivity(10, 3, 24.5)), Contains("shift_hours is 24.5"));
  CHECK_THAT(refusal(productivity(std::numeric_limits<double>::quiet_NaN(), 3)), Contains("stops is nan"));
  CHECK_THAT(refusal(productivity(1e9, 3, 1e-9)), Contains("more than 1e9 couriers"));
  input = valley();
  input.stops.reset();
  CHECK_THAT(refusal(input), Contains("stops is missing"));
  input = valley();
  input.area_km2.reset();
  CHECK_THAT(refusal(input), Contains("area_km2 is missing"));
  input = valley();
  input.speed_kmh.reset();
  CHECK_THAT(refusal(input), Contains("speed_kmh is missing"));
  input = valley();
  input.speed_kmh = 0;
  CHECK_THAT(refusal(input), Contains("speed_kmh is 0"));
  input = valley();
  input = valley();
  input.beta = 0;
  CHECK_THAT(refusal(input), Contains("beta is 0"));
}
