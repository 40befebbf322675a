// Countryside: a market town, villages along the roads to it, farms between, and nothing else.

#include <limits>

#include "synthetic/generators.hpp"
#include "synthetic/settlement.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

constexpr double apart_m = 2500;  // from village to village
constexpr double in_a_village = 36;

const Pattern market{.streets_m = 55, .doors_m = 16, .setback_m = 10};
const Pattern along_a_road{.streets_m = 70, .doors_m = 28, .setback_m = 14, .stretch = 4};

Mix in_market() {
  return {{PlaceKind::house, 0.5},
          {PlaceKind::apartments, 0.25},
          {PlaceKind::shop, 0.2},
          {PlaceKind::company, 0.05}};
}
Mix in_villages() {
  return {{PlaceKind::village, 0.93}, {PlaceKind::shop, 0.04}, {PlaceKind::company, 0.03}};
}

double from_market(const Vector2d& place) { return (place - middle_of_station).norm(); }

// Places on a lattice of triangles, moved at random, those nearest the market first.
std::vector<Vector2d> village_places(Index count, Random& random) {
  constexpr double moved = 0.42;
  const auto rings = 2 + static_cast<Index>(std::sqrt(static_cast<double>(count)));
  std::vector<Vector2d> places;
  for (Index row = -rings; row <= rings; ++row)
    for (Index column = -rings; column <= rings; ++column) {
      if (row == 0 && column == 0) continue;  // the market
      const double shift = row % 2 == 0 ? 0.0 : 0.5;
      const double east = apart_m * (static_cast<double>(column) + shift + between(-moved, moved, random));
      const double north = apart_m * (0.87 * static_cast<double>(row) + between(-moved, moved, random));
      places.push_back(middle_of_station + Vector2d(east, north));
    }
  std::sort(places.begin(), places.end(),
            [](const Vector2d& a, const Vector2d& b) { return from_market(a) < from_market(b); });
  places.resize(static_cast<std::size_t>(count));
  return places;
}

// A village and where its road leads: to the nearest place that is nearer to the market, or to the market
// itself.
struct Village {
  Vector2d place;
  Vector2d way;
};

std::vector<Village> lay_out(Index count, Random& random) {
  std::vector<Village> villages;
  for (const Vector2d& place : village_places(count, random)) {
    Vector2d way = middle_of_station - place;
    for (const Village& nearer : villages)
      if ((nearer.place - place).squaredNorm() < way.squaredNorm()) way = nearer.place - place;
    villages.push_back({place, way});
  }
  return villages;
}

void build_villages(StationBuilder& builder, const std::vector<Village>& villages, Index stops) {
  constexpr double sigma = 0.7;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < villages.size(); ++i) sizes.push_back(lognormal(builder.layout(), sigma));
  const std::vector<Index> stops_in = apportioned(stops, sizes);
  for (std::size_t i = 0; i < villages.size(); ++i) {
    Part part(along_a_road, stops_in[i], in_villages());
    part.quarter.middle = villages[i].place;
    part.quarter.turn = std::atan2(villages[i].way.y(), villages[i].way.x());
    builder.build(part);
  }
}

void add_farms_at_roads(StationBuilder& builder, const std::vector<Village>& villages, Index farms) {
  Random& random = builder.places();
  for (Index farm = 0; farm < farms; ++farm) {
    const auto road = static_cast<std::size_t>(whole(static_cast<Index>(villages.size()), random));
    const auto& [place, way] = villages[road];
    const Vector2d at_road = place + random.uniform() * way;
    const double side = random.uniform() < 0.5 ? -1 : 1;
    const Vector2d aside = Vector2d(-way.y(), way.x()).normalized() * (side * between(10, 60, random));
    builder.add(at_road + aside, PlaceKind::farm);
  }
}

void add_lonely_farms(StationBuilder& builder, double edge_m, Index farms) {
  Random& random = builder.places();
  for (Index farm = 0; farm < farms; ++farm) {
    const double far_m = edge_m * std::sqrt(random.uniform());
    builder.add(middle_of_station + far_m * direction(angle(random)), PlaceKind::farm);
  }
}

}  // namespace

SyntheticStation villages(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  const std::vector<Index> parts = apportioned(stops, {0.25, 0.63, 0.06, 0.06});
  Settlement town(middle_of_station, 0);
  town.add(Part(market, parts[0], in_market()), builder.layout());
  town.build(builder);
  const Index count = 3 + static_cast<Index>(static_cast<double>(parts[1]) / in_a_village);
  const std::vector<Village> country = lay_out(count, builder.layout());
  build_villages(builder, country, parts[1]);
  add_farms_at_roads(builder, country, parts[2]);
  add_lonely_farms(builder, from_market(country.back().place) + apart_m / 2, parts[3]);
  return builder.finish(town.depot(builder.layout()));
}

}  // namespace equizone::synthetic
