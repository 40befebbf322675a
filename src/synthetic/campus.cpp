// Universities: dormitories with a heavy pickup point each, institutes, and housing around them.

#include "synthetic/generators.hpp"
#include "synthetic/settlement.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

constexpr Index stops_per_pickup_point = 200;

const Pattern dormitories{.streets_m = 80, .doors_m = 45, .setback_m = 18, .stretch = 1.5, .served = 1};
const Pattern institutes{.streets_m = 110, .doors_m = 50, .setback_m = 25, .served = 0.8};
const Pattern housing{.streets_m = 70, .doors_m = 22, .setback_m = 12, .stretch = 1.3};

Mix in_institutes() { return {{PlaceKind::office, 0.8}, {PlaceKind::shop, 0.2}}; }
Mix in_housing() { return {{PlaceKind::house, 0.5}, {PlaceKind::apartments, 0.42}, {PlaceKind::shop, 0.08}}; }

// Along the edge of the dormitories, where their ways meet.
void add_pickup_points(StationBuilder& builder, const std::vector<Quarter>& dorms, Index points) {
  Random& random = builder.places();
  for (Index point = 0; point < points; ++point) {
    const Quarter& home = dorms[static_cast<std::size_t>(point) % dorms.size()];
    builder.add(home.middle + home.radius_m() * direction(angle(random)), PlaceKind::pickup_point);
  }
}

}  // namespace

SyntheticStation campus(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  Random& random = builder.layout();
  const Index pickup_points = 1 + (stops - 1) / stops_per_pickup_point;
  const std::vector<Index> parts = apportioned(stops - pickup_points, {0.42, 0.08, 0.5});
  const Index campuses = by_radius(stops, 20);
  Settlement settlement(middle_of_station, 120);
  settlement.add_several(campuses, parts[0], Part(dormitories, parts[0], {{PlaceKind::dorm, 1}}, 2, 8),
                         random);
  std::vector<Quarter> dorms;
  for (const Part& part : settlement.parts()) dorms.push_back(part.quarter);
  if (dorms.empty()) dorms.push_back({dormitories, 1, middle_of_station, 0});
  settlement.add_several(campuses, parts[1], Part(institutes, parts[1], in_institutes()), random);
  settlement.add_several(2 * campuses + 2, parts[2], Part(housing, parts[2], in_housing()), random);
  settlement.build(builder);
  add_pickup_points(builder, dorms, pickup_points);
  return builder.finish(settlement.depot(random));
}

}  // namespace equizone::synthetic
