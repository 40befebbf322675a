#include "barrier/walls.hpp"

#include <Eigen/Geometry>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include "equizone/core/checks.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

using Interval = std::pair<double, double>;

// The part of a piece, as fractions of its length, that lies within a distance of a place; empty if none.
Interval part_within(const Eigen::Vector2d& from, const Eigen::Vector2d& to, const Eigen::Vector2d& place,
                     double reach) {
  const Eigen::Vector2d along = to - from;
  const double squared_length = along.squaredNorm();
  if (squared_length == 0) return (place - from).norm() <= reach ? Interval{0, 1} : Interval{1, 0};
  const double foot = (place - from).dot(along) / squared_length;
  const double aside = (from + foot * along - place).squaredNorm();
  if (aside > reach * reach) return {1, 0};
  const double half = std::sqrt((reach * reach - aside) / squared_length);
  return {std::max(0.0, foot - half), std::min(1.0, foot + half)};
}

// What gaps leave of the unit interval.
std::vector<Interval> what_is_left(std::vector<Interval> gaps) {
  std::sort(gaps.begin(), gaps.end());
  std::vector<Interval> left;
  double reached = 0;
  for (const auto& [begin, end] : gaps) {
    if (begin > reached) left.emplace_back(reached, begin);
    reached = std::max(reached, end);
  }
  if (reached < 1) left.emplace_back(reached, 1);
  return left;
}

FencePoint fence_point(const Eigen::Vector2d& p) { return {p.x(), p.y()}; }

// Whether q lies to the left of a -> b or on the line.
bool not_right(const PlaneSegment& line, const PlanePoint& q) { return turn(line.from, line.to, q) >= 0; }

bool crosses(const PlaneSegment& way, const PlaneSegment& wall) {
  return not_right(wall, way.from) != not_right(wall, way.to) &&
         not_right(way, wall.from) != not_right(way, wall.to);
}

}  // namespace

std::vector<Wall> walls_of(const BarrierLines& barriers) {
  check_barriers(barriers);
  std::vector<FencePoint> places;
  for (Index c = 0; c < barriers.crossings.cols(); ++c)
    places.push_back(fence_point(barriers.crossings.col(c)));
  const bgi::rtree<FencePoint, bgi::quadratic<16>> crossings(places);

  std::vector<Wall> walls;
  for (Index piece = 0; piece < barriers.segments.cols(); ++piece) {
    const Eigen::Vector2d from = barriers.segments.col(piece).head<2>();
    const Eigen::Vector2d to = barriers.segments.col(piece).tail<2>();
    const double price =
        barriers.prices.size() > 0 ? barriers.prices[piece] : std::numeric_limits<double>::infinity();
    const Eigen::Array2d reach(barriers.reach_m, barriers.reach_m);
    const bg::model::box<FencePoint> near(fence_point(from.array().min(to.array()) - reach),
                                          fence_point(from.array().max(to.array()) + reach));
    std::vector<Interval> gaps;
    for (auto hit = crossings.qbegin(bgi::intersects(near)); hit != crossings.qend(); ++hit)
      if (const Interval gap = part_within(from, to, {hit->x(), hit->y()}, barriers.reach_m);
          gap.first <= gap.second)
        gaps.push_back(gap);
    const auto at = [&](double fraction) {
      return fraction == 0 ? from : fraction == 1 ? to : Eigen::Vector2d(from + fraction * (to - from));
    };
    for (const auto& [begin, end] : what_is_left(std::move(gaps)))
      walls.push_back({fence_point(at(begin)), fence_point(at(end)), price});
  }
  return walls;
}

WallIndex::WallIndex(const std::vector<Wall>& walls, const PlaneGrid& grid) : grid_(grid) {
  std::vector<Entry> entries;
  for (const Wall& wall : walls) {
    const PlaneSegment segment{grid.round(wall.from.x(), wall.from.y()),
                               grid.round(wall.to.x(), wall.to.y())};
    const auto [left, right] = std::minmax(segment.from.x, segment.to.x);
    const auto [low, high] = std::minmax(segment.from.y, segment.to.y);
    // A step wider, for queries are answered in doubles.
    const bg::model::box<Corner> box({static_cast<double>(left) - 1, static_cast<double>(low) - 1},
                                     {static_cast<double>(right) + 1, static_cast<double>(high) + 1});
    entries.emplace_back(box, segments_.size());
    segments_.push_back(segment);
    prices_.push_back(wall.price_m);
  }
  index_ = decltype(index_)(entries);
}

template <class Visit>
void WallIndex::for_each_crossed(const PlanePoint& a, const PlanePoint& b, Visit&& visit) const {
  const auto [from, to] = std::minmax(a, b);  // the same answer both ways
  const PlaneSegment way{from, to};
  const auto corner = [](const PlanePoint& p) {
    return Corner(static_cast<double>(p.x), static_cast<double>(p.y));
  };
  const bg::model::segment<Corner> line(corner(from), corner(to));
  for (auto hit = index_.qbegin(bgi::intersects(line)); hit != index_.qend(); ++hit)
    if (crosses(way, segments_[hit->second]) && !visit(prices_[hit->second])) return;
}

bool WallIndex::closed_between(const PlanePoint& a, const PlanePoint& b) const {
  bool closed = false;
  for_each_crossed(a, b, [&](double price) { return !(closed = std::isinf(price)); });
  return closed;
}

double WallIndex::price_between(const PlanePoint& a, const PlanePoint& b) const {
  double sum = 0;
  for_each_crossed(a, b, [&](double price) { return !std::isinf(sum += price); });
  return sum;
}

PlaneGrid grid_around(const Points& places, const std::vector<Wall>& walls) {
  Eigen::AlignedBox2d box;
  for (Index i = 0; i < places.cols(); ++i) box.extend(Eigen::Vector2d(places.col(i)));
  for (const Wall& wall : walls)
    for (const FencePoint& p : {wall.from, wall.to}) box.extend(Eigen::Vector2d(p.x(), p.y()));
  return {fence_point(box.min()), fence_point(box.max()), "points and barriers"};
}

}  // namespace equizone
