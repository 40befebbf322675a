#pragma once
// Parts that lie side by side around a middle, with gaps between them.

#include <vector>

#include "synthetic/station_builder.hpp"

namespace equizone::synthetic {

class Settlement {
 public:
  // `gap_m` is the mean width of fields, parks and rails between parts.
  explicit Settlement(const Eigen::Vector2d& middle, double gap_m) : middle_(middle), gap_m_(gap_m) {}

  // The first part lies in the middle; each further one where a ray from there first finds room for it.
  // O(parts) for each step of the ray.
  void add(Part part, Random& random);

  // Several parts of unequal size that together have a number of stops.
  void add_several(Index parts, Index stops, const Part& like, Random& random);

  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // Of the circle around the middle in which all parts lie.
  [[nodiscard]] double radius_m() const;

  // Where a depot would stand: towards the edge, away from the middle.
  [[nodiscard]] Eigen::Vector2d depot(Random& random, const IsFree& is_free = everywhere) const;

  void build(StationBuilder& builder, const IsFree& is_free = everywhere) const;

 private:
  double next_bearing(Random& random);
  [[nodiscard]] bool has_room(const Quarter& quarter, double gap_m) const;

  Eigen::Vector2d middle_;
  double gap_m_;
  double bearing_ = 0;  // of the ray along which the last part was placed
  std::vector<Part> parts_;
};

}  // namespace equizone::synthetic
