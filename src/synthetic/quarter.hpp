#pragma once
// Quarters: parallel streets with doors on both sides.

#include <functional>
#include <vector>

#include "synthetic/draws.hpp"

namespace equizone::synthetic {

// Whether something may stand at a place.
using IsFree = std::function<bool(const Eigen::Vector2d&)>;

inline bool everywhere(const Eigen::Vector2d&) { return true; }

// How a quarter is built.
struct Pattern {
  double streets_m;       // between parallel streets
  double doors_m;         // between neighbouring doors of a side
  double setback_m;       // from the middle of a street to a door
  double stretch = 1.0;   // length along the streets / width
  double served = 0.6;    // share of the doors that are stops
  double scatter = 0.08;  // of doors, in distances between doors (standard deviation)
};

struct Quarter {
  Pattern pattern;
  Index places;  // doors that are stops
  Eigen::Vector2d middle{0, 0};
  double turn = 0;  // of its streets

  // Half its length and half its width, metres.
  [[nodiscard]] Eigen::Vector2d half_size_m() const;
  // Of a circle as large, metres.
  [[nodiscard]] double radius_m() const;
};

// As many doors as the quarter has places, in no order. Where too little ground is free, the quarter grows.
// O(places).
std::vector<Eigen::Vector2d> doors(const Quarter& quarter, Random& random, const IsFree& is_free);

}  // namespace equizone::synthetic
