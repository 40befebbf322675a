#pragma once
// All assignments of whole stops, one after the other.

#include <limits>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone::test {

struct BruteForce {
  // Whether any assignment gives every zone a stop and a load within its bounds.
  bool possible = false;
  // The least cost of those: sum of load * squared distance to the load centroids of the zones.
  double cost = std::numeric_limits<double>::infinity();
  // The least cost of those to given centers.
  double cost_to_centers = std::numeric_limits<double>::infinity();
};

// A load within its bounds, the rounding of sums forgiven.
inline bool within(double load, double lower, double upper) {
  const double rounding = 1e-12 * load;
  return load >= lower - rounding && load <= upper + rounding;
}

class AllAssignments {
 public:
  AllAssignments(const Points& points, const Values& loads, const Values& lower, const Values& upper,
                 const Points& centers)
      : points_(points.colwise() - points.rowwise().mean()),
        loads_(loads),
        lower_(lower),
        upper_(upper),
        centers_(centers.colwise() - points.rowwise().mean()),
        labels_(Labels::Zero(points.cols())) {}

  BruteForce run() {
    do score();
    while (next());
    return found_;
  }

 private:
  bool next() {
    for (Index stop = 0; stop < labels_.size(); ++stop) {
      if (++labels_[stop] < lower_.size()) return true;
      labels_[stop] = 0;
    }
    return false;
  }

  void score() {
    const Index k = lower_.size();
    Values zone_loads = Values::Zero(k);
    Points moments = Points::Zero(2, k);
    Labels counts = Labels::Zero(k);
    for (Index stop = 0; stop < labels_.size(); ++stop) {
      const Index zone = labels_[stop];
      ++counts[zone];
      zone_loads[zone] += loads_[stop];
      moments.col(zone) += loads_[stop] * points_.col(stop);
    }
    for (Index zone = 0; zone < k; ++zone)
      if (counts[zone] == 0 || !within(zone_loads[zone], lower_[zone], upper_[zone])) return;
    found_.possible = true;
    double cost = 0;
    double cost_to_centers = 0;
    for (Index stop = 0; stop < labels_.size(); ++stop) {
      const Index zone = labels_[stop];
      if (loads_[stop] == 0) continue;
      cost += loads_[stop] * (points_.col(stop) - moments.col(zone) / zone_loads[zone]).squaredNorm();
      cost_to_centers += loads_[stop] * (points_.col(stop) - centers_.col(zone)).squaredNorm();
    }
    found_.cost = std::min(found_.cost, cost);
    found_.cost_to_centers = std::min(found_.cost_to_centers, cost_to_centers);
  }

  Points points_;
  Values loads_, lower_, upper_;
  Points centers_;
  Labels labels_;
  BruteForce found_;
};

// Tries all zones^stops assignments.
inline BruteForce try_all(const Points& points, const Values& loads, const Values& lower, const Values& upper,
                          const Points& centers) {
  return AllAssignments(points, loads, lower, upper, centers).run();
}

}  // namespace equizone::test
