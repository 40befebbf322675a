#include "evaluation/smallest_circle.hpp"

#include <cmath>
#include <utility>

#include "equizone/core/random.hpp"

namespace equizone {

namespace {

struct Circle {
  Eigen::Vector2d middle;
  double square = 0;  // of the radius

  [[nodiscard]] bool holds(const Eigen::Vector2d& point) const {
    constexpr double rounding = 1e-10;  // or points on the circle would be taken for others
    return (point - middle).squaredNorm() <= square * (1 + rounding);
  }
};

Circle around(const Eigen::Vector2d& a, const Eigen::Vector2d& b) {
  return {(a + b) / 2, (a - b).squaredNorm() / 4};
}

// Through three points; through the farthest two if they lie on a line.
Circle around(const Eigen::Vector2d& a, const Eigen::Vector2d& b, const Eigen::Vector2d& c) {
  const Eigen::Vector2d p = b - a;
  const Eigen::Vector2d q = c - a;
  const double twice = 2 * (p.x() * q.y() - p.y() * q.x());
  const Eigen::Vector2d middle = Eigen::Vector2d(q.y() * p.squaredNorm() - p.y() * q.squaredNorm(),
                                                 p.x() * q.squaredNorm() - q.x() * p.squaredNorm()) /
                                 twice;
  if (middle.allFinite()) return {a + middle, middle.squaredNorm()};
  Circle widest = around(a, b);
  for (const Circle& other : {around(a, c), around(b, c)})
    if (other.square > widest.square) widest = other;
  return widest;
}

void shuffle(std::vector<Eigen::Vector2d>& points) {
  Random random(0);
  for (std::size_t left = points.size(); left > 1; --left) {
    const auto other = static_cast<std::size_t>(random.uniform() * static_cast<double>(left));
    std::swap(points[left - 1], points[other]);
  }
}

}  // namespace

double smallest_circle_radius(std::vector<Eigen::Vector2d> points) {
  if (points.empty()) return 0;
  shuffle(points);
  Circle circle{points[0], 0};
  for (std::size_t i = 1; i < points.size(); ++i) {
    if (circle.holds(points[i])) continue;
    circle = {points[i], 0};
    for (std::size_t j = 0; j < i; ++j) {
      if (circle.holds(points[j])) continue;
      circle = around(points[i], points[j]);
      for (std::size_t k = 0; k < j; ++k)
        if (!circle.holds(points[k])) circle = around(points[i], points[j], points[k]);
    }
  }
  return std::sqrt(circle.square);
}

}  // namespace equizone
