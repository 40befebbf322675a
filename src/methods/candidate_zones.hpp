#pragma once
// Sets of stops that may become zones.

#include <cstdint>
#include <map>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

// Every set once, numbered as they come. References must outlive this.
class CandidateZones {
 public:
  using Stops = std::vector<std::int32_t>;  // ascending

  CandidateZones(const Points& points, const Values& loads) : points_(points), loads_(loads) {}

  // The number of the candidate with these stops. O(stops, times log of the candidates).
  Index add(Stops stops);

  [[nodiscard]] Index count() const { return static_cast<Index>(sets_.size()); }
  [[nodiscard]] Index stops_in_all() const { return points_.cols(); }
  [[nodiscard]] const Stops& stops(Index candidate) const {
    return *sets_[static_cast<std::size_t>(candidate)];
  }
  [[nodiscard]] double load(Index candidate) const {
    return masses_[static_cast<std::size_t>(candidate)].load;
  }
  // Its load centroid; of stops without load their mean place.
  [[nodiscard]] const Eigen::Vector2d& center(Index candidate) const {
    return masses_[static_cast<std::size_t>(candidate)].center;
  }
  // Sum of load * squared distance to the load centroid.
  [[nodiscard]] double cost(Index candidate) const {
    return masses_[static_cast<std::size_t>(candidate)].cost;
  }

 private:
  struct Mass {
    double load;
    double cost;
    Eigen::Vector2d center;
  };
  [[nodiscard]] Mass mass_of(const Stops& stops) const;

  const Points& points_;
  const Values& loads_;
  std::map<Stops, Index> numbers_;
  std::vector<const Stops*> sets_;  // keys of `numbers_`, which stay where they are
  std::vector<Mass> masses_;
};

}  // namespace equizone
