#include "synthetic/town_plan.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

const Pattern old_streets{.streets_m = 45, .doors_m = 11, .setback_m = 8};
const Pattern housing{.streets_m = 65, .doors_m = 20, .setback_m = 12, .stretch = 1.3};
const Pattern estate{.streets_m = 90, .doors_m = 60, .setback_m = 22, .stretch = 1.5, .served = 1};

Mix in_centre() {
  return {{PlaceKind::apartments, 0.5},
          {PlaceKind::shop, 0.25},
          {PlaceKind::house, 0.2},
          {PlaceKind::office, 0.05}};
}
Mix in_suburbs() { return {{PlaceKind::house, 0.8}, {PlaceKind::apartments, 0.16}, {PlaceKind::shop, 0.04}}; }
Mix in_towers() { return {{PlaceKind::tower, 1}}; }
Mix on_main_streets() {
  return {{PlaceKind::shop, 0.4},
          {PlaceKind::apartments, 0.3},
          {PlaceKind::house, 0.15},
          {PlaceKind::company, 0.15}};
}

Index root_share(Index stops, double divisor) {
  return 1 + static_cast<Index>(std::sqrt(static_cast<double>(stops)) / divisor);
}

}  // namespace

TownPlan::TownPlan(Index stops, Random& random) : settlement_(middle_of_station, 90) {
  const std::vector<Index> parts = apportioned(stops, {0.30, 0.45, 0.15, 0.10});
  settlement_.add(Part(old_streets, parts[0], in_centre()), random);
  settlement_.add_several(root_share(stops, 25), parts[2], Part(estate, parts[2], in_towers(), 6, 30),
                          random);
  settlement_.add_several(2 + root_share(stops, 4), parts[1], Part(housing, parts[1], in_suburbs()), random);
  on_main_streets_ = parts[3];
}

void TownPlan::build(StationBuilder& builder, const IsFree& is_free) const {
  settlement_.build(builder, is_free);
  build_main_streets(builder, is_free);
}

void TownPlan::build_main_streets(StationBuilder& builder, const IsFree& is_free) const {
  constexpr double setback_m = 14;
  Random& random = builder.places();
  const std::vector<Part>& parts = settlement_.parts();
  const Quarter& centre = parts.front().quarter;
  std::vector<double> lengths;  // running sums
  for (const Part& part : parts)
    lengths.push_back((lengths.empty() ? 0 : lengths.back()) + (part.quarter.middle - centre.middle).norm());
  for (Index stop = 0; stop < on_main_streets_;) {
    const Quarter& end = parts[parts.size() == 1 ? 0 : drawn(lengths, random)].quarter;
    const Vector2d street = end.middle - centre.middle;
    const Vector2d along = street.norm() > 0 ? Vector2d(street.normalized()) : direction(0);
    const double length = between(centre.radius_m(), std::max(street.norm(), 2 * centre.radius_m()), random);
    const double side = random.uniform() < 0.5 ? -setback_m : setback_m;
    const double across = side + normal(random);
    const Vector2d place = centre.middle + length * along + across * Vector2d(-along.y(), along.x());
    if (!is_free(place)) continue;
    builder.add(place, drawn(on_main_streets(), random));
    ++stop;
  }
}

}  // namespace equizone::synthetic
