#pragma once
// The smallest circle around points.

#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

// Its radius; 0 for a single point. Give points near the origin, for the sake of precision. Expected O(n), in
// an order shuffled the same way each time (Welzl 1991).
double smallest_circle_radius(std::vector<Eigen::Vector2d> points);

}  // namespace equizone
