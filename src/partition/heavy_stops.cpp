#include "partition/heavy_stops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace equizone {

bool has_heavy_stop(const Problem& problem) {
  return problem.loads.maxCoeff() > problem.bounds.upper.maxCoeff() * (1 + 1e-12);
}

HeavySplit split_heavy_stops(const Problem& problem) {
  std::vector<Index> stops(static_cast<std::size_t>(problem.stops()));
  std::iota(stops.begin(), stops.end(), Index{0});
  std::stable_sort(stops.begin(), stops.end(),
                   [&](Index a, Index b) { return problem.loads[a] > problem.loads[b]; });
  std::vector<Index> zones(static_cast<std::size_t>(problem.zones()));
  std::iota(zones.begin(), zones.end(), Index{0});
  std::stable_sort(zones.begin(), zones.end(),
                   [&](Index a, Index b) { return problem.aim[a] > problem.aim[b]; });

  // With a heavy stop gone, less is left for each of the others: the next stop may be heavy now.
  std::size_t heavy = 0;
  double load = problem.loads.sum();
  double aim = problem.aim.sum();
  const auto is_heavy = [&](std::size_t at) {
    const double upper = problem.bounds.upper[zones[at]] * std::min(1.0, load / aim);
    return problem.loads[stops[at]] > upper * (1 + 1e-12);
  };
  while (heavy + 1 < zones.size() && is_heavy(heavy)) {
    load -= problem.loads[stops[heavy]];
    aim -= problem.aim[zones[heavy]];
    ++heavy;
  }
  const auto cut = static_cast<std::ptrdiff_t>(heavy);
  HeavySplit split{{stops.begin(), stops.begin() + cut},
                   {zones.begin(), zones.begin() + cut},
                   {stops.begin() + cut, stops.end()},
                   {zones.begin() + cut, zones.end()}};
  std::sort(split.stops.begin(), split.stops.end());
  std::sort(split.zones.begin(), split.zones.end());
  return split;
}

Problem rest_of(const Problem& problem, const HeavySplit& split) {
  Problem rest = problem;
  rest.points = problem.points(Eigen::all, split.stops);
  rest.loads = problem.loads(split.stops);
  const double total = rest.loads.sum();
  const Values aim = problem.aim(split.zones);
  const double share = total / aim.sum();
  rest.bounds.targets = problem.bounds.targets(split.zones) * share;
  rest.bounds.lower = problem.bounds.lower(split.zones) * std::min(1.0, share);
  rest.bounds.upper = problem.bounds.upper(split.zones);
  if ((rest.bounds.upper * share).sum() >= total) rest.bounds.upper *= share;
  rest.aim = loads_to_aim_at(rest.bounds, total);
  return rest;
}

namespace {

Solution join(const Problem& problem, const HeavySplit& split, const Solution& rest) {
  Solution whole;
  whole.labels.resize(problem.stops());
  whole.diagram = {Points(2, problem.zones()), Values(problem.zones())};
  for (std::size_t at = 0; at < split.stops.size(); ++at)
    whole.labels[split.stops[at]] =
        static_cast<std::int32_t>(split.zones[static_cast<std::size_t>(rest.labels[static_cast<Index>(at)])]);
  for (std::size_t at = 0; at < split.zones.size(); ++at) {
    whole.diagram.centers.col(split.zones[at]) = rest.diagram.centers.col(static_cast<Index>(at));
    whole.diagram.offsets[split.zones[at]] = rest.diagram.offsets[static_cast<Index>(at)];
  }
  for (std::size_t at = 0; at < split.alone.size(); ++at) {
    const Index stop = split.alone[at];
    const Index zone = split.own_zones[at];
    whole.labels[stop] = static_cast<std::int32_t>(zone);
    whole.diagram.centers.col(zone) = problem.points.col(stop);
    // Just enough to win the stop itself.
    double least = std::numeric_limits<double>::infinity();
    for (const Index other : split.zones)
      least = std::min(least, whole.diagram.power(other, problem.points.col(stop)));
    whole.diagram.offsets[zone] = -least + 1e-9 * std::abs(least);
  }
  return whole;
}

}  // namespace

Solution solve_with_heavy_stops(const Problem& problem, const PartitionOptions& options,
                                const Deadline& deadline, const std::optional<PowerDiagram>& start) {
  const HeavySplit split = split_heavy_stops(problem);
  const Problem rest = rest_of(problem, split);
  Solver solver(rest, options, deadline);
  if (!start) return join(problem, split, solver.solve());
  return join(problem, split,
              solver.balance({start->centers(Eigen::all, split.zones), start->offsets(split.zones)}, {}));
}

}  // namespace equizone
