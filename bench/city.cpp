#include "city.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace equizone::bench {
namespace {

using Eigen::Vector2d;

constexpr double side_m = 20'000;
constexpr int neighbourhoods = 200;
constexpr int streets = 120;

double angle(Random& random) { return 2 * std::numbers::pi * random.uniform(); }

// Drawn one by one: the order in which a call's arguments are evaluated is the compiler's choice.
Vector2d anywhere(Random& random) {
  const double east = side_m * random.uniform();
  const double north = side_m * random.uniform();
  return {east, north};
}

double spread_m(double spread) { return std::clamp(spread, 50.0, 1500.0); }

double near_middle(Random& random) {
  return std::clamp(side_m * (0.5 + 0.22 * normal(random)), 0.03 * side_m, 0.97 * side_m);
}

std::size_t drawn(const std::vector<double>& running_sums, Random& random) {
  const double at = random.uniform() * running_sums.back();
  const auto found = std::lower_bound(running_sums.begin(), running_sums.end() - 1, at);
  return static_cast<std::size_t>(found - running_sums.begin());
}

double load(Random& random) {
  constexpr double sigma = 0.8;
  const double usual = std::exp(-sigma * sigma / 2 + sigma * normal(random));
  return random.uniform() < 0.001 ? 20 * usual : usual;
}

bool is_inside(const Vector2d& place) { return place.minCoeff() >= 0 && place.maxCoeff() <= side_m; }

}  // namespace

City::City(std::uint64_t seed) : layout_(seed) {
  lay_out_neighbourhoods();
  lay_out_streets();
}

void City::lay_out_neighbourhoods() {
  double popularity = 0;
  for (int i = 0; i < neighbourhoods; ++i) {
    const double east = near_middle(layout_);
    const double north = near_middle(layout_);
    const double spread = spread_m(std::exp(std::log(300.0) + 0.8 * normal(layout_)));
    const double stretch = std::exp(0.4 * normal(layout_));
    const double turn = angle(layout_);
    neighbourhoods_.push_back({{east, north},
                               spread_m(spread * stretch),
                               spread_m(spread / stretch),
                               {std::cos(turn), std::sin(turn)}});
    popularity += std::exp(normal(layout_));
    popularity_.push_back(popularity);
  }
}

void City::lay_out_streets() {
  double total_m = 0;
  for (int i = 0; i < streets; ++i) {
    const Vector2d from = anywhere(layout_);
    const double length_m = std::exp(std::log(3000.0) + 0.6 * normal(layout_));
    const double turn = layout_.uniform() < 0.7
                            ? std::numbers::pi / 2 * static_cast<double>(layout_.bits() % 4) + 0.15
                            : angle(layout_);
    streets_.push_back({from, from + length_m * Vector2d(std::cos(turn), std::sin(turn))});
    total_m += length_m;
    length_m_.push_back(total_m);
  }
}

Vector2d City::place_in_neighbourhood(Random& random) const {
  const Neighbourhood& home = neighbourhoods_[drawn(popularity_, random)];
  const double along = home.spread_along_m * normal(random);
  const double across = home.spread_across_m * normal(random);
  return home.middle + home.axis * along + Vector2d(-home.axis.y(), home.axis.x()) * across;
}

Vector2d City::place_along_street(Random& random) const {
  constexpr double width_m = 8;
  const Street& street = streets_[drawn(length_m_, random)];
  const Vector2d on_street = street.from + random.uniform() * (street.to - street.from);
  const double east = width_m * normal(random);
  const double north = width_m * normal(random);
  return on_street + Vector2d(east, north);
}

Vector2d City::place(Random& random) const {
  const double kind = random.uniform();
  if (kind < 0.7) return place_in_neighbourhood(random);
  if (kind < 0.9) return place_along_street(random);
  return anywhere(random);
}

Station City::stops(Index count) const {
  Random random = layout_;  // goes on where the layout ended
  Station station{Points(2, count), Values(count)};
  for (Index i = 0; i < count; ++i) {
    Vector2d at = place(random);
    while (!is_inside(at)) at = place(random);
    station.points.col(i) = at;
    station.loads[i] = load(random);
  }
  return station;
}

}  // namespace equizone::bench
