#pragma once
// Streets: pairs of nodes with the edges of both directions, and where stops stand along them.

#include <limits>
#include <vector>

#include "equizone/network/street_network.hpp"

namespace equizone {

inline constexpr double no_way = std::numeric_limits<double>::infinity();

// Two nodes, low < high, and the shortest edge of each direction; infinite if there is none.
struct Street {
  std::int32_t low;
  std::int32_t high;
  double up;    // from low to high
  double down;  // from high to low
};

// In the order of their nodes. O(m log m).
std::vector<Street> find_streets(const StreetNetwork& network);

// The point of the nearest street that is nearest to a place.
struct Doorstep {
  std::int32_t street;
  double along;  // share of the street from its low node, in [0, 1]
  double walk_m;
};

// One per place; of streets equally near any one, the same whenever it is asked again. Expected O((n + m) log
// m).
std::vector<Doorstep> find_doorsteps(const Points& nodes, const std::vector<Street>& streets,
                                     const Points& places);

// A straight way between two nodes that no street connects.
struct Crossing {
  std::int32_t from;
  std::int32_t to;
  double distance_m;
};

// From every part of the network that is not connected to the largest (by nodes, oneways used in both
// directions) the shortest crossing to it; nodes without a street are no part. O(n log n).
std::vector<Crossing> find_crossings(const Points& nodes, const std::vector<Street>& streets);

}  // namespace equizone
