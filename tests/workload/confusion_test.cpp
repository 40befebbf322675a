// What time sheets cannot tell apart.

#include <algorithm>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/workload/calibration.hpp"
#include "workload/time_sheets.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

TEST_CASE("what always occurs together is named and keeps its proportions", "[calibration]") {
  Records made = worked_records(6);
  made.visits.waiting_category = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  work(made, true_model());
  Random random(6);
  for (double& minutes : made.worked_minutes) minutes += 10 * bell(random);
  WorkloadModel prior = prior_model();
  prior.sign_for_rate = 1;
  prior.customer[1].sign_for_rate = 1;  // else waiting is not repeated as the rest is
  prior.other = {{"none"}, {"front desk", -0.3}};
  const Calibration found = calibrated(made, {}, prior);
  const Coefficient& campus = named(found, "customer.campus.minutes");
  const Coefficient& goods_in = named(found, "waiting.goods-in.minutes");
  CHECK(campus.status == FitStatus::confounded);
  CHECK(goods_in.status == FitStatus::confounded);
  CHECK(campus.fitted / goods_in.fitted == Approx(5.0 / 6.0).epsilon(1e-3));
  CHECK(std::isinf(campus.standard_error));
  CHECK(campus.high == 50);
  CHECK(named(found, "road.old town.minutes").status == FitStatus::fitted);
  CHECK(std::isfinite(named(found, "road.old town.minutes").standard_error));
  CHECK((warned(found, "customer.campus.minutes + 1 * waiting.goods-in.minutes") ||
         warned(found, "waiting.goods-in.minutes + 1 * customer.campus.minutes")));
  CHECK(warned(found, "and the prior divides it"));
}

TEST_CASE("roads and customers without one of 0 minutes are told in sums", "[calibration]") {
  const Records made = worked_records(7);
  WorkloadModel prior = prior_model();
  for (Category& customer : prior.customer) customer.minutes += 1;  // and the roads too long by as much
  const Calibration found = calibrated(made, {}, prior);
  REQUIRE(found.warnings.size() == 1);
  for (const std::string factor : {"road.standard", "road.old town", "road.village", "customer.door",
                                   "customer.campus", "customer.locker"}) {
    CHECK(named(found, factor + ".minutes").status == FitStatus::confounded);
    CHECK_THAT(found.warnings[0], Contains("1 in " + factor + ".minutes"));
  }
  CHECK(named(found, "minutes_per_shift").status == FitStatus::fitted);
  // Sums are right, and holding what the others are measured against gives each figure back.
  CHECK(named(found, "road.village.minutes").fitted + named(found, "customer.campus.minutes").fitted ==
        Approx(4.0 + 6.5).epsilon(1e-4));
  prior.customer[0].minutes = 0.25;
  FitOptions options;
  options.held = {"customer.door.minutes"};
  const Calibration measured = calibrated(made, options, prior);
  CHECK(measured.warnings.empty());
  CHECK(named(measured, "road.village.minutes").fitted == Approx(3.75).epsilon(1e-4));
  CHECK(named(measured, "customer.campus.minutes").fitted == Approx(6.75).epsilon(1e-4));
}

TEST_CASE("pairs that always occur together are told pair by pair", "[calibration]") {
  Records made = worked_records(14);
  const Labels campus = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  made.visits.waiting_category = campus;
  made.visits.road_category = 2 * (made.visits.customer_category.array() == 2).cast<std::int32_t>();
  WorkloadModel prior = prior_model();
  prior.road[0].minutes = 0;
  prior.sign_for_rate = prior.customer[1].sign_for_rate = 1;
  work(made, prior);
  const Calibration found = calibrated(made, {}, prior);
  CHECK(found.warnings.size() == 2);
  CHECK((warned(found, "+1 in customer.campus.minutes, -1 in waiting.goods-in.minutes from none") ||
         warned(found, "+1 in waiting.goods-in.minutes, -1 in customer.campus.minutes from none")));
  CHECK((warned(found, "+1 in customer.locker.minutes, -1 in road.village.minutes from none") ||
         warned(found, "+1 in road.village.minutes, -1 in customer.locker.minutes from none")));
}

TEST_CASE("what almost always occurs together is a doubt in words", "[calibration]") {
  Records made = worked_records(8);
  made.visits.waiting_category = (made.visits.customer_category.array() == 1).cast<std::int32_t>();
  for (Index visit = 0; visit < 40; ++visit) made.visits.waiting_category[visit] = 1;
  Random random(8);
  work(made, true_model());
  for (double& minutes : made.worked_minutes) minutes += 40 * bell(random);
  const Calibration found = calibrated(made);
  CHECK(warned(found, "hardly tell apart"));
  CHECK(warned(found, "agree with the records (95 %)"));
}
