// Thiessen polygons of given or sampled seeds, plain and with weights that level the loads.

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include "equizone/balancing/finish.hpp"
#include "equizone/core/random.hpp"
#include "methods/literature.hpp"
#include "methods/weighted_centers.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

constexpr double most_moves = 1000;

// Different stops, drawn with equal chances.
Points sampled_stops(const Problem& problem, std::uint64_t seed) {
  constexpr std::uint64_t stream = 21;
  Random random(seed, stream);
  std::vector<Index> stops(static_cast<std::size_t>(problem.stops()));
  std::iota(stops.begin(), stops.end(), Index{0});
  Points seeds(2, problem.zones());
  for (Index zone = 0; zone < problem.zones(); ++zone) {
    const Index left = problem.stops() - zone;
    const Index other =
        zone + std::min(left - 1, static_cast<Index>(random.uniform() * static_cast<double>(left)));
    std::swap(stops[static_cast<std::size_t>(zone)], stops[static_cast<std::size_t>(other)]);
    seeds.col(zone) = problem.points.col(stops[static_cast<std::size_t>(zone)]);
  }
  return seeds;
}

// Seeds as given; else sampled, and moved to the load centroids of their polygons some times.
Points seeds_of(const MethodCall& call) {
  if (call.options.start) return start_diagram(*call.options.start, call.problem).centers;
  Points seeds = sampled_stops(call.problem, call.options.seed);
  const int threads = resolve_threads(call.options.threads);
  const auto moves = static_cast<int>(call.parameter("moves"));
  const GoOn go_on = call.go_on("seeds");
  Labels labels;
  for (int move = 0; move < moves && go_on(static_cast<double>(move) / moves); ++move) {
    assign(call.problem.points, WeightedCenters(seeds), threads, labels);
    Points moved = load_centroids(call.problem, labels, seeds);
    if (moved == seeds) break;
    seeds = std::move(moved);
  }
  return seeds;
}

MethodParameter moves(double standard) {
  return {
      .name = "moves",
      .standard = standard,
      .lowest = 0,
      .highest = most_moves,
      .meaning = "times that sampled seeds move to the load centroids of their polygons; given seeds stay"};
}

Divided divide(const MethodCall& call) {
  const Points seeds = seeds_of(call);
  Labels labels;
  assign(call.problem.points, WeightedCenters(seeds), resolve_threads(call.options.threads), labels);
  fill_empty_zones(labels, call.problem.points, seeds);
  return {std::move(labels), call.problem.zones(), {}, false};
}

Divided divide_by_factors(const MethodCall& call) {
  return {level_loads(call, seeds_of(call), {Weight::factor, false}), call.problem.zones(), {}, false};
}

Divided divide_by_offsets(const MethodCall& call) {
  return {level_loads(call, seeds_of(call), {Weight::offset, false}), call.problem.zones(), {}, false};
}

constexpr MethodBudget diagrams{.fast = 100, .standard = 300, .thorough = 1000};
const char* const how_leveled =
    "; ours are the steps: a zone's weight changes by a step of its own that grows while the zone stays too "
    "heavy or too light and is halved when that changes";

}  // namespace

Method voronoi() {
  return {{.name = "voronoi",
           .description = "Thiessen polygons of the centers in `start`, or of stops drawn at random",
           .source = "Thiessen, Monthly Weather Review 39 (1911) 1082-1084; Voronoi 1908",
           .complexity = "O(n k) a move",
           .guarantees = "every stop is with its nearest seed; loads are not looked at",
           .budget = {},
           .parameters = {moves(0)},
           .follows_graph = false},
          &divide};
}

Method voronoi_additive() {
  return {
      {.name = "voronoi_additive",
       .description = "Thiessen polygons by distance less an offset, offsets leveling the loads",
       .source = std::string("Moreno-Regidor, Garcia Lopez de Lacalle and Manso-Callejo, International "
                             "Journal of Geographical Information Science 26 (2012) 1811-1829") +
                 how_leveled,
       .complexity = "O(n k) a diagram, the budget is how many of them",
       .guarantees = "every stop is with the seed of the least distance - offset, but for zones that would "
                     "be empty; from given or drawn seeds some offsets level the loads to within single "
                     "stops, and the nearest diagram found is taken",
       .budget = diagrams,
       .parameters = {moves(10)},
       .follows_graph = false},
      &divide_by_offsets};
}

Method voronoi_multiplicative() {
  return {
      {.name = "voronoi_multiplicative",
       .description = "Thiessen polygons by distance times a factor, factors leveling the loads",
       .source = std::string("Galvao, Novaes, Souza de Cursi and Souza, Computers & Operations Research 33 "
                             "(2006) 93-114") +
                 how_leveled,
       .complexity = "O(n k) a diagram, the budget is how many of them",
       .guarantees = "every stop is with the seed of the least factor * distance, but for zones that would "
                     "be empty; zones may enclose others; the nearest diagram found is taken",
       .budget = diagrams,
       .parameters = {moves(10)},
       .follows_graph = false},
      &divide_by_factors};
}

}  // namespace equizone
