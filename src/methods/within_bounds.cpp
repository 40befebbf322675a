#include "methods/within_bounds.hpp"

#include <vector>

#include "equizone/balancing/finish.hpp"

namespace equizone {

bool within_bounds(const Problem& problem, const Labels& labels) {
  Values loads = Values::Zero(problem.zones());
  for (Index stop = 0; stop < problem.stops(); ++stop) loads[labels[stop]] += problem.loads[stop];
  return problem.bounds.violation(loads) <= 0;
}

void bring_within_bounds(const Problem& problem, const Points& centers, Labels& labels, const GoOn& go_on) {
  fill_empty_zones(labels, problem.points, centers);
  if (within_bounds(problem, labels)) return;
  const StopGraph graph(problem.points, problem.loads);
  ZoningState state(graph, problem.bounds, std::move(labels));
  std::int64_t budget = repair_budget(problem.stops());
  repair(state, budget, go_on);
  labels = state.labels();
}

void place_idle_stops(const Problem& problem, const PowerDiagram& diagram, Labels& labels) {
  std::vector<Index> counts(static_cast<std::size_t>(problem.zones()), 0);
  for (const std::int32_t zone : labels) ++counts[static_cast<std::size_t>(zone)];
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    Index& left = counts[static_cast<std::size_t>(labels[stop])];
    if (problem.loads[stop] > 0 || left < 2) continue;
    Index zone = 0;
    ((diagram.centers.colwise() - problem.points.col(stop)).colwise().squaredNorm().transpose() -
     diagram.offsets)
        .minCoeff(&zone);
    --left;
    ++counts[static_cast<std::size_t>(zone)];
    labels[stop] = static_cast<std::int32_t>(zone);
  }
}

}  // namespace equizone
