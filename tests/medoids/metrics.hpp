#pragma once
// Stations with distances of their own, and the best zones by trying all.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "equizone/medoids/matrix_metric.hpp"
#include "properties/brute_force.hpp"
#include "properties/stations.hpp"

namespace equizone::test {

// Longer than straight by up to a half, not the same back.
inline DistanceMatrix draw_matrix(Draw& draw, const Points& points) {
  DistanceMatrix matrix(points.cols(), points.cols());
  for (Index from = 0; from < points.cols(); ++from)
    for (Index to = 0; to < points.cols(); ++to)
      matrix(from, to) = (points.col(from) - points.col(to)).norm() * draw.uniform(1, 1.5);
  return matrix;
}

// The least sum of visits * distance from any stop of the zone to all of them, added up over the zones.
inline double cost_by_trying(const DistanceMatrix& matrix, const Values& visits, const Labels& labels,
                             Index zones) {
  double total = 0;
  for (Index zone = 0; zone < zones; ++zone) {
    double least = std::numeric_limits<double>::infinity();
    for (Index median = 0; median < labels.size(); ++median) {
      if (labels[median] != zone) continue;
      double cost = 0;
      for (Index stop = 0; stop < labels.size(); ++stop)
        if (labels[stop] == zone) cost += visits[stop] * matrix(median, stop);
      least = std::min(least, cost);
    }
    total += least;
  }
  return total;
}

// The least cost of all assignments of whole stops within the bounds, no zone empty; infinite if there is
// none.
inline double least_cost_of_all(const DistanceMatrix& matrix, const Values& visits, const Values& loads,
                                double lower, double upper, Index zones) {
  double least = std::numeric_limits<double>::infinity();
  Labels labels = Labels::Zero(loads.size());
  for (;;) {
    Values sums = Values::Zero(zones);
    Labels counts = Labels::Zero(zones);
    for (Index stop = 0; stop < loads.size(); ++stop) {
      sums[labels[stop]] += loads[stop];
      ++counts[labels[stop]];
    }
    bool good = counts.minCoeff() > 0;
    for (const double load : sums) good = good && within(load, lower, upper);
    if (good) least = std::min(least, cost_by_trying(matrix, visits, labels, zones));
    Index stop = 0;
    while (stop < labels.size() && ++labels[stop] == zones) labels[stop++] = 0;
    if (stop == labels.size()) return least;
  }
}

}  // namespace equizone::test
