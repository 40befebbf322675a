// A development zone as in the published case of two-stage k-means: universities, an industrial park,
// housing, a bonded area, and one point far from all of them.

#include "synthetic/generators.hpp"
#include "synthetic/settlement.hpp"

namespace equizone::synthetic {
namespace {

constexpr double lonely_m = 4000;  // from the edge of the zone

// Regular delivery points, not single doors: as far apart as the orders of a city district's couriers.
const Pattern delivery_points{
    .streets_m = 330, .doors_m = 280, .setback_m = 60, .stretch = 1.2, .served = 0.6, .scatter = 0.2};

Mix universities() { return {{PlaceKind::dorm, 0.7}, {PlaceKind::office, 0.3}}; }
Mix industrial_park() { return {{PlaceKind::company, 0.8}, {PlaceKind::office, 0.2}}; }
Mix homes() { return {{PlaceKind::apartments, 0.6}, {PlaceKind::house, 0.3}, {PlaceKind::shop, 0.1}}; }
Mix bonded_area() { return {{PlaceKind::company, 1}}; }

}  // namespace

SyntheticStation published(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  Random& random = builder.layout();
  const std::vector<Index> parts = apportioned(stops - 1, {0.36, 0.26, 0.26, 0.12});
  const std::vector<Mix> mixes{homes(), universities(), industrial_park(), bonded_area()};
  Settlement zone(middle_of_station, 150);
  for (std::size_t i = 0; i < parts.size(); ++i) zone.add(Part(delivery_points, parts[i], mixes[i]), random);
  zone.build(builder);
  const double far_m = zone.radius_m() + lonely_m;
  builder.add(middle_of_station + far_m * direction(angle(random)), PlaceKind::lonely);
  return builder.finish(zone.depot(random));
}

}  // namespace equizone::synthetic
