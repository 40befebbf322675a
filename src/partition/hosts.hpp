#pragma once
// Who takes in the stops that get no zone of their own making.

#include <algorithm>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <limits>
#include <utility>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

// A guest and the stop that is no guest with the shortest way between them.
struct Hosting {
  Index guest = 0;
  Index host = 0;
};

// The stops that are no guests, one at least, by where they are. `points` must outlive this.
class Hosts {
 public:
  Hosts(const Points& points, const std::vector<char>& is_guest)
      : points_(points), tree_(entries(points, is_guest)) {}

  // Of equally near ones the first guest and the lowest host. O(guests log n).
  [[nodiscard]] Hosting nearest(const std::vector<Index>& guests) const {
    Hosting best;
    double least = std::numeric_limits<double>::infinity();
    for (const Index guest : guests) {
      const Index host = nearest_to(guest);
      const double distance = (points_.col(host) - points_.col(guest)).squaredNorm();
      if (distance >= least) continue;
      least = distance;
      best = {guest, host};
    }
    return best;
  }

 private:
  using Place = boost::geometry::model::d2::point_xy<double>;
  using Entry = std::pair<Place, Index>;

  static std::vector<Entry> entries(const Points& points, const std::vector<char>& is_guest) {
    std::vector<Entry> entries;
    for (Index stop = 0; stop < points.cols(); ++stop)
      if (is_guest[static_cast<std::size_t>(stop)] == 0)
        entries.emplace_back(Place(points(0, stop), points(1, stop)), stop);
    return entries;
  }

  [[nodiscard]] Index nearest_to(Index guest) const {
    const Eigen::Vector2d place = points_.col(guest);
    const auto all = static_cast<unsigned>(tree_.size());
    auto next = tree_.qbegin(boost::geometry::index::nearest(Place(place.x(), place.y()), all));
    Index lowest = next->second;
    const double least = (points_.col(lowest) - place).squaredNorm();
    for (++next; next != tree_.qend() && (points_.col(next->second) - place).squaredNorm() <= least; ++next)
      lowest = std::min(lowest, next->second);
    return lowest;
  }

  const Points& points_;
  boost::geometry::index::rtree<Entry, boost::geometry::index::quadratic<16>> tree_;
};

}  // namespace equizone
