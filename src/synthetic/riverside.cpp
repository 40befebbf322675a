// A town on both sides of a river: the doors that would stand in the water stand elsewhere.

#include <utility>

#include "synthetic/generators.hpp"
#include "synthetic/river.hpp"
#include "synthetic/town_plan.hpp"

namespace equizone::synthetic {

SyntheticStation riverside(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  Random& random = builder.layout();
  const TownPlan plan(stops, random);
  const Settlement& town = plan.settlement();
  const River river(middle_of_station, town.radius_m(), town.parts().front().quarter.radius_m() / 3, random);
  const IsFree is_dry = [&](const Eigen::Vector2d& place) { return river.spares(place); };
  plan.build(builder, is_dry);
  const Index bridges = 1 + by_radius(stops, 40);
  BarrierLines barriers = river.barriers(bridges, random);
  return builder.finish(town.depot(random, is_dry), std::move(barriers));
}

}  // namespace equizone::synthetic
