#include "synthetic/river.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

constexpr double bank_m = 45;      // from the river's middle to the first doors
constexpr double amplitude = 0.1;  // of its bends, in radii of the town
constexpr double bends = 4.0;      // radians in a radius of the town
constexpr double reach = 1.6;      // how far it flows on either side, in radii of the town
constexpr Index pieces = 400;

}  // namespace

River::River(const Vector2d& middle, double radius_m, double beside_m, Random& random)
    : middle_(middle),
      radius_m_(radius_m),
      beside_m_(beside_m),
      along_(direction(angle(random))),
      phase_(angle(random)) {}

double River::bend_m(double along) const {
  return beside_m_ +
         amplitude * radius_m_ * (std::sin(bends * along / radius_m_ + phase_) - std::sin(phase_));
}

Vector2d River::at(double along) const {
  return middle_ + along * along_ + bend_m(along) * Vector2d(-along_.y(), along_.x());
}

bool River::spares(const Vector2d& place) const {
  const Vector2d from = place - middle_;
  const double along = from.dot(along_);
  const double across = from.dot(Vector2d(-along_.y(), along_.x()));
  const double slope = amplitude * bends * std::cos(bends * along / radius_m_ + phase_);
  return std::abs(across - bend_m(along)) >= bank_m * std::sqrt(1 + slope * slope);
}

BarrierLines River::barriers(Index bridges, Random& random) const {
  BarrierLines barriers;
  barriers.segments.resize(4, pieces);
  const double piece_m = 2 * reach * radius_m_ / pieces;
  Vector2d from = at(-reach * radius_m_);
  for (Index piece = 0; piece < pieces; ++piece) {
    const Vector2d to = at(piece_m * static_cast<double>(piece + 1) - reach * radius_m_);
    barriers.segments.col(piece) << from, to;
    from = to;  // to the last bit: a river leaks through gaps
  }
  barriers.crossings.resize(2, bridges);
  const double apart_m = 1.6 * radius_m_ / static_cast<double>(bridges);
  for (Index bridge = 0; bridge < bridges; ++bridge)
    barriers.crossings.col(bridge) =
        at(apart_m * (static_cast<double>(bridge) + between(0.3, 0.7, random)) - 0.8 * radius_m_);
  return barriers;
}

}  // namespace equizone::synthetic
