#include "synthetic/station_builder.hpp"

#include <utility>

namespace equizone::synthetic {
namespace {

constexpr double load_sigma = 0.4;  // one stop in six takes half as long again as usual, or longer

std::vector<Index> random_order(Index count, std::uint64_t seed) {
  Random random(seed, order_stage);
  std::vector<Index> order(static_cast<std::size_t>(count));
  for (Index i = 0; i < count; ++i) {
    const auto other = static_cast<std::size_t>(whole(i + 1, random));
    order[static_cast<std::size_t>(i)] = order[other];
    order[other] = i;
  }
  return order;
}

std::vector<Index> stops_at_doors(const Part& part, Random& random) {
  std::vector<Index> at_door;
  for (Index left = part.stops; left > 0; left -= at_door.back())
    at_door.push_back(std::min(left, part.least + whole(part.most - part.least + 1, random)));
  return at_door;
}

}  // namespace

Part::Part(const Pattern& pattern, Index count, Mix kinds, Index least_at_door, Index most_at_door)
    : quarter{pattern, std::max<Index>(1, 2 * count / (least_at_door + most_at_door))},
      stops(count),
      mix(std::move(kinds)),
      least(least_at_door),
      most(most_at_door) {}

StationBuilder::StationBuilder(Index stops, std::uint64_t seed)
    : seed_(seed), layout_(seed, layout_stage), places_(seed, places_stage) {
  stops_.reserve(static_cast<std::size_t>(stops));
}

void StationBuilder::add(const Eigen::Vector2d& place, PlaceKind kind) { stops_.push_back({place, kind}); }

void StationBuilder::build(const Part& part, const IsFree& is_free) {
  const std::vector<Index> at_door = stops_at_doors(part, places_);
  Quarter quarter = part.quarter;
  quarter.places = static_cast<Index>(at_door.size());
  const std::vector<Eigen::Vector2d> places = doors(quarter, places_, is_free);
  for (std::size_t door = 0; door < places.size(); ++door) {
    const PlaceKind kind = drawn(part.mix, places_);
    for (Index stop = 0; stop < at_door[door]; ++stop) add(places[door], kind);
  }
}

SyntheticStation StationBuilder::finish(const Eigen::Vector2d& station, BarrierLines barriers) const {
  const auto count = static_cast<Index>(stops_.size());
  SyntheticStation made{Points(2, count), Values(count), station, {}, std::move(barriers)};
  made.kinds.reserve(stops_.size());
  const std::vector<PlaceMinutes>& minutes = place_minutes();
  Random random(seed_, loads_stage);
  Index i = 0;
  for (const Index from : random_order(count, seed_)) {
    const Stop& stop = stops_[static_cast<std::size_t>(from)];
    made.points.col(i) = stop.place;
    made.loads[i++] =
        minutes[static_cast<std::size_t>(stop.kind)].mean_minutes * lognormal(random, load_sigma);
    made.kinds.push_back(stop.kind);
  }
  return made;
}

}  // namespace equizone::synthetic
