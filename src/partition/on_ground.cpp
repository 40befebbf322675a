#include "partition/on_ground.hpp"

#include <limits>
#include <optional>

#include "equizone/balancing/finish.hpp"
#include "partition/asking.hpp"
#include "partition/balanced.hpp"
#include "partition/certificate.hpp"
#include "partition/ground.hpp"
#include "partition/levels.hpp"
#include "partition/parts.hpp"
#include "partition/result.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

bool asks_for_one_piece(const PartitionOptions& options) {
  return options.contiguous || !options.barriers.empty() || options.graph.has_value();
}

// Each part of the ground by itself, guests with their hosts.
Labels solve_parts(const Points& points, const Problem& problem, const PartitionOptions& options,
                   const Deadline& deadline, const Ground& ground) {
  const Points places = ground.places(points);
  const auto zones = zones_of_parts(ground, problem);
  Labels labels(points.cols());
  for (std::size_t part = 0; part < zones.size(); ++part) {
    const std::vector<Index>& stops = ground.parts[part];
    PartitionOptions own = options_of_part(options, problem.bounds, zones[part]);
    if (zones.size() == 1) own.start = options.start;
    if (own.start && own.start->labels.size() > 0) own.start->labels = Labels(own.start->labels(stops));
    const Problem alone = make_problem(places(Eigen::all, stops), problem.loads(stops), own);
    const Labels found = solve(alone, own, deadline, own.start ? &*own.start : nullptr).labels;
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
    RuinAndRecreate(state, Random(seed, stream + static_cast<std::uint64_t>(round)), Wholeness::stay_whole)
        .run(tries_per_zone * state.zones(), go_on);
    repair(state, budget, go_on, Wholeness::stay_whole);
  }
}

// What lies beyond a barrier was not known when centers were placed: the cost is lowered once more.
void improve(ZoningState& state, const PartitionOptions& options, const GoOn& go_on) {
  constexpr Index station_size = 20'000;
  constexpr std::uint64_t stream = 20;
  constexpr std::int64_t tries_per_zone = 300;
  if (options.effort != Effort::thorough || state.graph().stops() > station_size) return;
  RuinAndRecreate(state, Random(options.seed, stream), Wholeness::stay_whole)
      .run(tries_per_zone * state.zones(), go_on);
}

void join_pieces(ZoningState& state) {
  constexpr int rounds = 20;  // a piece may go to a piece that goes elsewhere itself
  for (int round = 0; round < rounds && state.pieces().size() > static_cast<std::size_t>(state.zones());
       ++round)
    join_small_pieces(state);
}

// Brings every zone into one piece on the ground, within its bounds if moves can.
Labels in_one_piece(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                    const Ground& ground, Labels labels) {
  const StopGraph graph(problem.points, problem.loads, ground.graph);
  ZoningState state(graph, problem.bounds, std::move(labels));
  std::int64_t budget = repair_budget(problem.stops());
  join_pieces(state);
  const GoOn go_on = asking(options, deadline, "one piece");
  finish(state, budget, go_on, Wholeness::stay_whole);
  mend(state, budget, options.seed, go_on);
  if (state.total_violation() <= 0) improve(state, options, go_on);
  return state.labels();
}

int attempts(const PartitionOptions& options) {
  if (options.start) return 1;
  return options.effort == Effort::fast ? 2 : 8;
}

// Zones in one piece, from other centers again as long as bounds are missed: where barriers leave few ways,
// much depends on which zones lie beyond a crossing.
void try_whole(Partition& best, const Points& points, const Problem& problem, const PartitionOptions& options,
               const Deadline& deadline, const Ground& ground) {
  PartitionOptions varied = options;
  const auto violation = [&](const Partition& result) {
    return result.labels.size() > 0 ? problem.bounds.violation(result.zone_loads)
                                    : std::numeric_limits<double>::infinity();
  };
  for (int attempt = 0; attempt < attempts(options); ++attempt) {
    varied.seed = options.seed + static_cast<std::uint64_t>(attempt);
    Labels labels = solve_parts(points, problem, varied, deadline, ground);
    Partition found = describe(problem, in_one_piece(problem, varied, deadline, ground, std::move(labels)),
                               resolve_threads(options.threads));
    const double now = violation(found), before = violation(best);
    if (now < before || (now == before && found.cost < best.cost)) best = std::move(found);
    if (now <= 0 || deadline.passed()) break;
  }
}

// Thorough goes on from default, so that it is never dearer.
Partition best_whole(const Points& points, const Problem& problem, const PartitionOptions& options,
                     const Deadline& deadline, const Ground& ground) {
  Partition best;
  if (options.effort == Effort::thorough) {
    PartitionOptions standard = options;
    standard.effort = Effort::standard;
    try_whole(best, points, problem, standard, deadline, ground);
    if (deadline.passed()) return best;
  }
  try_whole(best, points, problem, options, deadline, ground);
  return best;
}

}  // namespace

Labels brought_to_ground(const Problem& problem, const PartitionOptions& options, const Deadline& deadline,
                         const Ground& ground, Labels labels) {
  for (Index stop = 0; stop < labels.size(); ++stop)
    labels[stop] = labels[ground.host[static_cast<std::size_t>(stop)]];
  if (!asks_for_one_piece(options)) return labels;
  const GoOn go_on = asking(options, deadline, "one piece");
  const StopGraph graph(problem.points, problem.loads, ground.graph);
  ZoningState state(graph, problem.bounds, std::move(labels));
  std::int64_t budget = repair_budget(problem.stops());
  join_pieces(state);
  repair(state, budget, go_on, Wholeness::stay_whole);
  mend(state, budget, options.seed, go_on);
  return state.labels();
}

void judge_pieces(Partition& result, const Problem& problem, const PartitionOptions& options,
                  const Ground& ground) {
  if (!asks_for_one_piece(options)) return;
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
        ground.parts.size() > 1 ? message(", and no way leads between ", ground.parts.size(),
                                          " parts of the stops, each of whole zones")
                                : "",
        ground.enclosed.empty()
            ? ""
            : message("; ", ground.enclosed.size(), ground.enclosed.size() == 1 ? " stop" : " stops",
                      " in parts too small for a zone went to the nearest one"));
}

Partition solve_on_ground(const Points& points, const Problem& problem, const PartitionOptions& options,
                          const Deadline& deadline) {
  const Ground ground = survey(points, problem, options);
  const bool whole = asks_for_one_piece(options);
  const int threads = resolve_threads(options.threads);
  Partition result =
      whole ? best_whole(points, problem, options, deadline, ground)
            : describe(problem, solve_parts(points, problem, options, deadline, ground), threads);
  judge(result, problem, false);
  judge_pieces(result, problem, options, ground);
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  const PowerDiagram from{problem.to_units(result.centers), Values::Zero(problem.zones())};
  certify(result, problem, diagram_of(result, problem, from, level.pass, options.effort), level.pass);
  result.enclosed = ground.enclosed;
  result.outliers = ground.outliers;
  return result;
}

bool asks_for_ground(const PartitionOptions& options) {
  return options.flag_outliers || asks_for_one_piece(options);
}

}  // namespace equizone
