#include "zoning/closed_lines.hpp"

#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <vector>

namespace equizone {

namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;

constexpr double apart_m = 0.5;

}  // namespace

ClosedLines::ClosedLines(const BarrierLines& barriers) {
  check_barriers(barriers);
  std::vector<Piece> pieces;
  const BarrierLines closed = barriers.closed();
  for (const auto& ends : closed.segments.colwise())
    pieces.emplace_back(FencePoint(ends[0], ends[1]), FencePoint(ends[2], ends[3]));
  pieces_ = decltype(pieces_)(pieces);
}

bool ClosedLines::follow(const FencePoint& from, const FencePoint& to) const {
  const FencePoint middle(from.x() / 2 + to.x() / 2, from.y() / 2 + to.y() / 2);
  return has(from) && has(to) && has(middle);
}

bool ClosedLines::has(const FencePoint& place) const {
  const auto nearest = pieces_.qbegin(bgi::nearest(place, 1));
  return nearest != pieces_.qend() && bg::distance(place, *nearest) <= apart_m;
}

}  // namespace equizone
