#include "synthetic/town_plan.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

const Pattern old_streets{.streets_m = 48, .doors_m = 12, .setback_m = 8};
const Pattern housing{.streets_m = 70, .doors_m = 22, .setback_m = 12, .stretch = 1.3};
const Pattern estate{.streets_m = 90, .doors_m = 60, .setback_m = 22, .stretch = 1.5, .served = 1};
const Pattern business_park{.streets_m = 130, .doors_m = 60, .setback_m = 28, .stretch = 1.5, .served = 0.8};

Mix in_centre() {
  return {{PlaceKind::apartments, 0.5},
          {PlaceKind::shop, 0.25},
          {PlaceKind::house, 0.2},
          {PlaceKind::office, 0.05}};
}
Mix in_suburbs() { return {{PlaceKind::house, 0.8}, {PlaceKind::apartments, 0.16}, {PlaceKind::shop, 0.04}}; }
Mix in_towers() { return {{PlaceKind::tower, 1}}; }
Mix in_business_parks() { return {{PlaceKind::company, 0.8}, {PlaceKind::office, 0.2}}; }
Mix on_main_streets() {
  return {{PlaceKind::shop, 0.4},
          {PlaceKind::apartments, 0.3},
          {PlaceKind::house, 0.15},
          {PlaceKind::company, 0.15}};
}

// A place beside the street from the centre to another quarter, outside the centre.
Vector2d on_street(const Quarter& centre, const Quarter& end, Random& random) {
  constexpr double setback_m = 14;
  const Vector2d street = end.middle - centre.middle;
  const Vector2d along = street.norm() > 0 ? Vector2d(street.normalized()) : direction(0);
  const double length = between(centre.radius_m(), std::max(street.norm(), 2 * centre.radius_m()), random);
  const double side = random.uniform() < 0.5 ? -setback_m : setback_m;
  const double across = side + normal(random);
  return centre.middle + length * along + across * Vector2d(-along.y(), along.x());
}

}  // namespace

TownPlan::TownPlan(Index stops, Random& random) : settlement_(middle_of_station, 90) {
  const std::vector<Index> parts = apportioned(stops, {0.28, 0.15, 0.04, 0.42, 0.06, 0.05});
  settlement_.add(Part(old_streets, parts[0], in_centre()), random);
  settlement_.add_several(by_radius(stops, 25), parts[1], Part(estate, parts[1], in_towers(), 6, 30), random);
  settlement_.add_several(by_radius(stops, 40), parts[2], Part(business_park, parts[2], in_business_parks()),
                          random);
  settlement_.add_several(2 + by_radius(stops, 4), parts[3], Part(housing, parts[3], in_suburbs()), random);
  on_main_streets_ = parts[4];
  scattered_ = parts[5];
}

void TownPlan::build(StationBuilder& builder, const IsFree& is_free) const {
  settlement_.build(builder, is_free);
  build_main_streets(builder, is_free);
  build_scattered(builder, is_free);
}

void TownPlan::build_main_streets(StationBuilder& builder, const IsFree& is_free) const {
  Random& random = builder.places();
  const std::vector<Part>& parts = settlement_.parts();
  const Quarter& centre = parts.front().quarter;
  const Mix mix = on_main_streets();
  std::vector<double> lengths;  // running sums; the first street, from the centre to itself, has none
  for (const Part& part : parts)
    lengths.push_back((lengths.empty() ? 0 : lengths.back()) + (part.quarter.middle - centre.middle).norm());
  for (Index stop = 0; stop < on_main_streets_;) {
    const Quarter& end = parts[parts.size() == 1 ? 0 : drawn(lengths, random)].quarter;
    const Vector2d place = on_street(centre, end, random);
    if (!is_free(place)) continue;
    builder.add(place, drawn(mix, random));
    ++stop;
  }
}

void TownPlan::build_scattered(StationBuilder& builder, const IsFree& is_free) const {
  constexpr double beyond = 1.15;  // the town's radius
  Random& random = builder.places();
  const double radius_m = beyond * settlement_.radius_m();
  for (Index stop = 0; stop < scattered_;) {
    const double from_middle_m = radius_m * std::sqrt(random.uniform());
    const Vector2d place = middle_of_station + from_middle_m * direction(angle(random));
    if (!is_free(place)) continue;
    builder.add(place, PlaceKind::house);
    ++stop;
  }
}

}  // namespace equizone::synthetic
