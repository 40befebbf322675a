#pragma once
// The zones of a power diagram as plain nearest neighbours.

#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

// Centers lifted out of the plane: |x - c|^2 - u is the squared distance in space of (x, 0) from
// (c, sqrt(m - u)), less m, where m is the greatest offset. So the zone of a place is its nearest neighbour
// in an R-tree, and none of the solver's passes is needed. Source: Aurenhammer 1987.
class LiftedCenters {
 public:
  LiftedCenters(const Points& centers, const Values& offsets) : tree_(lifted(centers, offsets)) {}

  // The zone with the least power distance; one of them on ties, to rounding. O(log k).
  [[nodiscard]] std::int32_t nearest(const Eigen::Vector2d& place) const {
    Entry found;
    tree_.query(boost::geometry::index::nearest(Place(place.x(), place.y(), 0.0), 1), &found);
    return found.second;
  }

 private:
  using Place = boost::geometry::model::point<double, 3, boost::geometry::cs::cartesian>;
  using Entry = std::pair<Place, std::int32_t>;

  static std::vector<Entry> lifted(const Points& centers, const Values& offsets) {
    const double greatest = offsets.maxCoeff();
    std::vector<Entry> entries;
    for (Index zone = 0; zone < centers.cols(); ++zone)
      entries.emplace_back(Place(centers(0, zone), centers(1, zone), std::sqrt(greatest - offsets[zone])),
                           static_cast<std::int32_t>(zone));
    return entries;
  }

  boost::geometry::index::rtree<Entry, boost::geometry::index::quadratic<16>> tree_;
};

}  // namespace equizone
