#include "zoning/region.hpp"

namespace equizone {

namespace {

constexpr std::size_t most_rows = 1024;

}  // namespace

Region::Region(std::vector<PlaneSegment> boundary) : boundary_(std::move(boundary)) {
  low_ = high_ = 2 * boundary_.front().from.y;
  for (PlaneSegment& side : boundary_) {
    side = {{2 * side.from.x, 2 * side.from.y}, {2 * side.to.x, 2 * side.to.y}};
    low_ = std::min({low_, side.from.y, side.to.y});
    high_ = std::max({high_, side.from.y, side.to.y});
  }
  rows_.resize(std::min(boundary_.size(), most_rows));
  row_height_ = (high_ - low_) / static_cast<std::int64_t>(rows_.size()) + 1;
  for (std::size_t s = 0; s < boundary_.size(); ++s) {
    const auto [from, to] = std::minmax(boundary_[s].from.y, boundary_[s].to.y);
    for (std::size_t row = row_of(from); row <= row_of(to); ++row) rows_[row].push_back(s);
  }
}

Region::Crossings Region::look_east(const PlanePoint& p) const {
  Crossings result{0, false};
  if (p.y < low_ || p.y > high_) return result;
  for (const std::size_t s : rows_[row_of(p.y)]) {
    const PlaneSegment& side = boundary_[s];
    const int at = turn(side.from, side.to, p);
    if (at == 0) result.on_boundary |= within_box(side, p);
    if (side.from.y <= p.y && side.to.y > p.y && at > 0) ++result.winding;
    if (side.to.y <= p.y && side.from.y > p.y && at < 0) --result.winding;
  }
  return result;
}

bool Region::covers_middle(const PlanePoint& a, const PlanePoint& b) const {
  const auto [winding, on_boundary] = look_east({a.x + b.x, a.y + b.y});
  return on_boundary || winding > 0;
}

int Region::winding_beside(const PlaneSegment& side) const {
  return look_east({side.from.x + side.to.x, side.from.y + side.to.y}).winding;
}

}  // namespace equizone
