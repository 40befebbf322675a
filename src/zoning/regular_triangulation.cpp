#include "zoning/regular_triangulation.hpp"

#include <algorithm>

namespace equizone {

namespace {

using Exact = boost::multiprecision::int256_t;

// A site lifted to x^2 + y^2 - offset, as seen from another.
template <class Number>
struct Lifted {
  Number x, y, z;

  Lifted(const OffsetSite& site, const OffsetSite& seen_from)
      : x(static_cast<Number>(site.place.x - seen_from.place.x)),
        y(static_cast<Number>(site.place.y - seen_from.place.y)),
        z(x * x + y * y - Number(site.offset) + Number(seen_from.offset)) {}
};

// Positive if the place seen from lies below the plane through the lifted corners, counterclockwise.
template <class Number>
Number below(const Lifted<Number>& a, const Lifted<Number>& b, const Lifted<Number>& c) {
  return a.z * (b.x * c.y - c.x * b.y) + b.z * (c.x * a.y - a.x * c.y) + c.z * (a.x * b.y - b.x * a.y);
}

// More than rounding can change.
double rounding(const OffsetSite& p, const Lifted<double>& a, const Lifted<double>& b,
                const Lifted<double>& c, double most_offset) {
  const auto size = [&](const Lifted<double>& q) { return q.x * q.x + q.y * q.y + most_offset - p.offset; };
  const auto area = [](const Lifted<double>& q, const Lifted<double>& r) {
    return std::abs(q.x * r.y) + std::abs(r.x * q.y);
  };
  return 0x1.0p-48 * (size(a) * area(b, c) + size(b) * area(c, a) + size(c) * area(a, b));
}

std::vector<OffsetSite> far_sites() {
  constexpr std::int64_t far = std::int64_t{1} << 45;
  return {{{-far, -far / 2}, 0}, {{far, -far / 2}, 0}, {{0, far}, 0}};
}

}  // namespace

bool RegularTriangulation::in_conflict(const Triangle& triangle, const OffsetSite& p) const {
  const OffsetSite& a = sites_[static_cast<std::size_t>(triangle[0])];
  const OffsetSite& b = sites_[static_cast<std::size_t>(triangle[1])];
  const OffsetSite& c = sites_[static_cast<std::size_t>(triangle[2])];
  const Lifted<double> u(a, p), v(b, p), w(c, p);
  const double sign = below(u, v, w);
  const double most_offset = std::max({-a.offset, -b.offset, -c.offset});
  if (std::abs(sign) > rounding(p, u, v, w, most_offset)) return sign > 0;
  return below(Lifted<Exact>(a, p), Lifted<Exact>(b, p), Lifted<Exact>(c, p)) > 0;
}

// The triangles in conflict are taken out, and their outline is joined with the site.
void RegularTriangulation::insert(std::int32_t site) {
  const OffsetSite& p = sites_[static_cast<std::size_t>(site)];
  const auto taken = std::partition(triangles_.begin(), triangles_.end(),
                                    [&](const Triangle& triangle) { return !in_conflict(triangle, p); });
  using Side = std::pair<std::int32_t, std::int32_t>;
  std::vector<Side> sides;
  for (auto triangle = taken; triangle != triangles_.end(); ++triangle)
    for (std::size_t corner = 0; corner < 3; ++corner)
      sides.emplace_back((*triangle)[corner], (*triangle)[(corner + 1) % 3]);
  triangles_.erase(taken, triangles_.end());
  std::sort(sides.begin(), sides.end());
  for (const auto& [from, to] : sides)
    if (!std::binary_search(sides.begin(), sides.end(), Side(to, from)))
      triangles_.push_back({from, to, site});
}

RegularTriangulation::RegularTriangulation(std::vector<OffsetSite> sites) : sites_(std::move(sites)) {
  const auto count = static_cast<std::int32_t>(sites_.size());
  for (const OffsetSite& site : far_sites()) sites_.push_back(site);
  triangles_.push_back({count, count + 1, count + 2});
  for (std::int32_t site = 0; site < count; ++site) insert(site);
}

}  // namespace equizone
