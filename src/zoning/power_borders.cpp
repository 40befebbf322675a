#include "zoning/power_borders.hpp"

#include <cmath>
#include <map>
#include <optional>

#include "zoning/line.hpp"
#include "zoning/regular_triangulation.hpp"

namespace equizone {

namespace {

// Centers that may have a cell in the box, in steps from the middle of everything.
class Diagram {
 public:
  Diagram(const Points& centers, const Values& offsets, const FenceBox& box) {
    Eigen::AlignedBox2d all(corner(box.min_corner()), corner(box.max_corner()));
    for (Index zone = 0; zone < centers.cols(); ++zone) all.extend(Eigen::Vector2d(centers.col(zone)));
    origin_ = all.center();
    const double extent = all.sizes().maxCoeff();
    step_m_ = extent > 0 ? std::exp2(std::ceil(std::log2(extent)) - 40) : 1.0;
    box_ = {(corner(box.min_corner()) - origin_) / step_m_, (corner(box.max_corner()) - origin_) / step_m_};

    const double highest = offsets.maxCoeff();
    const double hopeless = 4 * std::pow(all.diagonal().norm() / step_m_, 2);
    std::vector<OffsetSite> sites;
    for (Index zone = 0; zone < centers.cols(); ++zone) {
      const double offset = std::round((offsets[zone] - highest) / step_m_ / step_m_);
      if (-offset > hopeless) continue;  // the zone with the highest offset is nearer everywhere
      const Eigen::Vector2d place = (centers.col(zone) - origin_) / step_m_;
      sites.push_back({{std::llround(place.x()), std::llround(place.y())}, offset});
      zones_.push_back(static_cast<std::int32_t>(zone));
    }
    triangulation_.emplace(std::move(sites));
  }

  [[nodiscard]] std::vector<Border> borders() const {
    using Side = std::pair<std::int32_t, std::int32_t>;
    std::map<Side, Eigen::Vector2d> center_left_of;
    for (const auto& triangle : triangulation_->triangles()) {
      const Eigen::Vector2d center = power_center(triangle);
      for (std::size_t c = 0; c < 3; ++c) center_left_of[{triangle[c], triangle[(c + 1) % 3]}] = center;
    }
    std::vector<Border> result;
    const auto real = static_cast<std::int32_t>(zones_.size());
    for (const auto& [side, left_center] : center_left_of) {
      const auto [u, v] = side;
      if (u > v || u >= real || v >= real) continue;
      const Eigen::Vector2d& right_center = center_left_of.at({v, u});
      const auto known = [](const Eigen::Vector2d& p) { return p.allFinite() ? &p : nullptr; };
      const auto ends = edge_within(radical_axis(u, v), known(right_center), known(left_center), box_);
      if (ends)
        result.push_back({metres(ends->first), metres(ends->second), zones_[static_cast<std::size_t>(u)],
                          zones_[static_cast<std::size_t>(v)], u, v});
    }
    return result;
  }

 private:
  static Eigen::Vector2d corner(const FencePoint& p) { return {p.x(), p.y()}; }

  [[nodiscard]] const OffsetSite& site(std::int32_t s) const {
    return triangulation_->sites()[static_cast<std::size_t>(s)];
  }
  [[nodiscard]] Eigen::Vector2d place(std::int32_t s) const {
    return {static_cast<double>(site(s).place.x), static_cast<double>(site(s).place.y)};
  }
  [[nodiscard]] FencePoint metres(const Eigen::Vector2d& p) const {
    return {origin_.x() + step_m_ * p.x(), origin_.y() + step_m_ * p.y()};
  }

  // Twice the way from `from` to the radical axis along the way to `to`, times the length of that way.
  [[nodiscard]] double reach(std::int32_t from, std::int32_t to) const {
    return (place(to) - place(from)).squaredNorm() - site(to).offset + site(from).offset;
  }

  // Where three cells meet; not finite if that is too far away for doubles.
  [[nodiscard]] Eigen::Vector2d power_center(const RegularTriangulation::Triangle& triangle) const {
    const auto [a, b, c] = triangle;
    const Eigen::Vector2d ab = place(b) - place(a), ac = place(c) - place(a);
    const double twice = 2 * (ab.x() * ac.y() - ab.y() * ac.x());
    const double to_b = reach(a, b), to_c = reach(a, c);
    return place(a) + Eigen::Vector2d(ac.y() * to_b - ab.y() * to_c, ab.x() * to_c - ac.x() * to_b) / twice;
  }

  // Left of it is the cell of u, right of it that of v.
  [[nodiscard]] Line radical_axis(std::int32_t u, std::int32_t v) const {
    const Eigen::Vector2d way = place(v) - place(u);
    return {place(u) + way * (reach(u, v) / (2 * way.squaredNorm())), {-way.y(), way.x()}};
  }

  Eigen::Vector2d origin_;
  double step_m_ = 1.0;
  Eigen::AlignedBox2d box_;
  std::vector<std::int32_t> zones_;
  std::optional<RegularTriangulation> triangulation_;
};

}  // namespace

std::vector<Border> power_borders(const Points& centers, const Values& offsets, const FenceBox& box) {
  return Diagram(centers, offsets, box).borders();
}

}  // namespace equizone
