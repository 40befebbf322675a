#include "partition/solver.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "equizone/balancing/exhaustive.hpp"
#include "equizone/balancing/finish.hpp"
#include "equizone/balancing/follow_centers.hpp"
#include "equizone/balancing/level_out.hpp"
#include "equizone/core/random.hpp"
#include "equizone/seeding/runs.hpp"
#include "partition/asking.hpp"
#include "partition/first_centers.hpp"
#include "partition/whole_stops.hpp"
#include "partition/zone_sums.hpp"

namespace equizone {

namespace {

// Beyond, zones have so many stops that moving single ones lowers the cost by little.
constexpr Index all_at_once = 200'000;

// What default does for a station: where stops are few, more of all.
struct StationPlan {
  int starts;
  int finished;
  int improving;
};

StationPlan plan_station(Index stops, Index zones) {
  constexpr double starts_in_all = 1'280;  // times zones: where few centers stand matters more
  constexpr double most_starts = 128;
  constexpr double tries_in_all = 24'000;  // improving: stops times tries per zone
  constexpr double few_stops = 500;        // beyond, a plan should be there at once
  const auto n = static_cast<double>(stops);
  const double haste = std::pow(std::max(1.0, n / few_stops), 3);
  const double by_zones = std::min(most_starts, starts_in_all / static_cast<double>(zones));
  const int starts = std::max(4, static_cast<int>(by_zones / (haste * haste)));
  return {starts, std::max(4, starts / 2), static_cast<int>(tries_in_all / (n * haste))};
}

EffortPlan plan_effort(Effort effort, Index stops, Index zones) {
  const bool station_size = stops <= 20'000;
  const bool city = stops > all_at_once;
  const StationPlan station = plan_station(stops, zones);
  // With few zones much depends on where the first centers stand, and another start costs little.
  const int starts = static_cast<int>(std::clamp<Index>(1000 / zones, 1, 5));
  switch (effort) {
    case Effort::fast:
      return {.center_moves = city ? 24 : 16,
              .refining_moves = 6,
              .newton_steps = city ? 6 : 2,
              .room_share = 0.8,
              .starts = station_size ? 1 : starts,
              .finished = 1,
              .improving = 0,
              .search_tree = 50'000};
    case Effort::standard:
      return {.center_moves = station_size ? 40 : 60,
              .refining_moves = 20,
              .newton_steps = 6,
              .room_share = 0.9,
              .starts = station_size ? station.starts : starts,
              .finished = station_size ? station.finished : 1,
              .improving = station_size ? station.improving : 0,
              .search_tree = 300'000};
    case Effort::thorough:
      return {.center_moves = 120,
              .refining_moves = 40,
              .newton_steps = 6,
              .room_share = 0.9,
              .starts = station_size ? 32 : 2 * starts,
              .finished = station_size ? 16 : 1,
              .improving = 600,
              .search_tree = 5'000'000};
  }
  return {};
}

// Thorough goes on from default: its own starts alone may all end in dearer places.
std::vector<Effort> efforts_up_to(Effort effort) {
  if (effort == Effort::thorough) return {Effort::standard, Effort::thorough};
  return {effort};
}

constexpr std::uint64_t improving_stream = 2;  // of random numbers; first_centers() has the first

}  // namespace

Solver::Solver(const Problem& problem, const PartitionOptions& options, const Deadline& deadline)
    : problem_(problem),
      options_(options),
      promise_(within_a_stop(problem.bounds, problem.aim, problem.loads.maxCoeff())),
      budget_(repair_budget(problem.stops())),
      effort_(plan_effort(options.effort, problem.stops(), problem.zones())),
      deadline_(deadline),
      levels_(problem.points, problem.loads, problem.zones(), resolve_threads(options.threads)),
      soft_(soft_targets(problem.bounds, problem.aim, effort_.room_share)) {}

GoOn Solver::asking(const char* stage) const { return equizone::asking(options_, deadline_, stage); }

Labels Solver::labels_of(const PowerDiagram& diagram) {
  Labels labels;
  PassResult result;
  levels_.fine().pass.label(diagram, labels, result);
  fill_empty_zones(labels, problem_.points, diagram.centers);
  return labels;
}

Solver::Relaxed Solver::follow(Level& level, const PowerDiagram& start, int moves) {
  constexpr double over_relaxation = 1.4;  // overshooting the centroid reaches the optimum in fewer moves
  constexpr int settling_moves = 4;        // the last ones do not overshoot
  CenterFollower follower(level.pass, problem_.aim, soft_);
  follower.start(start);
  follower.move_centers(std::max(0, moves - settling_moves), over_relaxation, asking("balancing"));
  follower.move_centers(std::min(moves, settling_moves), 1.0, asking("balancing"));
  const double precision = std::max(0.1 * soft_.room() / problem_.aim.mean(), 0.5 * stop_share(problem_));
  follower.settle(effort_.newton_steps, precision);
  return {follower.diagram(), spread(follower.result().zones)};
}

// Centers find their places at the coarsest level.
Solver::Relaxed Solver::search(const PowerDiagram& start) {
  return follow(levels_.coarsest(), start, effort_.center_moves);
}

// Down to all stops, where a single move is enough.
Solver::Relaxed Solver::refine(Relaxed relaxed) {
  for (std::size_t level = 1; level < levels_.count(); ++level) {
    const bool last = level + 1 == levels_.count();
    relaxed = follow(levels_[level], relaxed.diagram, last ? 1 : effort_.refining_moves);
  }
  return relaxed;
}

Solution Solver::balance(const PowerDiagram& start, const Labels& labels) {
  Solution solution = from_diagram(refine(search(start)).diagram);
  if (labels.size() > 0) {
    Solution found = from_labels(labels, solution.diagram);
    if (found.better_than(solution)) solution = std::move(found);
  }
  fall_back_on_runs(solution);
  keep_promise(solution);
  search_exhaustively(solution);
  return solution;
}

Solution Solver::from_labels(Labels labels, const PowerDiagram& diagram) {
  fill_empty_zones(labels, problem_.points, diagram.centers);
  if (problem_.stops() > all_at_once) return measured(std::move(labels), diagram);
  ZoningState state(graph(), problem_.bounds, std::move(labels));
  finish(state, budget_, asking("whole stops"));
  return measured(state.labels(), diagram);
}

Solution Solver::from_diagram(const PowerDiagram& diagram) {
  return to_whole_stops(labels_of(diagram), diagram);
}

// Runs of the curve are balanced to within the heaviest stop whatever the places are, also where no diagram
// is, since many stops share few places. They cost more: nothing is gained by a violation that is only
// smaller, unless the promise is broken.
void Solver::fall_back_on_runs(Solution& solution) {
  if (solution.violation <= 0 || deadline_.passed()) return;
  const bool far_off = solution.breach > 0;
  if (!far_off && problem_.stops() > all_at_once) return;
  const SortedStops& stops = levels_.fine().stops;
  const PowerDiagram diagram{centers_of_runs(stops, problem_.aim), Values::Zero(problem_.zones())};
  Solution found = to_whole_stops(labels_of_runs(stops, problem_.aim), diagram);
  if ((far_off || found.violation <= 0) && found.better_than(solution)) solution = std::move(found);
}

// Where targets lie far apart, runs of the curve fall short as well: every zone gets a stop, and the small
// targets of a whole stretch may be less than theirs. What cannot be in the bounds is then brought to within
// the heaviest stop, and stays there, as the search worsens no zone.
void Solver::keep_promise(Solution& solution) {
  if (solution.breach <= 0 || deadline_.passed()) return;
  const GoOn go_on = asking("whole stops");
  ZoningState state(graph(), promise_, solution.labels);
  repair(state, budget_, go_on);
  LevelOut(state, problem_.aim).run(go_on);
  ZoningState within(graph(), problem_.bounds, state.labels());
  BorderStops borders(within);
  lower_cost(within, borders, go_on);
  Solution found = measured(within.labels(), solution.diagram);
  if (found.better_than(solution)) solution = std::move(found);
}

Solution Solver::to_whole_stops(Labels labels, const PowerDiagram& diagram) {
  const GoOn go_on = asking("whole stops");
  if (problem_.stops() > all_at_once) {
    LocalFinish(problem_, diagram).run(labels, resolve_threads(options_.threads), go_on, [this](double) {
      return !deadline_.passed();
    });
    return measured(std::move(labels), diagram);
  }
  if (levels_.shared_places()) labels = whole_stops_apart(std::move(labels));
  ZoningState state(graph(), problem_.bounds, std::move(labels));
  finish(state, budget_, go_on);
  return measured(state.labels(), diagram);
}

// Where many stops share few places, each has many neighbours that are alike, and chains are lost among them.
// Laid out around their places, every stop has its own: from there, the bounds are found at once.
Labels Solver::whole_stops_apart(Labels labels) {
  if (!stops_apart_) {
    points_apart_ = levels_.fine_points();
    stops_apart_.emplace(points_apart_, problem_.loads);
  }
  ZoningState state(*stops_apart_, problem_.bounds, std::move(labels));
  finish(state, budget_, asking("whole stops"));
  return state.labels();
}

// Zones move and change names: the diagram starts anew from where they are.
void Solver::improve(Solution& solution) {
  const std::int64_t many = tries(effort_.improving);
  if (many == 0 || problem_.stops() > all_at_once || deadline_.passed()) return;
  ZoningState state(graph(), problem_.bounds, solution.labels);
  anneal(state, many, Random(options_.seed, improving_stream), budget_, asking("improving"));
  PowerDiagram diagram{Points(2, problem_.zones()), Values::Zero(problem_.zones())};
  for (Index zone = 0; zone < problem_.zones(); ++zone) diagram.centers.col(zone) = state.mass(zone).centroid;
  Solution found = measured(state.labels(), diagram);
  if (found.better_than(solution)) solution = std::move(found);
}

const StopGraph& Solver::graph() {
  if (!graph_) graph_.emplace(problem_.points, problem_.loads);
  return *graph_;
}

// The larger the zones, the longer a try takes and the less it finds: there the relaxed solution is near the
// best of whole stops.
std::int64_t Solver::tries(int per_zone) const {
  constexpr double few_stops = 15;  // per zone
  const double share = std::min(1.0, few_stops * stop_share(problem_));
  return std::llround(per_zone * static_cast<double>(problem_.zones()) * share * std::sqrt(share));
}

Solution Solver::measured(Labels labels, const PowerDiagram& diagram) const {
  const std::vector<Sums> zones = zone_sums(problem_, labels, resolve_threads(options_.threads));
  Solution solution{.labels = std::move(labels), .diagram = diagram, .cost = spread(zones)};
  for (Index zone = 0; zone < problem_.zones(); ++zone) {
    const double load = zones[static_cast<std::size_t>(zone)].load;
    solution.breach += promise_.violation(zone, load);
    solution.violation += problem_.bounds.violation(zone, load);
  }
  return solution;
}

Solution Solver::solve() {
  Solution best;
  best.breach = best.violation = std::numeric_limits<double>::infinity();
  for (const Effort effort : efforts_up_to(options_.effort)) {
    effort_ = plan_effort(effort, problem_.stops(), problem_.zones());
    try_starts(best);
    fall_back_on_runs(best);
    keep_promise(best);
    improve(best);
  }
  search_exhaustively(best);
  return best;
}

void Solver::try_starts(Solution& best) {
  const auto time_is_up = [&](bool something_found) { return something_found && deadline_.passed(); };
  const bool found_before = best.labels.size() > 0;
  std::vector<Relaxed> starts;
  for (int start = 0; start < effort_.starts; ++start) {
    if (time_is_up(found_before || start > 0)) break;
    starts.push_back(search({first_centers(levels_.coarsest().stops, problem_.aim, options_.seed, start),
                             Values::Zero(problem_.zones())}));
  }
  std::stable_sort(starts.begin(), starts.end(),
                   [](const Relaxed& left, const Relaxed& right) { return left.cost < right.cost; });
  starts.resize(std::min(starts.size(), static_cast<std::size_t>(effort_.finished)));

  // Whole stops cost more than parts of them, and the local search wins back less than this.
  constexpr double hopeless = 1.002;
  for (Relaxed& start : starts) {
    if (time_is_up(best.labels.size() > 0)) break;
    const Relaxed refined = refine(std::move(start));
    if (best.violation <= 0 && refined.cost > hopeless * best.cost) continue;
    Solution found = from_diagram(refined.diagram);
    if (found.better_than(best)) best = std::move(found);
  }
}

void Solver::search_exhaustively(Solution& solution) const {
  constexpr Index tiny = 12;
  if (problem_.stops() > tiny) return;
  ExhaustiveSearch search(problem_.points, problem_.loads, problem_.bounds, effort_.search_tree);
  const bool within = solution.violation <= 0;
  const auto outcome =
      search.run(within ? solution.cost : std::numeric_limits<double>::infinity(), asking("all assignments"));
  if (outcome.best) {
    solution.labels = *outcome.best;
    solution.breach = 0;
    solution.violation = 0;
  }
  solution.proven = outcome.finished && !outcome.best && !within;
}

}  // namespace equizone
