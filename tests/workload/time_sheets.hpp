#pragma once
// Time sheets of couriers with known truth, and what a calibration makes of them.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "catch.hpp"
#include "equizone/core/random.hpp"
#include "equizone/workload/calibration.hpp"

namespace equizone::test {

inline double bell(Random& random) {  // about normal, mean 0, variance 1
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += random.uniform();
  return sum;
}

inline std::int32_t below(Random& random, double count) {
  return static_cast<std::int32_t>(random.uniform() * count);
}

// Customers at the door are what the others are measured against.
inline WorkloadModel prior_model() {
  WorkloadModel model;
  model.road = {{"standard", 2.0}, {"old town", 4.0}, {"village", 3.0}};
  model.customer = {{"door"}, {"campus", 5.0, 0.4, 1.0, 0.7}, {"locker", 1.5}};
  model.waiting = {{"none", 0.0}, {"goods-in", 6.0}};
  model.shape = {{"regular"}, {"bulky", 0.0, 0.0, 1.5}};
  model.other = {{"none"}, {"front desk", -0.3, 0.0, 0.9}};
  model.minutes_per_parcel = 0.6;
  model.minutes_per_kg = 0.05;
  model.parcel_kg = 2.0;
  model.scale = 0.8;
  model.sign_for_rate = 0.9;
  model.minutes_per_shift = 40.0;
  return model;
}

// The prior is off by up to a half, in a way that no common multiplier mends.
inline WorkloadModel true_model() {
  WorkloadModel model = prior_model();
  model.road[0].minutes = 2.6;
  model.road[1].minutes = 3.1;
  model.road[2].minutes = 4.0;
  model.customer[1].minutes = 6.5;
  model.customer[1].minutes_per_parcel = 0.3;
  model.customer[2].minutes = 1.0;
  model.waiting[1].minutes = 4.5;
  model.minutes_per_parcel = 0.8;
  model.minutes_per_kg = 0.08;
  model.minutes_per_shift = 55.0;
  return model;
}

struct Records {
  StopFactors visits;
  Labels shift_of_visit, courier_of_shift;
  Values worked_minutes;
};

// Couriers with streets and customers of their own kind, `days` shifts each.
inline Records records(Random& random, std::int32_t couriers, std::int32_t days) {
  Records made;
  std::vector<std::int32_t> road, customer, waiting, shape, other, shift_of_visit;
  std::vector<double> parcels, weight;
  made.courier_of_shift.resize(couriers * days);
  std::int32_t shift = 0;
  for (std::int32_t courier = 0; courier < couriers; ++courier) {
    const double old_town = random.uniform(), campus = random.uniform() / 2, goods_in = random.uniform() / 3;
    for (std::int32_t day = 0; day < days; ++day, ++shift) {
      made.courier_of_shift[shift] = courier;
      for (std::int32_t visit = 20 + below(random, 60); visit > 0; --visit) {
        shift_of_visit.push_back(shift);
        road.push_back(random.uniform() < old_town ? 1 : 2 * below(random, 2));
        customer.push_back(random.uniform() < campus ? 1 : 2 * below(random, 2));
        waiting.push_back(random.uniform() < goods_in ? 1 : 0);
        shape.push_back(random.uniform() < 0.1 ? 1 : 0);
        other.push_back(random.uniform() < 0.1 ? 1 : 0);
        parcels.push_back(1 + below(random, customer.back() == 1 ? 20 : 3));
        weight.push_back(10 * random.uniform() * random.uniform());
      }
    }
  }
  const auto labels = [](const std::vector<std::int32_t>& from) {
    return Labels(Eigen::Map<const Labels>(from.data(), static_cast<Index>(from.size())));
  };
  const auto values = [](const std::vector<double>& from) {
    return Values(Eigen::Map<const Values>(from.data(), static_cast<Index>(from.size())));
  };
  made.visits.stops = static_cast<Index>(road.size());
  made.visits.road_category = labels(road);
  made.visits.customer_category = labels(customer);
  made.visits.waiting_category = labels(waiting);
  made.visits.shape_category = labels(shape);
  made.visits.other_category = labels(other);
  made.visits.parcels = values(parcels);
  made.visits.weight_kg = values(weight);
  made.shift_of_visit = labels(shift_of_visit);
  return made;
}

inline void work(Records& made, const WorkloadModel& truth) {
  made.worked_minutes = Values::Constant(made.courier_of_shift.size(), truth.minutes_per_shift);
  const Values minutes = truth.minutes(made.visits).total;
  for (Index visit = 0; visit < minutes.size(); ++visit)
    made.worked_minutes[made.shift_of_visit[visit]] += minutes[visit];
}

inline Records worked_records(std::uint64_t seed, double noise_min = 0.0, double courier_noise_min = 0.0) {
  Random random(seed);
  Records made = records(random, 25, 8);
  work(made, true_model());
  std::vector<double> of_courier(25);
  for (double& minutes : of_courier) minutes = courier_noise_min * bell(random);
  for (Index shift = 0; shift < made.worked_minutes.size(); ++shift)
    made.worked_minutes[shift] +=
        noise_min * bell(random) + of_courier[static_cast<std::size_t>(made.courier_of_shift[shift])];
  return made;
}

inline Calibration calibrated(const Records& made, const FitOptions& options = {},
                              const WorkloadModel& prior = prior_model()) {
  return calibrate(made.visits, made.shift_of_visit, made.worked_minutes, prior, options);
}

inline const Coefficient& named(const Calibration& found, const std::string& name) {
  const auto at = std::find_if(found.coefficients.begin(), found.coefficients.end(),
                               [&](const Coefficient& figure) { return figure.name == name; });
  REQUIRE(at != found.coefficients.end());
  return *at;
}

inline bool warned(const Calibration& found, const std::string& words) {
  return std::any_of(found.warnings.begin(), found.warnings.end(),
                     [&](const std::string& warning) { return warning.find(words) != std::string::npos; });
}

}  // namespace equizone::test
