#include "equizone/partition/partition.hpp"

#include <optional>

#include "equizone/clustering/lloyd.hpp"
#include "partition/certificate.hpp"
#include "partition/result.hpp"
#include "partition/solver.hpp"

namespace equizone {

namespace {

void check_start(const Start& start, const Points& points, const PartitionOptions& options) {
  if (start.labels.size() == 0 && start.centers.cols() == 0)
    throw InputError("start has neither labels nor centers; give one of them");
  if (start.labels.size() > 0) check_labels(start.labels, points.cols(), options.zones, "start.labels");
  if (start.centers.cols() > 0) {
    if (start.centers.cols() != options.zones)
      throw InputError(
          message("start.centers has ", start.centers.cols(), " centers but zones is ", options.zones));
    check_points(start.centers, "start.centers");
  }
  if (start.offsets.size() > 0 && start.offsets.size() != options.zones)
    throw InputError(
        message("start.offsets has ", start.offsets.size(), " entries but zones is ", options.zones));
  if (!(start.offsets.array().abs() <= max_coordinate_m * max_coordinate_m).all())
    throw InputError("start.offsets has an entry that is not finite, or larger than 1e30 m^2");
}

// Load centroids of given labels; a zone without stops starts at the stop that lies worst.
Points centers_of_labels(const Problem& problem, const Labels& labels) {
  Points centers = problem.to_units(describe(problem, labels, 1).centers);
  reseed_empty_zones(problem.points, problem.loads, labels, centers);
  return centers;
}

PowerDiagram diagram_of(const Start& start, const Problem& problem) {
  PowerDiagram diagram;
  diagram.centers =
      start.centers.cols() > 0 ? problem.to_units(start.centers) : centers_of_labels(problem, start.labels);
  diagram.offsets = start.offsets.size() > 0 ? Values(start.offsets / (problem.unit_m * problem.unit_m))
                                             : Values::Zero(problem.zones());
  return diagram;
}

bool has_heavy_stop(const Problem& problem) {
  return problem.loads.maxCoeff() > problem.bounds.upper.maxCoeff() * (1 + 1e-12);
}

// The stops where they truly are, in the order of the levels.
Level unspread(const Problem& problem, const std::vector<std::int32_t>& order, int threads) {
  return {sort_stops(problem.points, problem.loads, order, threads), threads};
}

void certify_where_stops_are(Partition& result, const Problem& problem, const PowerDiagram& diagram,
                             const Levels& levels, int threads) {
  if (!levels.shared_places()) return certify(result, problem, diagram, levels.fine().pass);
  Level level = unspread(problem, levels.fine().stops.order, threads);
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
  Level level = unspread(problem, hilbert_order(problem.points, 0.0, threads), threads);
  const SoftTargets loads{result.zone_loads, result.zone_loads};
  certify(result, problem,
          fit_offsets(level.pass, problem, problem.to_units(result.centers), solution.diagram,
                      result.zone_loads, loads, options.effort),
          level.pass);
  return result;
}

// Both stages without `start`, stage 2 alone from it.
Partition solve(const Problem& problem, const PartitionOptions& options,
                const std::optional<PowerDiagram>& start) {
  if (has_heavy_stop(problem)) return solve_heavy(problem, options, start);
  Solver solver(problem, options);
  const Solution solution = start ? solver.balance(*start) : solver.solve();
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  PowerPass& pass = solver.levels().fine().pass;
  const PowerDiagram diagram =
      fit_offsets(pass, problem, problem.to_units(result.centers), solution.diagram, problem.aim,
                  soft_targets(problem.bounds, problem.aim, 1.0), options.effort);
  certify_where_stops_are(result, problem, diagram, solver.levels(), resolve_threads(options.threads));
  return result;
}

}  // namespace

Partition partition(const Points& points, const Values& loads, const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  if (!options.start) return solve(problem, options, {});
  check_start(*options.start, points, options);
  return solve(problem, options, diagram_of(*options.start, problem));
}

Partition balance(const Points& points, const Values& loads, const Start& start,
                  const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  check_start(start, points, options);
  return solve(problem, options, diagram_of(start, problem));
}

Partition kmeans(const Points& points, const Values& loads, const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  Solver solver(problem, options);
  Points centers;
  if (options.start) {
    check_start(*options.start, points, options);
    centers = diagram_of(*options.start, problem).centers;
  } else {
    centers = solver.seeds(0);
  }
  solver.cluster(centers, solver.effort().lloyd_alone);
  const PowerDiagram nearest{centers, Values::Zero(problem.zones())};
  Partition result = describe(problem, solver.labels_of(nearest), resolve_threads(options.threads));
  judge(result, problem, false);
  certify_where_stops_are(result, problem, {problem.to_units(result.centers), nearest.offsets},
                          solver.levels(), resolve_threads(options.threads));
  return result;
}

}  // namespace equizone
