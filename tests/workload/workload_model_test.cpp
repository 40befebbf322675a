#include "equizone/workload/workload_model.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "workload/model_station.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

double item(const Workload& work, Factor about, Index stop = 0) {
  return work.items(stop, static_cast<Index>(about));
}

double total(const StopFactors& given, const WorkloadModel& model = station()) {
  const Workload work = model.minutes(given);
  REQUIRE(work.total.size() == 1);
  return work.total[0];
}

StopFactors random_stops(Random& random, Index count) {
  const auto chosen = [&](std::int32_t categories) {
    Labels list(count);
    for (auto& code : list) code = static_cast<std::int32_t>(random.uniform() * (categories + 1)) - 1;
    return list;
  };
  const auto between = [&](double least, double most) {
    Values list(count);
    for (auto& value : list)
      value = random.uniform() < 0.3 ? not_said : least + random.uniform() * (most - least);
    return list;
  };
  StopFactors given = stops(count);
  given.road_category = chosen(2);
  given.road_minutes = between(0, 9);
  given.customer_category = chosen(2);
  given.customer_minutes = between(0, 9);
  given.customer_minutes_per_parcel = between(0, 2);
  given.waiting_category = chosen(2);
  given.waiting_minutes = between(0, 9);
  given.shape_category = chosen(2);
  given.shape_multiplier = between(0.5, 3);
  given.other_category = chosen(3);
  given.other_minutes = between(-9, 9);
  given.other_multiplier = between(0.1, 2);
  const Values parcels = between(0, 50);
  given.parcels = parcels.array().isNaN().select(0.0, parcels);
  given.volume_l = between(0, 50);
  given.weight_kg = between(0, 20);
  given.sign_for_rate = between(0.2, 1);
  given.pace = between(0.5, 2);
  return given;
}

}  // namespace

TEST_CASE("a stop of which nothing is said is one parcel at the first categories", "[workload_model]") {
  const Workload work = station().minutes(stops(1));
  const double parcel = 0.6 + 2 * 0.05 + 10 * 0.01;
  CHECK(item(work, Factor::road) == Approx(2.0));
  CHECK(item(work, Factor::customer) == Approx(1.1));
  CHECK(item(work, Factor::parcel) == Approx(parcel));
  CHECK(item(work, Factor::demand) == 0.0);
  CHECK(item(work, Factor::waiting) == 0.0);
  // Of ten parcels, two come back; then they go to their sender.
  CHECK(item(work, Factor::sign_for) == Approx(0.2 * (2.0 + 1.1 + parcel)));
  CHECK(item(work, Factor::other) == 0.0);
  CHECK(item(work, Factor::area) == 0.0);
  CHECK(work.total[0] == Approx(1.2 * (2.0 + 1.1 + parcel)));
}

TEST_CASE("a model without figures gives no minutes", "[workload_model]") {
  CHECK(WorkloadModel().minutes(stops(3)).total == Values::Zero(3));
  CHECK(WorkloadModel().minutes(stops(0)).items.rows() == 0);
}

TEST_CASE("every formula, by hand", "[workload_model]") {
  StopFactors given = stops(1);
  given.road_category = codes({1});
  given.customer_category = codes({1});
  given.waiting_category = codes({1});
  given.shape_category = codes({1});
  given.other_category = codes({1});
  given.visits = numbers({2});
  given.parcels = numbers({18});
  given.weight_kg = numbers({4});
  given.volume_l = numbers({20});
  given.pace = numbers({1.5});
  const Workload work = station().minutes(given);

  CHECK(item(work, Factor::road) == Approx(2 * 7.0));
  CHECK(item(work, Factor::customer) == Approx(2 * 3.0 + 18 * 0.5));
  CHECK(item(work, Factor::waiting) == Approx(2 * 5.0));
  CHECK(item(work, Factor::parcel) == Approx(18 * (0.6 + 0.2 + 0.2) * 2.5));
  CHECK(item(work, Factor::demand) == Approx(45 * (1.0 / 3 - 1)));  // 9 parcels a visit like 3
  const double repeated = 14 + 15 + 45 - 30;
  CHECK(item(work, Factor::sign_for) == Approx(0.5 * repeated));  // half of them once more
  const double served = 1.5 * repeated + 10;                      // waiting is not repeated
  CHECK(item(work, Factor::other) == Approx(-0.5 * served - 2 * 1.0));
  CHECK(item(work, Factor::area) == Approx(0.5 * (0.5 * served - 2)));
  CHECK(work.total[0] == Approx(1.5 * (0.5 * served - 2)));
}

TEST_CASE("items sum to the total, and the formulas hold for any stop", "[workload_model]") {
  Random random(7);
  const WorkloadModel model = station();
  const StopFactors given = random_stops(random, 500);
  const Workload work = model.minutes(given);
  for (Index i = 0; i < given.stops; ++i) {
    double from_left_to_right = 0.0;
    for (Index about = 0; about < work.items.cols(); ++about) from_left_to_right += work.items(i, about);
    CHECK(work.total[i] == from_left_to_right);  // to the last bit
  }
  CHECK(work.total.minCoeff() >= 0.0);
  for (Index i = 0; i < given.stops; ++i) {
    const double repeated = item(work, Factor::road, i) + item(work, Factor::customer, i) +
                            item(work, Factor::parcel, i) + item(work, Factor::demand, i);
    const bool campus = given.customer_category[i] == 1;
    const double rate = std::isnan(given.sign_for_rate[i]) ? (campus ? 0.5 : 0.8) : given.sign_for_rate[i];
    CHECK(item(work, Factor::sign_for, i) == Approx((1 - rate) * repeated).margin(1e-12));
    const double before_area = work.total[i] - item(work, Factor::area, i);
    const double pace = std::isnan(given.pace[i]) ? 1.0 : given.pace[i];
    CHECK(work.total[i] == Approx(pace * before_area).margin(1e-9));
  }
}

TEST_CASE("each stop on its own is as it is among others", "[workload_model]") {
  StopFactors both = stops(2);
  both.road_category = codes({0, 1});
  both.parcels = numbers({1, 16});
  both.pace = numbers({not_said, 2});
  StopFactors second = stops(1);
  second.road_category = codes({1});
  second.parcels = numbers({16});
  second.pace = numbers({2});
  const Values of_both = station().minutes(both).total;
  CHECK(of_both[0] == total(stops(1)));
  CHECK(of_both[1] == total(second));
}

TEST_CASE("a category goes before a number, and neither is the first category", "[workload_model]") {
  StopFactors given = stops(4);
  given.road_category = codes({1, 1, -1, -1});
  given.road_minutes = numbers({3, not_said, 3, not_said});
  CHECK(station().minutes(given).items.col(0) == numbers({7, 7, 3, 2}));

  given = stops(2);
  given.waiting_minutes = numbers({6, not_said});
  CHECK(station().minutes(given).items.col(static_cast<Index>(Factor::waiting)) == numbers({6, 0}));
  given = stops(2);
  given.shape_multiplier = numbers({3, not_said});
  CHECK(station().minutes(given).items.col(static_cast<Index>(Factor::parcel)).isApprox(numbers({2.4, 0.8})));
}

TEST_CASE("a customer given in minutes has nothing of the first category", "[workload_model]") {
  WorkloadModel model = station();
  model.customer[0].sign_for_rate = 0.5;
  StopFactors given = stops(3);
  given.customer_minutes = numbers({4, 4, not_said});
  given.customer_minutes_per_parcel = numbers({not_said, 2, 2});
  given.sign_for_rate = numbers({1, not_said, not_said});
  const Workload work = model.minutes(given);
  CHECK(work.items.col(1) == numbers({4, 6, 3}));
  CHECK(item(work, Factor::sign_for, 0) == 0.0);
  CHECK(item(work, Factor::sign_for, 1) == Approx(0.2 * (2 + 6 + 0.8)));  // the model's rate
  CHECK(item(work, Factor::sign_for, 2) == Approx(0.5 * (2 + 3 + 0.8)));  // the category's
}

TEST_CASE("the rate of a stop goes before its customer's, and that before the model's", "[workload_model]") {
  StopFactors given = stops(3);
  given.customer_category = codes({1, 1, 0});
  given.sign_for_rate = numbers({1, not_said, not_said});
  const Workload work = station().minutes(given);
  CHECK(item(work, Factor::sign_for, 0) == 0.0);
  CHECK(item(work, Factor::sign_for, 1) == Approx(0.5 * (2 + 3.5 + 0.8)));
  CHECK(item(work, Factor::sign_for, 2) == Approx(0.2 * (2 + 1.1 + 0.8)));
}

TEST_CASE("expected attempts are those of trying", "[workload_model]") {
  const auto most = GENERATE(Index{1}, Index{2}, Index{3}, Index{10});
  const auto rate = GENERATE(0.1, 0.65, 0.88, 1.0);
  WorkloadModel model;
  model.road = {{"street", 1.0}};
  model.sign_for_rate = rate;
  model.most_attempts = most;
  double attempts = 0, still_there = 1;
  for (Index attempt = 0; attempt < most; ++attempt, still_there *= 1 - rate) attempts += still_there;
  CHECK(total(stops(1), model) == Approx(attempts).epsilon(1e-12));
}

TEST_CASE("many parcels at one visit cost less each; at several visits they do not", "[workload_model]") {
  StopFactors given = stops(5);
  given.parcels = numbers({1, 4, 4, 100, 0.5});
  given.visits = numbers({1, 1, 4, 1, 1});
  const Workload work = station().minutes(given);
  const auto handling =
      work.items.col(static_cast<Index>(Factor::parcel)) + work.items.col(static_cast<Index>(Factor::demand));
  CHECK((handling / 0.8).isApprox(numbers({1, 2, 4, 10, 0.5})));
  WorkloadModel model = station();
  model.scale = 1.0;
  CHECK(model.minutes(given).items.col(static_cast<Index>(Factor::demand)).isZero());
}

TEST_CASE("visits default to one a day, fewer where parcels are fewer", "[workload_model]") {
  StopFactors given = stops(3);
  given.parcels = numbers({0, 0.2, 9});
  CHECK(station().minutes(given).items.col(0) == numbers({0, 0.2 * 2, 2}));
  CHECK(station().minutes(given).items.col(static_cast<Index>(Factor::demand)).head(2).isZero());
  CHECK(station().minutes(given).total[0] == 0.0);
  given.visits = numbers({1, 1, 1});
  CHECK(station().minutes(given).items(0, 0) == 2.0);  // a visit that brings nothing still takes its time
}

TEST_CASE("what helps can save no more than there is", "[workload_model]") {
  StopFactors given = stops(2);
  given.other_minutes = numbers({-1000, -1000});
  given.other_multiplier = numbers({1, 2});
  const Workload work = station().minutes(given);
  CHECK(work.total == Values::Zero(2));
  CHECK(item(work, Factor::other, 0) == Approx(-total(stops(1))));
}

TEST_CASE("a multiplier given for other goes before that of its category", "[workload_model]") {
  StopFactors given = stops(2);
  given.other_category = codes({1, 1});
  given.other_multiplier = numbers({2, not_said});
  const double served = total(stops(1));
  CHECK(station().minutes(given).total.isApprox(numbers({2 * served - 1, 0.5 * served - 1})));
}

TEST_CASE("the same stops give the same bits", "[workload_model]") {
  Random random(11);
  const StopFactors given = random_stops(random, 200);
  CHECK(station().minutes(given).items == station().minutes(given).items);
}

TEST_CASE("names of factors' columns are in the order of the factors", "[workload_model]") {
  CHECK(factor_names[static_cast<std::size_t>(Factor::road)] == "road");
  CHECK(factor_names[static_cast<std::size_t>(Factor::sign_for)] == "sign_for");
  CHECK(factor_names[static_cast<std::size_t>(Factor::area)] == "area");
}
