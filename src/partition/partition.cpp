#include "equizone/partition/partition.hpp"

#include <limits>
#include <optional>

#include "equizone/balancing/finish.hpp"
#include "partition/asking.hpp"
#include "partition/certificate.hpp"
#include "partition/ground.hpp"
#include "partition/heavy_stops.hpp"
#include "partition/parts.hpp"
#include "partition/result.hpp"
#include "partition/solver.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

bool has_heavy_stop(const Problem& problem) {
  return problem.loads.maxCoeff() > problem.bounds.upper.maxCoeff() * (1 + 1e-12);
}

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

// The diagram of a finished result. Stops that exceed every upper bound forbid the bounds: offsets are then
// fitted to the loads as they are.
PowerDiagram diagram_of(const Partition& result, const Problem& problem, const PowerDiagram& from,
                        PowerPass& pass, Effort effort) {
  const Points centers = problem.to_units(result.centers);
  if (!has_heavy_stop(problem)) return best_offsets(pass, problem, centers, from, effort);
  const SoftTargets loads{result.zone_loads, result.zone_loads};
  return fit_offsets(pass, problem, centers, from, result.zone_loads, loads, effort);
}

Partition solve_heavy(const Problem& problem, const PartitionOptions& options,
                      const std::optional<PowerDiagram>& start) {
  const int threads = resolve_threads(options.threads);
  const Solution solution = solve_with_heavy_stops(problem, options, start);
  Partition result = judged(problem, solution, resolve_threads(options.threads));
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  certify(result, problem, diagram_of(result, problem, solution.diagram, level.pass, options.effort),
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
  const PowerDiagram diagram = diagram_of(result, problem, solution.diagram, pass, options.effort);
  certify_where_stops_are(result, problem, diagram, solver.levels(), resolve_threads(options.threads));
  return result;
}

// Each part of the ground by itself, guests with their hosts.
Labels solve_parts(const Points& points, const Problem& problem, const PartitionOptions& options,
                   const Ground& ground) {
  const Points places = ground.places(points);
  const auto zones = zones_of_parts(ground, problem);
  Labels labels(points.cols());
  for (std::size_t part = 0; part < zones.size(); ++part) {
    const std::vector<Index>& stops = ground.parts[part];
    PartitionOptions own = options_of_part(options, problem.bounds, zones[part]);
    if (zones.size() == 1) own.start = options.start;
    const Problem alone = make_problem(places(Eigen::all, stops), problem.loads(stops), own);
    std::optional<PowerDiagram> start;
    if (own.start) start = start_diagram(*own.start, alone);
    const Labels found = solve(alone, own, start).labels;
    for (std::size_t i = 0; i < stops.size(); ++i)
      labels[stops[i]] =
          static_cast<std::int32_t>(zones[part][static_cast<std::size_t>(found[static_cast<Index>(i)])]);
  }
  return labels;
}

// Barriers leave few ways for chains: where bounds are still missed, neighbouring zones are divided anew.
void mend(ZoningState& state, std::int64_t& budget, std::uint64_t seed, const GoOn& go_on) {
  constexpr Index station_size = 20'000;
  constexpr std::uint64_t stream = 3;  // of random numbers; the solver has those below
  constexpr int rounds = 4;
  constexpr std::int64_t tries_per_zone = 100;
  if (state.graph().stops() > station_size) return;
  for (int round = 0; round < rounds && state.total_violation() > 0 && go_on(double(round) / rounds);
       ++round) {
    RuinAndRecreate(state, Random(seed, stream + static_cast<std::uint64_t>(round)))
        .run(tries_per_zone * state.zones(), go_on);
    repair(state, budget, go_on, Wholeness::stay_whole);
  }
}

// Brings every zone into one piece on the ground, within its bounds if moves can.
Labels in_one_piece(const Problem& problem, const PartitionOptions& options, const Ground& ground,
                    Labels labels) {
  const Deadline deadline(options.time_limit_s);
  const StopGraph graph(problem.points, problem.loads, ground.graph);
  ZoningState state(graph, problem.bounds, std::move(labels));
  std::int64_t budget = repair_budget(problem.stops());
  constexpr int rounds = 20;  // a piece may go to a piece that goes elsewhere itself
  for (int round = 0; round < rounds && state.pieces().size() > static_cast<std::size_t>(problem.zones());
       ++round)
    join_small_pieces(state);
  const GoOn go_on = asking(options, deadline, "one piece");
  finish(state, budget, go_on, Wholeness::stay_whole);
  mend(state, budget, options.seed, go_on);
  return state.labels();
}

int attempts(const PartitionOptions& options) {
  if (options.start) return 1;
  switch (options.effort) {
    case Effort::fast:
      return 2;
    case Effort::standard:
      return 8;
    case Effort::thorough:
      return 24;
  }
  return 1;
}

// Zones in one piece, from other centers again as long as bounds are missed: where barriers leave few ways,
// much depends on which zones lie beyond a crossing.
Partition best_whole(const Points& points, const Problem& problem, const PartitionOptions& options,
                     const Ground& ground) {
  const Deadline deadline(options.time_limit_s);
  PartitionOptions varied = options;
  Partition best;
  double least = std::numeric_limits<double>::infinity();
  for (int attempt = 0; attempt < attempts(options); ++attempt) {
    varied.seed = options.seed + static_cast<std::uint64_t>(attempt);
    Partition found =
        describe(problem, in_one_piece(problem, varied, ground, solve_parts(points, problem, varied, ground)),
                 resolve_threads(options.threads));
    const double violation = problem.bounds.violation(found.zone_loads);
    if (violation < least) {
      least = violation;
      best = std::move(found);
    }
    if (least <= 0 || deadline.passed()) break;
  }
  return best;
}

// A zone in several pieces although it was asked for one, or bounds that pieces forbid.
void judge_pieces(Partition& result, const Problem& problem, const PartitionOptions& options,
                  const Ground& ground) {
  const StopGraph graph(problem.points, problem.loads, ground.graph);
  const ZoningState state(graph, problem.bounds, result.labels);
  for (std::int32_t zone = 0; zone < static_cast<std::int32_t>(problem.zones()); ++zone) {
    const std::size_t pieces = state.count_pieces(zone);
    if (pieces < 2) continue;
    if (result.status == Status::ok) result.status = Status::not_reached;
    result.reason +=
        message(result.reason.empty() ? "" : "; ", "zone ", zone, " lies in ", pieces, " pieces");
    return;
  }
  if (result.status == Status::not_reached)
    result.reason += message(
        "; zones were kept in one piece", options.barriers.empty() ? "" : " on their side of the barriers",
        ground.parts.size() > 1
            ? message(", and barriers divide the stops into ", ground.parts.size(), " parts of whole zones")
            : "");
}

Partition solve_on_ground(const Points& points, const Problem& problem, const PartitionOptions& options) {
  const Ground ground = survey(points, problem, options);
  const bool whole = options.contiguous || !options.barriers.empty();
  const int threads = resolve_threads(options.threads);
  Partition result = whole ? best_whole(points, problem, options, ground)
                           : describe(problem, solve_parts(points, problem, options, ground), threads);
  judge(result, problem, false);
  if (whole) judge_pieces(result, problem, options, ground);
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  const PowerDiagram from{problem.to_units(result.centers), Values::Zero(problem.zones())};
  certify(result, problem, diagram_of(result, problem, from, level.pass, options.effort), level.pass);
  result.enclosed = ground.enclosed;
  result.outliers = ground.outliers;
  return result;
}

bool asks_for_ground(const PartitionOptions& options) {
  return options.contiguous || options.flag_outliers || !options.barriers.empty();
}

}  // namespace

Partition partition(const Points& points, const Values& loads, const PartitionOptions& options) {
  const Problem problem = make_problem(points, loads, options);
  check_barriers(options.barriers);
  if (asks_for_ground(options)) return solve_on_ground(points, problem, options);
  if (!options.start) return solve(problem, options, {});
  return solve(problem, options, start_diagram(*options.start, problem));
}

Partition balance(const Points& points, const Values& loads, const Start& start,
                  const PartitionOptions& options) {
  if (asks_for_ground(options)) {
    PartitionOptions all = options;
    all.start = start;
    return partition(points, loads, all);
  }
  const Problem problem = make_problem(points, loads, options);
  return solve(problem, options, start_diagram(start, problem));
}

}  // namespace equizone
