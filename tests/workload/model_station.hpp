#pragma once
// A model of which no two figures are alike, and stops for it.

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <limits>

#include "equizone/workload/workload_model.hpp"

namespace equizone::test {

inline constexpr double not_said = std::numeric_limits<double>::quiet_NaN();

inline Values numbers(std::initializer_list<double> list) {
  return Eigen::Map<const Values>(std::data(list), static_cast<Index>(list.size()));
}

inline Labels codes(std::initializer_list<std::int32_t> list) {
  return Eigen::Map<const Labels>(std::data(list), static_cast<Index>(list.size()));
}

// Figures that no two formulas can mix up.
inline WorkloadModel station() {
  WorkloadModel model;
  model.road = {{"street", 2.0}, {"old town", 7.0}};
  model.customer = {{"house", 1.0, 0.1, 1.0, 0.0}, {"campus", 3.0, 0.5, 1.0, 0.5}};
  model.waiting = {{"none", 0.0}, {"inspection", 5.0}};
  model.shape = {{"regular", 0.0, 0.0, 1.0}, {"bulky", 0.0, 0.0, 2.5}};
  model.other = {{"none", 0.0, 0.0, 1.0}, {"locker", -1.0, 0.0, 0.5}, {"vague", 4.0, 0.0, 1.0}};
  model.minutes_per_parcel = 0.6;
  model.minutes_per_kg = 0.05;
  model.minutes_per_litre = 0.01;
  model.parcel_kg = 2.0;
  model.parcel_litres = 10.0;
  model.scale = 0.5;
  model.sign_for_rate = 0.8;
  model.most_attempts = 2;
  return model;
}

inline StopFactors stops(Index count) {
  StopFactors given;
  given.stops = count;
  return given;
}

}  // namespace equizone::test
