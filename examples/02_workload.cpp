// Minutes of work at five stops, and couriers for a day. Its twin in Python prints the same numbers.
#include <cstdio>
#include <equizone/equizone.hpp>
#include <string>
#include <vector>

namespace {

// A few categories of the default profile, which the Python package reads from a file; so do the other
// figures.
equizone::WorkloadModel few_categories() {
  equizone::WorkloadModel model;
  model.road = {{.name = "residential street", .minutes = 2.5},
                {.name = "easy parking", .minutes = 1.5},
                {.name = "old town", .minutes = 4.0}};
  model.customer = {
      {.name = "house", .minutes = 1.2, .sign_for_rate = 0.88},
      {.name = "campus", .minutes = 2.0, .minutes_per_parcel = 0.5, .sign_for_rate = 0.7},
      {.name = "office tower", .minutes = 4.0, .minutes_per_parcel = 1.8, .sign_for_rate = 0.95},
      {.name = "company", .minutes = 2.5, .sign_for_rate = 0.98}};
  model.waiting = {{.name = "none"}, {.name = "goods-in check", .minutes = 10.0}};
  model.minutes_per_parcel = 0.8;
  model.minutes_per_kg = 0.05;
  model.minutes_per_litre = 0.005;
  model.parcel_kg = 2.0;
  model.parcel_litres = 8.0;
  model.scale = 0.75;
  model.sign_for_rate = 0.88;
  return model;
}

equizone::Labels categories(const equizone::WorkloadModel& model, equizone::Factor factor,
                            const std::vector<std::string>& names) {
  equizone::Labels positions(static_cast<equizone::Index>(names.size()));
  for (equizone::Index i = 0; i < positions.size(); ++i) {
    positions[i] = model.category(factor, names[static_cast<std::size_t>(i)]);
  }
  return positions;
}

void print_itemised(const equizone::Workload& work) {
  for (const auto name : equizone::factor_names) std::printf("%10s", name.data());
  std::printf("%10s\n", "total");
  for (equizone::Index stop = 0; stop < work.total.size(); ++stop) {
    for (const double minutes : work.items.row(stop)) std::printf("%10.2f", minutes);
    std::printf("%10.2f\n", work.total[stop]);
  }
}

}  // namespace

int main() {
  const equizone::WorkloadModel model = few_categories();
  equizone::StopFactors stops;
  stops.stops = 5;
  stops.road_category =
      categories(model, equizone::Factor::road,
                 {"residential street", "old town", "easy parking", "easy parking", "residential street"});
  stops.customer_category =
      categories(model, equizone::Factor::customer, {"house", "house", "office tower", "company", "campus"});
  stops.waiting_category =
      categories(model, equizone::Factor::waiting, {"none", "none", "none", "goods-in check", "none"});
  stops.parcels = equizone::Values{{1, 2, 12, 5, 240}};
  print_itemised(model.minutes(stops));

  for (const double served : {840, 640}) {
    const auto needed = equizone::couriers_needed({.stops = served, .stops_per_hour = 3.5, .shift_hours = 8});
    std::printf("%.0f stops: %s\n", served, needed.reason.c_str());
  }
  const auto with_ways = equizone::couriers_needed({.minutes = 9600,
                                                    .stops = 640,
                                                    .shift_hours = 8,
                                                    .area_km2 = 12,
                                                    .speed_kmh = 15,
                                                    .station_distance_km = 4});
  std::printf("with ways: %s\n", with_ways.reason.c_str());
  for (const auto& day : with_ways.alternatives) {
    std::printf("%d couriers: %.2f h each, %s\n", static_cast<int>(day.couriers), day.hours_per_courier,
                day.fits ? "fits" : "too long");
  }
}
