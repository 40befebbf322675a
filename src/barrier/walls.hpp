#pragma once
/// \file
/// What stands between two places.

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <limits>
#include <vector>

#include "core/plane.hpp"
#include "equizone/barrier/barrier_lines.hpp"

namespace equizone {

/// A straight piece of a barrier without the gaps at crossings, metres.
struct Wall {
  FencePoint from;
  FencePoint to;
  double price_m;  ///< infinite if it is closed
};

/// The pieces of barriers that are left when gaps are cut at the crossings. Checks the barriers.
/// \throws InputError as check_barriers() does. O((m + c) log c) for m pieces and c crossings.
[[nodiscard]] std::vector<Wall> walls_of(const BarrierLines& barriers);

/// Walls on the integer plane, sorted by place: whether a way meets one has an exact answer. A way that ends
/// on a wall, or passes through an end of one, counts as if the place lay a trace to the wall's or the way's
/// left; so a way through a corner of a barrier crosses it once.
class WallIndex {
 public:
  /// \param grid  holds the walls and all places that will be asked about (grid_around())
  WallIndex(const std::vector<Wall>& walls, const PlaneGrid& grid);

  [[nodiscard]] PlanePoint round(const Eigen::Vector2d& p) const { return grid_.round(p.x(), p.y()); }

  /// Whether the straight way between two places crosses a closed wall. O(log m) and the walls nearby.
  [[nodiscard]] bool closed_between(const PlanePoint& a, const PlanePoint& b) const;

  /// The sum of the prices on the straight way, metres; infinite if it is closed.
  [[nodiscard]] double price_between(const PlanePoint& a, const PlanePoint& b) const;

 private:
  using Corner = boost::geometry::model::d2::point_xy<double>;
  using Entry = std::pair<boost::geometry::model::box<Corner>, std::size_t>;

  // Calls `visit(price)` for each wall crossed, until it returns false.
  template <class Visit>
  void for_each_crossed(const PlanePoint& a, const PlanePoint& b, Visit&& visit) const;

  PlaneGrid grid_;
  std::vector<PlaneSegment> segments_;
  std::vector<double> prices_;
  boost::geometry::index::rtree<Entry, boost::geometry::index::quadratic<16>> index_;
};

/// A grid that holds some places and walls.
[[nodiscard]] PlaneGrid grid_around(const Points& places, const std::vector<Wall>& walls);

}  // namespace equizone
