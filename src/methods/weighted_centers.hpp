#pragma once
// Zones around centers whose distances are weighted, and weights that level the zones' loads.

#include <cstdint>

#include "methods/method.hpp"

namespace equizone {

// A stop belongs to the center with the least factor * distance - offset, of equals to the first.
struct WeightedCenters {
  Points centers;
  Values factors;  // > 0
  Values offsets;  // in the unit of the points

  explicit WeightedCenters(Points places);
};

// The zone of each stop; a zone may be empty. O(n k).
void assign(const Points& points, const WeightedCenters& centers, int threads, Labels& labels);

// Load centroids of the zones; a zone without load keeps its center.
Points load_centroids(const Problem& problem, const Labels& labels, const Points& centers);

// Which weights level the loads.
enum class Weight : std::uint8_t { factor, offset };

struct Leveling {
  Weight weight = Weight::factor;
  bool centers_follow = false;  // to the load centroids of their zones, for half of the budget
};

// Changes the weights step by step until every zone lies within its bounds, or the budget's diagrams are
// drawn; the labels of the diagram that was nearest to it, with no zone empty. O(n k) a diagram.
Labels level_loads(const MethodCall& call, Points centers, const Leveling& leveling);

}  // namespace equizone
