// The city of the benchmark: its stops for a seed stay as they are, since published figures are about them.

#include "synthetic/draws.hpp"
#include "synthetic/generators.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

constexpr double side_m = 20'000;
constexpr int neighbourhoods = 200;
constexpr int streets = 120;

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

double load(Random& random) {
  const double usual = lognormal(random, 0.8);
  return random.uniform() < 0.001 ? 20 * usual : usual;
}

bool is_inside(const Vector2d& place) { return place.minCoeff() >= 0 && place.maxCoeff() <= side_m; }

// Seven stops in ten in neighbourhoods of very different size and density, two in ten along streets (most of
// them at right angles), the others anywhere. The layout depends on the seed alone, never on the number of
// stops.
class City {
 public:
  explicit City(std::uint64_t seed);

  // The stops in the order in which they are drawn: fewer stops are a prefix of more.
  [[nodiscard]] SyntheticStation stops(Index count) const;

 private:
  struct Neighbourhood {
    Eigen::Vector2d middle;
    double spread_along_m;
    double spread_across_m;
    Eigen::Vector2d axis;
  };
  struct Street {
    Eigen::Vector2d from;
    Eigen::Vector2d to;
  };

  void lay_out_neighbourhoods();
  void lay_out_streets();
  [[nodiscard]] Eigen::Vector2d place(Random& random) const;
  [[nodiscard]] Eigen::Vector2d place_in_neighbourhood(Random& random) const;
  [[nodiscard]] Eigen::Vector2d place_along_street(Random& random) const;

  Random layout_;
  std::vector<Neighbourhood> neighbourhoods_;
  std::vector<double> popularity_;  // running sums, by which a neighbourhood is drawn
  std::vector<Street> streets_;
  std::vector<double> length_m_;  // running sums, by which a street is drawn
};

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

SyntheticStation City::stops(Index count) const {
  Random random = layout_;  // goes on where the layout ended
  SyntheticStation made{Points(2, count), Values(count), middle_of_station, {}, {}};
  for (Index i = 0; i < count; ++i) {
    Vector2d at = place(random);
    while (!is_inside(at)) at = place(random);
    made.points.col(i) = at;
    made.loads[i] = load(random);
  }
  made.kinds.assign(static_cast<std::size_t>(count), PlaceKind::any);
  return made;
}

}  // namespace

SyntheticStation city(Index stops, std::uint64_t seed) { return City(seed).stops(stops); }

}  // namespace equizone::synthetic
