// What a workload model refuses, and how it says so.

#include <cmath>
#include <limits>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/workload/workload_model.hpp"
#include "workload/model_station.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;
using Catch::Matchers::Equals;

TEST_CASE("categories are found by name, and unknown ones told the nearest", "[workload_model]") {
  WorkloadModel model = station();
  CHECK(model.category(Factor::road, "old town") == 1);
  CHECK(model.category(Factor::parcel, "bulky") == 1);
  CHECK(&model.categories(Factor::waiting) == &model.waiting);
  CHECK_THROWS_WITH(model.category(Factor::road, "odl town"),
                    Equals("road has no category \"odl town\"; the nearest are \"old town\", \"street\""));
  CHECK_THROWS_WITH(model.category(Factor::parcel, "bulk"),
                    Equals("shape has no category \"bulk\"; the nearest are \"bulky\", \"regular\""));
  model.road = {{"abcd"}, {"zzzz"}, {"abc"}, {"ab"}, {"a"}};
  CHECK_THROWS_WITH(model.category(Factor::road, "abcx"),
                    Contains("the nearest are \"abcd\", \"abc\", \"ab\""));
  CHECK_THROWS_AS(model.category(Factor::road, "ABCD"), InputError);
  CHECK_THROWS_WITH(model.categories(Factor::demand), Equals("factor demand has no categories"));
}

TEST_CASE("numbers of stops out of range are named by array, stop and value", "[workload_model]") {
  struct Case {
    Values StopFactors::* array;
    const char* name;
    std::vector<double> refused;
  };
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const std::vector<double> no_count{-1, infinite, 1e13}, no_factor{0, -1, infinite},
      no_rate{0, -0.5, 1.01, infinite}, no_number{-infinite, infinite};
  const Case cases[]{
      {&StopFactors::road_minutes, "road_minutes", no_count},
      {&StopFactors::customer_minutes, "customer_minutes", no_count},
      {&StopFactors::customer_minutes_per_parcel, "customer_minutes_per_parcel", no_count},
      {&StopFactors::waiting_minutes, "waiting_minutes", no_count},
      {&StopFactors::shape_multiplier, "shape_multiplier", no_factor},
      {&StopFactors::other_minutes, "other_minutes", no_number},
      {&StopFactors::other_multiplier, "other_multiplier", no_factor},
      {&StopFactors::visits, "visits", {-1, infinite, not_said}},
      {&StopFactors::parcels, "parcels", {-1, infinite, not_said}},
      {&StopFactors::volume_l, "volume_l", no_count},
      {&StopFactors::weight_kg, "weight_kg", no_count},
      {&StopFactors::sign_for_rate, "sign_for_rate", no_rate},
      {&StopFactors::pace, "pace", no_factor},
  };
  for (const Case& bad : cases) {
    StopFactors given = stops(3);
    for (const double value : bad.refused) {
      given.*bad.array = numbers({1, 1, value});
      CHECK_THROWS_WITH(station().minutes(given), Contains(message(bad.name, "[2] is ", value, "; ")));
    }
    given.*bad.array = numbers({1, 1});
    CHECK_THROWS_WITH(station().minutes(given),
                      Equals(message(bad.name, " has 2 entries for 3 stops; give one per stop, or none")));
    given.*bad.array = numbers({1, 1, 1});
    CHECK_NOTHROW(station().minutes(given));
  }
}

TEST_CASE("categories of stops out of range are named by array, stop and value", "[workload_model]") {
  struct Case {
    Labels StopFactors::* array;
    const char* name;
    std::int32_t known;
  };
  const Case cases[]{{&StopFactors::road_category, "road_category", 2},
                     {&StopFactors::customer_category, "customer_category", 2},
                     {&StopFactors::waiting_category, "waiting_category", 2},
                     {&StopFactors::shape_category, "shape_category", 2},
                     {&StopFactors::other_category, "other_category", 3}};
  for (const Case& bad : cases) {
    StopFactors given = stops(2);
    for (const std::int32_t code : {bad.known, -2}) {
      given.*bad.array = codes({0, code});
      CHECK_THROWS_WITH(station().minutes(given),
                        Equals(message(bad.name, "[1] is ", code, "; the model has ", bad.known,
                                       " categories, counted from 0; -1 means none")));
    }
    given.*bad.array = codes({0});
    CHECK_THROWS_WITH(station().minutes(given), Contains(message(bad.name, " has 1 entries for 2 stops")));
  }
}

TEST_CASE("a number is not looked at where a category is given", "[workload_model]") {
  StopFactors given = stops(1);
  given.road_category = codes({1});
  given.road_minutes = numbers({-1});
  CHECK(station().minutes(given).items(0, 0) == 7.0);
}

TEST_CASE("parcels without a visit are refused", "[workload_model]") {
  StopFactors given = stops(2);
  given.visits = numbers({1, 0});
  given.parcels = numbers({1, 3});
  CHECK_THROWS_WITH(station().minutes(given),
                    Equals("visits[1] is 0 but parcels[1] is 3; parcels need a visit"));
}

TEST_CASE("figures of the model out of range are named", "[workload_model]") {
  const auto refused = [](auto change, const char* words) {
    WorkloadModel model = station();
    change(model);
    CHECK_THROWS_WITH(model.minutes(stops(1)), Contains(words));
    CHECK_THROWS_AS(model.minutes(stops(0)), InputError);
  };
  refused([](WorkloadModel& m) { m.road.clear(); }, "road has no category; the first is the default");
  refused([](WorkloadModel& m) { m.road[1].minutes = -1; }, "road \"old town\": minutes is -1");
  refused([](WorkloadModel& m) { m.customer[1].minutes_per_parcel = not_said; },
          "customer \"campus\": minutes_per_parcel is nan");
  refused([](WorkloadModel& m) { m.customer[1].sign_for_rate = 1.1; },
          "customer \"campus\": sign_for_rate is 1.1; a rate lies above 0 and is at most 1");
  refused([](WorkloadModel& m) { m.waiting[1].minutes = -2; }, "waiting \"inspection\": minutes is -2");
  refused([](WorkloadModel& m) { m.shape[1].multiplier = 0; }, "shape \"bulky\": multiplier is 0");
  refused([](WorkloadModel& m) { m.other[1].multiplier = -1; }, "other \"locker\": multiplier is -1");
  refused([](WorkloadModel& m) { m.minutes_per_parcel = -1; }, "minutes_per_parcel is -1");
  refused([](WorkloadModel& m) { m.minutes_per_kg = -1; }, "minutes_per_kg is -1");
  refused([](WorkloadModel& m) { m.minutes_per_litre = -1; }, "minutes_per_litre is -1");
  refused([](WorkloadModel& m) { m.parcel_kg = -1; }, "parcel_kg is -1");
  refused([](WorkloadModel& m) { m.parcel_litres = -1; }, "parcel_litres is -1");
  refused([](WorkloadModel& m) { m.scale = 0; }, "scale is 0; it lies above 0 and is at most 1");
  refused([](WorkloadModel& m) { m.scale = 1.1; }, "scale is 1.1");
  refused([](WorkloadModel& m) { m.sign_for_rate = 0; }, "sign_for_rate is 0");
  refused([](WorkloadModel& m) { m.minutes_per_shift = -1; }, "minutes_per_shift is -1");
  refused([](WorkloadModel& m) { m.most_attempts = 0; }, "most_attempts is 0; at least one attempt is made");
}
