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
const Pattern village{.streets_m = 70, .doors_m = 28, .setback_m = 14, .stretch = 4};

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

// Each village's road leads to the nearest place that is nearer to the market, or to the market itself.
std::vector<Vector2d> road_ends(const std::vector<Vector2d>& places) {
  std::vector<Vector2d> ends;
  for (std::size_t i = 0; i < places.size(); ++i) {
    Vector2d end = middle_of_station;
    for (std::size_t nearer = 0; nearer < i; ++nearer)
      if ((places[nearer] - places[i]).squaredNorm() < (end - places[i]).squaredNorm()) end = places[nearer];
    ends.push_back(end);
  }
  return ends;
}

double bearing(const Vector2d& way) { return std::atan2(way.y(), way.x()); }

}  // namespace

SyntheticStation villages(Index stops, std::uint64_t seed) {
  StationBuilder builder(stops, seed);
  Random& layout = builder.layout();
  const std::vector<Index> parts = apportioned(stops, {0.25, 0.63, 0.06, 0.06});
  const Index count = 3 + static_cast<Index>(static_cast<double>(parts[1]) / in_a_village);
  const std::vector<Vector2d> places = village_places(count, layout);
  const std::vector<Vector2d> ends = road_ends(places);

  Settlement town(middle_of_station, 0);
  town.add(Part(market, parts[0], in_market()), layout);
  town.build(builder);

  std::vector<double> sizes;
  for (Index i = 0; i < count; ++i) sizes.push_back(lognormal(layout, 0.7));
  const std::vector<Index> stops_in = apportioned(parts[1], sizes);
  for (std::size_t i = 0; i < places.size(); ++i) {
    Part part(village, stops_in[i], in_villages());
    part.quarter.middle = places[i];
    part.quarter.turn = bearing(ends[i] - places[i]);
    builder.build(part);
  }

  Random& random = builder.places();
  for (Index i = 0; i < parts[2]; ++i) {
    const auto road = static_cast<std::size_t>(whole(count, random));
    const Vector2d way = ends[road] - places[road];
    const double along = random.uniform();
    const double across = (random.uniform() < 0.5 ? -1 : 1) * between(10, 60, random);
    builder.add(places[road] + along * way + across * Vector2d(-way.y(), way.x()).normalized(),
                PlaceKind::farm);
  }
  const double edge_m = from_market(places.back()) + apart_m / 2;
  for (Index i = 0; i < parts[3]; ++i) {
    const double far_m = edge_m * std::sqrt(random.uniform());
    builder.add(middle_of_station + far_m * direction(angle(random)), PlaceKind::farm);
  }
  return builder.finish(town.depot(layout));
}

}  // namespace equizone::synthetic
