#include "synthetic/quarter.hpp"

namespace equizone::synthetic {
namespace {

using Eigen::Vector2d;

constexpr double block_m = 130;  // between streets that cross
constexpr double crossing_street_m = 14;
constexpr double ragged = 0.15;  // how far streets end before or beyond the quarter's outline
constexpr double growth = 1.15;

// The streets of a quarter are slightly bent, all alike.
struct Frame {
  Vector2d middle;
  Vector2d along;
  double bend_per_m;

  [[nodiscard]] Vector2d at(double length, double width) const {
    const Vector2d across(-along.y(), along.x());
    return middle + along * length + across * (width + bend_per_m * length * length);
  }
};

bool is_crossing(double length, const Pattern& pattern) {
  const double block = std::max(block_m, 6 * pattern.doors_m);
  return std::abs(std::remainder(length, block)) < crossing_street_m / 2;
}

// Half the length of a street, as a share of the middle one's: the outline is a rectangle with round corners.
double rounded(double width) { return std::sqrt(std::sqrt(std::max(0.0, 1 - std::pow(width, 4)))); }

std::vector<Vector2d> doors_within(const Quarter& quarter, const Frame& frame, Vector2d half_m,
                                   Random& random, const IsFree& is_free) {
  const Pattern& pattern = quarter.pattern;
  const double scatter_m = pattern.scatter * pattern.doors_m;
  std::vector<Vector2d> found;
  const auto outer = static_cast<Index>(half_m.y() / pattern.streets_m);
  for (Index street = -outer; street <= outer; ++street) {
    const double width = static_cast<double>(street) * pattern.streets_m;
    const double reach = half_m.x() * rounded(width / half_m.y());
    for (const double side : {-1.0, 1.0}) {
      const double from = -reach * (1 + ragged * normal(random));
      const double to = reach * (1 + ragged * normal(random));
      for (double length = from; length < to; length += pattern.doors_m) {
        const double along = length + scatter_m * normal(random);
        const double across = width + side * pattern.setback_m + scatter_m * normal(random);
        if (is_crossing(along, pattern)) continue;
        const Vector2d door = frame.at(along, across);
        if (is_free(door)) found.push_back(door);
      }
    }
  }
  return found;
}

void keep_some(std::vector<Vector2d>& doors, Index count, Random& random) {
  const auto all = static_cast<Index>(doors.size());
  for (Index i = 0; i < count; ++i)
    std::swap(doors[static_cast<std::size_t>(i)],
              doors[static_cast<std::size_t>(i + whole(all - i, random))]);
  doors.resize(static_cast<std::size_t>(count));
}

}  // namespace

Vector2d Quarter::half_size_m() const {
  const double round_m = radius_m();
  const double stretch = std::sqrt(pattern.stretch);
  return {round_m * stretch, round_m / stretch};
}

double Quarter::radius_m() const {
  const double area_of_a_door = pattern.streets_m * pattern.doors_m / 2;
  return std::sqrt(static_cast<double>(places) / pattern.served * area_of_a_door / std::numbers::pi);
}

std::vector<Vector2d> doors(const Quarter& quarter, Random& random, const IsFree& is_free) {
  if (quarter.places == 0) return {};
  Vector2d half_m = quarter.half_size_m();
  const Frame frame{quarter.middle, direction(quarter.turn), between(-0.1, 0.1, random) / half_m.x()};
  std::vector<Vector2d> found = doors_within(quarter, frame, half_m, random, is_free);
  while (static_cast<Index>(found.size()) < quarter.places) {
    half_m *= growth;
    found = doors_within(quarter, frame, half_m, random, is_free);
  }
  keep_some(found, quarter.places, random);
  return found;
}

}  // namespace equizone::synthetic
