#include "synthetic/settlement.hpp"

#include <utility>

namespace equizone::synthetic {

using Eigen::Vector2d;

void Settlement::add(Part part, Random& random) {
  constexpr double steps = 8;  // in a quarter's radius
  Quarter& quarter = part.quarter;
  quarter.turn = angle(random);
  quarter.middle = middle_;
  if (!parts_.empty()) {
    const Vector2d ray = direction(next_bearing(random));
    const double gap_m = gap_m_ * between(0, 2, random);
    while (!has_room(quarter, gap_m)) quarter.middle += quarter.radius_m() / steps * ray;
  }
  parts_.push_back(std::move(part));
}

void Settlement::add_several(Index parts, Index stops, const Part& like, Random& random) {
  constexpr double sigma = 0.6;
  std::vector<double> sizes;
  for (Index part = 0; part < parts; ++part) sizes.push_back(lognormal(random, sigma));
  for (const Index size : apportioned(stops, sizes))
    if (size > 0) add(Part(like.quarter.pattern, size, like.mix, like.least, like.most), random);
}

// By the golden angle, so that a settlement grows on all sides.
double Settlement::next_bearing(Random& random) {
  const double golden = std::numbers::pi * (3 - std::sqrt(5.0));
  bearing_ = parts_.size() == 1 ? angle(random) : bearing_ + golden + between(-0.4, 0.4, random);
  return bearing_;
}

double Settlement::radius_m() const {
  double radius_m = 0;
  for (const Part& part : parts_)
    radius_m = std::max(radius_m, (part.quarter.middle - middle_).norm() + part.quarter.radius_m());
  return radius_m;
}

Vector2d Settlement::depot(Random& random, const IsFree& is_free) const {
  Vector2d place;
  do {
    place = middle_ + 0.7 * radius_m() * direction(angle(random));
  } while (!is_free(place));
  return place;
}

void Settlement::build(StationBuilder& builder, const IsFree& is_free) const {
  for (const Part& part : parts_) builder.build(part, is_free);
}

bool Settlement::has_room(const Quarter& quarter, double gap_m) const {
  return std::all_of(parts_.begin(), parts_.end(), [&](const Part& other) {
    const double between_m = (other.quarter.middle - quarter.middle).norm();
    return between_m >= other.quarter.radius_m() + quarter.radius_m() + gap_m;
  });
}

}  // namespace equizone::synthetic
