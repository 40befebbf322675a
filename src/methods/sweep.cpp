// Angular ranges around the station.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <numeric>
#include <set>
#include <vector>

#include "equizone/seeding/runs.hpp"
#include "methods/literature.hpp"
#include "partition/result.hpp"

namespace equizone {

namespace {

// Stops by angle, those in one direction from near to far, beginning after the widest gap.
std::vector<std::int32_t> angular_order(const Points& points, const Eigen::Vector2d& middle) {
  const Points from = points.colwise() - middle;
  std::vector<double> angle(static_cast<std::size_t>(points.cols()));
  for (std::size_t stop = 0; stop < angle.size(); ++stop) {
    const auto column = static_cast<Index>(stop);
    angle[stop] = std::atan2(from(1, column), from(0, column));
  }
  const auto angle_of = [&](std::int32_t stop) { return angle[static_cast<std::size_t>(stop)]; };
  std::vector<std::int32_t> order(angle.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
    if (angle_of(a) != angle_of(b)) return angle_of(a) < angle_of(b);
    const double near = from.col(a).squaredNorm();
    const double far = from.col(b).squaredNorm();
    return near != far ? near < far : a < b;
  });
  double widest = angle_of(order.front()) - angle_of(order.back()) + 2 * std::numbers::pi;
  std::size_t after = 0;
  for (std::size_t at = 1; at < order.size(); ++at) {
    const double gap = angle_of(order[at]) - angle_of(order[at - 1]);
    if (gap > widest) {
      widest = gap;
      after = at;
    }
  }
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(after), order.end());
  return order;
}

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const int threads = resolve_threads(call.options.threads);
  const Eigen::Vector2d middle =
      call.options.station ? Eigen::Vector2d(problem.to_units(Points(*call.options.station)))
                           : Eigen::Vector2d(problem.points * (problem.loads / problem.loads.sum()));
  const std::vector<std::int32_t> order = angular_order(problem.points, middle);

  const auto starts = static_cast<std::size_t>(call.parameter("starts"));
  std::set<std::size_t> firsts{0};
  for (std::size_t start = 1; start < starts; ++start) firsts.insert(start * order.size() / starts);
  const GoOn go_on = call.go_on("sweep");
  Partition best;
  for (const std::size_t first : firsts) {
    if (first > 0 && !go_on(static_cast<double>(first) / static_cast<double>(order.size()))) break;
    std::vector<std::int32_t> turned = order;
    std::rotate(turned.begin(), turned.begin() + static_cast<std::ptrdiff_t>(first), turned.end());
    Partition found = describe(
        problem, labels_of_runs(sort_stops(problem.points, problem.loads, turned, threads), problem.aim),
        threads);
    if (best.labels.size() == 0 || found.cost < best.cost) best = std::move(found);
  }
  return {std::move(best.labels), problem.zones(), {}, false};
}

}  // namespace

Method sweep() {
  return {{.name = "sweep",
           .description = "angular ranges around the station, or around the centroid of the loads",
           .source = "Gillett and Miller, Operations Research 22 (1974) 340-349, their first, forward sweep; "
                     "ours are zones of equal load instead of full vehicles, and several starts of which the "
                     "least cost is taken",
           .complexity = "O(n log n), and O(n) a start",
           .guarantees = "a zone is a range of angles; loads within the heaviest stop of their targets",
           .budget = {},
           .parameters = {{.name = "starts",
                           .standard = 36,
                           .lowest = 1,
                           .highest = 1000,
                           .meaning = "where to begin, spread evenly over the stops; the first is after the "
                                      "widest angular gap, 1: only there"}},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
