#include "medoids/medoid_solver.hpp"

#include <algorithm>

#include "medoids/assignment.hpp"
#include "medoids/first_medians.hpp"
#include "medoids/one_piece_search.hpp"
#include "medoids/regions.hpp"
#include "medoids/zone_medians.hpp"
#include "partition/asking.hpp"

namespace equizone {

namespace {

constexpr std::uint64_t drawing_stream = 11;  // of random numbers
constexpr std::uint64_t regions_stream = 12;

// Beyond, searches over streets take so long that default leaves the regions out.
constexpr Index many_stops = 10'000;

// The smaller the station, the more depends on single medians, and the less a start or a try costs.
int random_starts(Index stops) {
  if (stops <= 500) return 8;
  if (stops <= few_stops) return 3;
  return stops <= many_stops ? 1 : 0;
}

int region_rounds(Index stops) {
  if (stops <= few_stops) return 4;
  return stops <= many_stops ? 1 : 0;
}

int tries_per_region(Index stops) { return static_cast<int>(std::clamp<Index>(24'000 / stops, 4, 60)); }

MedoidEffort plan_effort(Effort effort, Index stops, Index zones) {
  constexpr Index few = 10;  // the nearest to the last median, where stops are many
  MedoidEffort plan{.settling = {.moves = effort == Effort::fast ? 8 : 20,
                                 .whole_moves = 4,
                                 .width = list_width(stops, zones),
                                 .candidates = stops <= few_stops ? stops : few,
                                 .final_candidates = stops},
                    .drawn = random_starts(stops),
                    .rounds = region_rounds(stops),
                    .tries = tries_per_region(stops)};
  if (effort == Effort::fast) plan.drawn = plan.rounds = 0;
  if (effort == Effort::thorough) plan.rounds = std::max(1, 6 * plan.rounds);
  return plan;
}

std::int64_t repair_budget_around_medians(Index stops) {
  return 20'000'000 + 500 * static_cast<std::int64_t>(stops);
}

}  // namespace

MedoidSolver::MedoidSolver(const MedoidProblem& problem, const PartitionOptions& options,
                           const Deadline& deadline)
    : problem_(problem),
      options_(options),
      deadline_(deadline),
      effort_(plan_effort(options.effort, problem.stops(), problem.zones())),
      budget_(repair_budget_around_medians(problem.stops())) {}

GoOn MedoidSolver::asking(const char* stage) const { return equizone::asking(options_, deadline_, stage); }

void MedoidSolver::keep(Division&& found) {
  if (best_.labels.size() == 0 || found.better_than(best_)) best_ = std::move(found);
}

void MedoidSolver::try_labels(Labels labels) {
  const GoOn go_on = asking("medians");
  const Settling settling(problem_, effort_.settling, budget_, go_on);
  std::vector<Index> first(static_cast<std::size_t>(problem_.zones()), 0);
  fill_empty_zones(first, labels);
  const auto members = members_of(labels, problem_.zones());
  std::transform(members.begin(), members.end(), first.begin(),
                 [](const std::vector<std::int32_t>& zone) { return zone[zone.size() / 2]; });
  const std::vector<Index> medians = medians_of(problem_, labels, first, problem_.stops());
  const Values none = Values::Zero(problem_.zones());
  keep(settling.measured(labels, medians, none));
  if (deadline_.passed()) return;
  keep(settling.from_labels(labels, medians, none));
  keep(settling.from_medians(medians, none));
}

void MedoidSolver::try_medians(std::vector<Index> medians) {
  const GoOn go_on = asking("medians");
  const Settling settling(problem_, effort_.settling, budget_, go_on);
  keep(settling.from_medians(std::move(medians), Values::Zero(problem_.zones())));
}

void MedoidSolver::try_drawn_medians() {
  Random random(options_.seed, drawing_stream);
  for (int start = 0; start < effort_.drawn && !deadline_.passed(); ++start)
    try_medians(drawn_medians(problem_, random));
}

void MedoidSolver::search_regions() {
  const GoOn go_on = asking("regions");
  const GoOn time_left = [this](double) { return !deadline_.passed(); };
  RegionSearch search(problem_, effort_.settling.width, Random(options_.seed, regions_stream), time_left);
  search.run(best_, effort_.rounds, effort_.tries, go_on);
}

Division MedoidSolver::in_one_piece(ZoningState& state, const std::vector<Index>& host) {
  constexpr Index most_distances = 20'000'000;
  const GoOn go_on = asking("one piece");
  const Settling settling(problem_, effort_.settling, budget_, go_on);
  std::vector<Index> medians = medians_of(problem_, state.labels(), best_.medians, problem_.stops());
  if (problem_.stops() * problem_.zones() <= most_distances)
    lower_cost_in_one_piece(problem_, state, medians, go_on);
  Labels labels = state.labels();
  for (Index stop = 0; stop < labels.size(); ++stop)
    labels[stop] = state.labels()[host[static_cast<std::size_t>(stop)]];
  if (labels != state.labels()) medians = medians_of(problem_, labels, medians, problem_.stops());
  return settling.measured(std::move(labels), std::move(medians), Values::Zero(problem_.zones()));
}

void MedoidSolver::replace_by(Division found) { best_ = std::move(found); }

double MedoidSolver::fit_offsets() {
  const GoOn time_left = [](double) { return true; };
  const Settling settling(problem_, effort_.settling, budget_, time_left);
  best_.offsets = Values::Zero(problem_.zones());
  Labels unused;
  NearZones near = settling.near_zones(best_.medians, best_.offsets);
  assign_parts(problem_, near, best_.offsets, unused);
  // Lists of the zones that are best at these offsets have the best of all, where offsets are of visits.
  if (!near.all && problem_.visits != problem_.loads) return 0;
  if (!near.all) near = settling.near_zones(best_.medians, best_.offsets);
  return std::clamp(dual_value(problem_, near, best_.offsets), 0.0, best_.cost);
}

}  // namespace equizone
