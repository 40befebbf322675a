#include "partition/balanced.hpp"

#include <optional>

#include "partition/certificate.hpp"
#include "partition/heavy_stops.hpp"
#include "partition/on_ground.hpp"
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

}  // namespace

PowerDiagram diagram_of(const Partition& result, const Problem& problem, const PowerDiagram& from,
                        PowerPass& pass, Effort effort) {
  const Points centers = problem.to_units(result.centers);
  if (!has_heavy_stop(problem)) return best_offsets(pass, problem, centers, from, effort);
  const SoftTargets loads{result.zone_loads, result.zone_loads};
  return fit_offsets(pass, problem, centers, from, result.zone_loads, loads, effort);
}

namespace {

Partition solve_heavy(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                      const std::optional<PowerDiagram>& start) {
  const int threads = resolve_threads(options.threads);
  const Solution solution = solve_with_heavy_stops(problem, options, deadline, start);
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  certify(result, problem, diagram_of(result, problem, solution.diagram, level.pass, options.effort),
          level.pass);
  return result;
}

}  // namespace

Partition solve(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                const Start* given) {
  std::optional<PowerDiagram> start;
  if (given != nullptr) start = start_diagram(*given, problem);
  if (has_heavy_stop(problem)) return solve_heavy(problem, options, deadline, start);
  Solver solver(problem, options, deadline);
  const Solution solution = start ? solver.balance(*start, given->labels) : solver.solve();
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  PowerPass& pass = solver.levels().fine().pass;
  const PowerDiagram diagram = diagram_of(result, problem, solution.diagram, pass, options.effort);
  certify_where_stops_are(result, problem, diagram, solver.levels(), resolve_threads(options.threads));
  return result;
}

Partition partition_balanced(const Points& points, const Problem& problem, const PartitionOptions& options,
                             const Deadline& deadline) {
  if (asks_for_ground(options)) return solve_on_ground(points, problem, options, deadline);
  return solve(problem, options, deadline, options.start ? &*options.start : nullptr);
}

}  // namespace equizone
