#include "methods/candidate_zones.hpp"

#include <utility>

namespace equizone {

Index CandidateZones::add(Stops stops) {
  const auto [entry, is_new] = numbers_.try_emplace(std::move(stops), count());
  if (is_new) {
    sets_.push_back(&entry->first);
    masses_.push_back(mass_of(entry->first));
  }
  return entry->second;
}

CandidateZones::Mass CandidateZones::mass_of(const Stops& stops) const {
  double load = 0;
  Eigen::Vector2d moment = Eigen::Vector2d::Zero();
  Eigen::Vector2d plain = Eigen::Vector2d::Zero();
  for (const std::int32_t stop : stops) {
    load += loads_[stop];
    moment += loads_[stop] * points_.col(stop);
    plain += points_.col(stop);
  }
  const Eigen::Vector2d center = load > 0 ? moment / load : plain / static_cast<double>(stops.size());
  double cost = 0;
  for (const std::int32_t stop : stops) cost += loads_[stop] * (points_.col(stop) - center).squaredNorm();
  return {load, cost, center};
}

}  // namespace equizone
