#pragma once
// Random stations to test with; the same on every platform.

#include <cmath>
#include <cstdint>

#include "equizone/core/distributions.hpp"
#include "equizone/core/types.hpp"

namespace equizone::test {

struct Station {
  Points points;
  Values loads;

  [[nodiscard]] Index stops() const { return points.cols(); }
};

class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed, 1000) {}

  double uniform(double low, double high) { return low + (high - low) * random_.uniform(); }
  Index whole(Index low, Index high) {
    return low + static_cast<Index>(random_.uniform() * static_cast<double>(high - low + 1));
  }
  double normal() { return equizone::normal(random_); }
  double lognormal(double sigma) { return std::exp(sigma * normal()); }

 private:
  Random random_;
};

enum class Layout { uniform, clustered, coincident, collinear };
enum class Work { equal, uniform, lognormal, with_zeros };

inline Points draw_points(Draw& draw, Index n, Layout layout) {
  constexpr double side_m = 1000;
  Points points(2, n);
  Points towns(2, 5);
  for (double& value : towns.reshaped()) value = draw.uniform(0, side_m);
  for (Index stop = 0; stop < n; ++stop) {
    const Eigen::Vector2d town = towns.col(draw.whole(0, towns.cols() - 1));
    switch (layout) {
      case Layout::uniform:
        points.col(stop) << draw.uniform(0, side_m), draw.uniform(0, side_m);
        break;
      case Layout::clustered:
        points.col(stop) << town.x() + 40 * draw.normal(), town.y() + 40 * draw.normal();
        break;
      case Layout::coincident:
        points.col(stop) = town;
        break;
      case Layout::collinear:
        points.col(stop) = Eigen::Vector2d(3, 1) * draw.uniform(0, side_m / 3);
        break;
    }
  }
  return points;
}

inline Values draw_loads(Draw& draw, Index n, Work work) {
  Values loads(n);
  for (double& load : loads) {
    switch (work) {
      case Work::equal:
        load = 1;
        break;
      case Work::uniform:
        load = draw.uniform(1, 10);
        break;
      case Work::lognormal:
        load = draw.lognormal(0.6);
        break;
      case Work::with_zeros:
        load = draw.uniform(0, 1) < 0.3 ? 0.0 : draw.uniform(1, 10);
        break;
    }
  }
  if (loads.maxCoeff() == 0) loads[0] = 1;
  return loads;
}

inline Station draw_station(std::uint64_t seed, Index n, Layout layout = Layout::uniform,
                            Work work = Work::equal) {
  Draw draw(seed);
  Points points = draw_points(draw, n, layout);
  return {std::move(points), draw_loads(draw, n, work)};
}

}  // namespace equizone::test
