#pragma once
// A river that winds through a station.

#include "synthetic/quarter.hpp"

namespace equizone::synthetic {

class River {
 public:
  // Through a town of a given radius, beside its middle.
  River(const Eigen::Vector2d& middle, double radius_m, double beside_m, Random& random);

  // Whether a place is dry, and not on the embankment either.
  [[nodiscard]] bool spares(const Eigen::Vector2d& place) const;

  // The river's middle line, closed, with bridges about as far apart from each other.
  [[nodiscard]] BarrierLines barriers(Index bridges, Random& random) const;

 private:
  [[nodiscard]] double bend_m(double along) const;
  [[nodiscard]] Eigen::Vector2d at(double along) const;

  Eigen::Vector2d middle_;
  double radius_m_;
  double beside_m_;
  Eigen::Vector2d along_;
  double phase_;
};

}  // namespace equizone::synthetic
