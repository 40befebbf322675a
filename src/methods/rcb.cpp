// Recursive coordinate bisection: straight cuts across the longer side.

#include <algorithm>
#include <numeric>
#include <span>
#include <vector>

#include "methods/literature.hpp"

namespace equizone {

namespace {

using Stops = std::span<std::int32_t>;

class Bisection {
 public:
  explicit Bisection(const Problem& problem) : problem_(problem), labels_(problem.stops()) {}

  // Divides the stops among the zones [first, last).
  void divide(Stops stops, Index first, Index last) {
    if (last - first == 1) {
      for (const std::int32_t stop : stops) labels_[stop] = static_cast<std::int32_t>(first);
      return;
    }
    const Index middle = first + (last - first) / 2;
    sort_along_longer_side(stops);
    const std::size_t cut = cut_at(stops, first, middle, last);
    divide(stops.first(cut), first, middle);
    divide(stops.subspan(cut), middle, last);
  }

  Labels take_labels() { return std::move(labels_); }

 private:
  void sort_along_longer_side(Stops stops) const {
    Eigen::Vector2d low = problem_.points.col(stops.front());
    Eigen::Vector2d high = low;
    for (const std::int32_t stop : stops) {
      low = low.cwiseMin(problem_.points.col(stop));
      high = high.cwiseMax(problem_.points.col(stop));
    }
    const Index axis = high.x() - low.x() >= high.y() - low.y() ? 0 : 1;
    std::sort(stops.begin(), stops.end(), [&](std::int32_t left, std::int32_t right) {
      const auto a = problem_.points.col(left);
      const auto b = problem_.points.col(right);
      if (a[axis] != b[axis]) return a[axis] < b[axis];
      return a[1 - axis] != b[1 - axis] ? a[1 - axis] < b[1 - axis] : left < right;
    });
  }

  // Stops before the cut have the share of the load that the zones [first, middle) should have, to within
  // half a stop; every zone keeps one stop at least.
  [[nodiscard]] std::size_t cut_at(Stops stops, Index first, Index middle, Index last) const {
    double load = 0;
    for (const std::int32_t stop : stops) load += problem_.loads[stop];
    const double share =
        problem_.aim.segment(first, middle - first).sum() / problem_.aim.segment(first, last - first).sum();
    const auto least = static_cast<std::size_t>(middle - first);
    const std::size_t most = stops.size() - static_cast<std::size_t>(last - middle);
    std::size_t cut = 0;
    for (double passed = 0; cut < most; ++cut) {
      const double next = problem_.loads[stops[cut]];
      if (cut >= least && passed + next / 2 > share * load) break;
      passed += next;
    }
    return cut;
  }

  const Problem& problem_;
  Labels labels_;
};

Divided divide(const MethodCall& call) {
  std::vector<std::int32_t> stops(static_cast<std::size_t>(call.problem.stops()));
  std::iota(stops.begin(), stops.end(), 0);
  Bisection bisection(call.problem);
  bisection.divide(stops, 0, call.problem.zones());
  return {bisection.take_labels(), call.problem.zones(), {}, false};
}

}  // namespace

Method rcb() {
  return {{.name = "rcb",
           .description = "recursive coordinate bisection: straight cuts across the longer side",
           .source = "Berger and Bokhari, IEEE Transactions on Computers C-36 (1987) 570-580; for any number "
                     "of zones and any targets as usual since: halves by number of zones, cut by load",
           .complexity = "O(n log n log k)",
           .guarantees = "zones lie in rectangles that do not overlap; each cut is within half a stop of its "
                         "share, so that loads are within log2(k) + 1 heaviest stops of their targets",
           .budget = {},
           .parameters = {},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
