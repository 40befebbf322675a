#include "equizone/partition/partition.hpp"

#include <optional>

#include "partition/certificate.hpp"
#include "partition/heavy_stops.hpp"
#include "partition/result.hpp"
#include "partition/solver.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

void certify_where_stops_are(Partition& result, const Problem& problem, const PowerDiagram& diagram,
                             const Levels& levels, int threads) {
  if (!levels.shared_places()) return certify(result, problem, diagram, levels.fine().pass);
  Level level = level_where_stops_are(problem, levels.fine().stops.order, threads);
  certify(result, problem, diagram, level.pass);
}

Partition judged(const Problem& problem, const Solution& solution, int threads) {
  Partition result = describe(problem, solution.labels, threads);
  judge(result, problem, solution.proven);
  return result;
}

// Stops that exceed every upper bound forbid the bounds: offsets are fitted to the loads as they are.
Partition solve_heavy(const Problem& problem, const PartitionOptions& options,
                      const std::optional<PowerDiagram>& start) {
  const int threads = resolve_threads(options.threads);
  const Solution solution = solve_with_heavy_stops(problem, options, start);
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  const SoftTargets loads{result.zone_loads, result.zone_loads};
  certify(result, problem,
          fit_offsets(level.pass, problem, problem.to_units(result.centers), solution.diagram,
                      result.zone_loads, loads, options.effort),
          level.pass);
  return result;
}

// Both stages without a start, stage 2 alone from one.
Partition solve(const Problem& problem, const PartitionOptions& options, const Start* given) {
  std::optional<PowerDiagram> start;
  if (given != nullptr) start = start_diagram(*given, problem);
  if (has_heavy_stop(problem)) return solve_heavy(problem, options, start);
  Solver solver(problem, options);
  const Solution solution = start ? solver.balance(*start, given->labels) : solver.solve();
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  PowerPass& pass = solver.levels().fine().pass;
  const PowerDiagram diagram =
      best_offsets(pass, problem, problem.to_units(result.centers), solution.diagram, options.effort);
  certify_where_stops_are(result, problem, diagram, solver.levels(), resolve_threads(options.threads));
  return result;
}

}  // namespace

Partition partition(const Points& points, const Values& loads, const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  return solve(problem, options, options.start ? &*options.start : nullptr);
}

Partition balance(const Points& points, const Values& loads, const Start& start,
                  const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  return solve(problem, options, &start);
}

}  // namespace equizone
