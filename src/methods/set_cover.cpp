// The cheapest choice of zones among many candidates, each stop in exactly one.

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/partition/partition.hpp"
#include "methods/all_zones.hpp"
#include "methods/candidate_zones.hpp"
#include "methods/cover_model.hpp"
#include "methods/literature.hpp"
#include "methods/stop_units.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

constexpr Index units_at_least = 2000;
constexpr Index units_per_zone = 64;

// Stops that stay together must be small beside a zone, and few enough for an integer program.
Index most_units(const Problem& problem) {
  return std::max(units_at_least, units_per_zone * problem.zones());
}

class SetCover {
 public:
  explicit SetCover(const MethodCall& call)
      : call_(call),
        bounds_(call.problem.bounds),
        units_(stop_units(call.points, call.problem.loads, most_units(call.problem),
                          resolve_threads(call.options.threads))),
        candidates_(units_.points, units_.loads),
        random_(call.options.seed, stream) {}

  Divided run() {
    const std::int64_t budget = call_.budget();
    const GoOn go_on = call_.go_on("candidates");
    const auto until = [&](std::int64_t number) {
      return [&, number] {
        return made_ < number && go_on(static_cast<double>(made_) / static_cast<double>(budget));
      };
    };
    divide_whole(until(budget / 2));
    bool proven = false;
    if (const auto all = all_zones(units_.loads, bounds_, budget)) {
      proven = choose_among(*all);
    } else {
      for (std::int64_t round = 1; round <= rounds && call_.problem.zones() > 1; ++round) {
        divide_groups(until(budget / 2 + budget / 2 * round / rounds));
        if (!call_.deadline.passed()) choose(Outside::priced);
      }
    }
    return {on_stops(), call_.problem.zones(), {}, proven && best_->violation > 0};
  }

 private:
  static constexpr std::uint64_t stream = 31;
  static constexpr std::int64_t rounds = 3;

  // Zones of partitions of the whole station, from curves turned at random; at least of one.
  template <class Until>
  void divide_whole(Until&& more) {
    std::vector<Index> zones(static_cast<std::size_t>(bounds_.zones()));
    std::iota(zones.begin(), zones.end(), Index{0});
    std::vector<std::int32_t> stops(static_cast<std::size_t>(units_.count()));
    std::iota(stops.begin(), stops.end(), 0);
    PartitionOptions options = options_for(zones);
    options.seed = call_.options.seed;
    options.start = given_start();
    do {
      const Labels labels = partition(units_.points, units_.loads, options).labels;
      consider(make_choice(candidates_, bounds_, add(stops, labels, bounds_.zones())));
      options.seed = random_.bits();
      options.start.reset();
    } while (more());
  }

  // Zones of new partitions of a few neighbouring zones, which fit where these were.
  template <class Until>
  void divide_groups(Until&& more) {
    constexpr Index smallest = 2;
    constexpr Index largest = 5;
    const Index zones = bounds_.zones();
    for (Index turn = 0; more(); ++turn) {
      const Index size = std::min(zones, smallest + turn / zones % (largest - smallest + 1));
      divide_group(nearest_zones(turn % zones, size));
    }
  }

  void divide_group(const std::vector<Index>& zones) {
    std::vector<std::int32_t> stops;
    for (const Index zone : zones) {
      const auto& members = candidates_.stops(candidate_of(zone));
      stops.insert(stops.end(), members.begin(), members.end());
    }
    std::sort(stops.begin(), stops.end());
    const Values loads = units_.loads(stops);
    if (loads.maxCoeff() <= 0) {  // nothing to balance, and no candidate that costs less
      made_ += static_cast<std::int64_t>(zones.size());
      return;
    }
    PartitionOptions options = options_for(zones);
    options.seed = random_.bits();
    const Labels labels = partition(units_.points(Eigen::all, stops), loads, options).labels;
    add(stops, labels, static_cast<Index>(zones.size()));
  }

  // The candidates that labels of some stops make.
  std::vector<Index> add(const std::vector<std::int32_t>& stops, const Labels& labels, Index zones) {
    std::vector<CandidateZones::Stops> sets(static_cast<std::size_t>(zones));
    for (std::size_t at = 0; at < stops.size(); ++at)
      sets[static_cast<std::size_t>(labels[static_cast<Index>(at)])].push_back(stops[at]);
    std::vector<Index> numbers;
    for (CandidateZones::Stops& set : sets) numbers.push_back(candidates_.add(std::move(set)));
    made_ += zones;
    return numbers;
  }

  // A zone and those whose centers are nearest to its own.
  [[nodiscard]] std::vector<Index> nearest_zones(Index zone, Index size) const {
    std::vector<Index> zones(static_cast<std::size_t>(bounds_.zones()));
    std::iota(zones.begin(), zones.end(), Index{0});
    const auto distance = [&](Index other) {
      return (candidates_.center(candidate_of(other)) - candidates_.center(candidate_of(zone))).squaredNorm();
    };
    std::sort(zones.begin(), zones.end(),
              [&](Index a, Index b) { return std::pair(distance(a), a) < std::pair(distance(b), b); });
    zones.resize(static_cast<std::size_t>(size));
    return zones;
  }

  [[nodiscard]] Index candidate_of(Index zone) const {
    return best_->candidates[static_cast<std::size_t>(zone)];
  }

  // What a quick partition into some of the zones is told.
  [[nodiscard]] PartitionOptions options_for(const std::vector<Index>& zones) const {
    PartitionOptions options;
    options.zones = static_cast<Index>(zones.size());
    options.targets = bounds_.targets(zones);
    options.lower = bounds_.lower(zones);
    options.upper = bounds_.upper(zones);
    options.effort = Effort::fast;
    options.threads = call_.options.threads;
    options.time_limit_s = call_.deadline.remaining_s();
    return options;
  }

  // Labels are those of stops: where these are merged, centers are what remains of a start.
  [[nodiscard]] std::optional<Start> given_start() const {
    if (!call_.options.start || units_.count() == call_.problem.stops()) return call_.options.start;
    Start start;
    start.centers = call_.problem.to_metres(start_diagram(*call_.options.start, call_.problem).centers);
    return start;
  }

  void consider(ZoneChoice choice) {
    if (!best_ || choice.better_than(*best_)) best_ = std::move(choice);
  }

  // Whether the answer is proven.
  bool choose(Outside outside) {
    if (best_->violation <= 0 && best_->cost <= 0) return true;
    CoverModel model(candidates_, bounds_, *best_, outside);
    if (model.problem().candidates() == 0) return true;
    model.problem().time_limit_s = call_.deadline.remaining_s();
    const CoverAnswer answer = call_.options.cover_solver(model.problem());
    if (!answer.chosen.empty()) consider(model.choice_of(answer));
    return answer.proven;
  }

  // Every zone there can be is a candidate: whether the choice is proven to be the best, or none to exist.
  bool choose_among(const std::vector<CandidateZones::Stops>& all) {
    for (const CandidateZones::Stops& set : all) candidates_.add(set);
    return all.empty() || choose(Outside::left_out);
  }

  // Merged stops are then looked at one by one, which never costs more within the bounds.
  [[nodiscard]] Labels on_stops() const {
    Labels zones(units_.count());
    for (Index zone = 0; zone < bounds_.zones(); ++zone)
      for (const std::int32_t unit : candidates_.stops(candidate_of(zone)))
        zones[unit] = static_cast<std::int32_t>(zone);
    if (units_.count() == call_.problem.stops()) return zones;
    std::vector<Index> all(static_cast<std::size_t>(bounds_.zones()));
    std::iota(all.begin(), all.end(), Index{0});
    PartitionOptions options = options_for(all);
    options.start = Start{units_.spread(zones), {}, {}};
    return partition(call_.points, call_.problem.loads, options).labels;
  }

  const MethodCall& call_;
  const Bounds& bounds_;
  StopUnits units_;
  CandidateZones candidates_;
  Random random_;
  std::int64_t made_ = 0;  // candidates, those made before among them
  std::optional<ZoneChoice> best_;
};

Divided divide(const MethodCall& call) {
  if (!call.options.cover_solver)
    throw InputError(
        "cover_solver is empty, but method \"set_cover\" needs an integer programming solver; give a "
        "function "
        "that solves a CoverProblem (docs/methods/set_cover.md has one), or use another method");
  return SetCover(call).run();
}

}  // namespace

Method set_cover() {
  return {
      {.name = "set_cover",
       .description = "the cheapest choice among many candidate zones, by an integer programming solver",
       .source =
           "Garfinkel and Nemhauser, Management Science 16 (1970) B-495-508, for all zones of a small "
           "area and set partitioning; heuristic candidates as in Mehrotra, Johnson and Nemhauser, "
           "Management Science 44 (1998) 1100-1114; ours is where candidates come from: quick "
           "partitions by the balanced method of the whole station and of a few neighbouring zones at a "
           "time",
       .complexity = "quick partitions of O(n), the budget is how many zones they have together, and three "
                     "integer programs of at most max(2,000, 64 k) rows, limited by nodes",
       .guarantees = "the cost is not above that of any partition within the bounds whose zones were "
                     "candidates; with up to 16 stops and all zones within the bounds candidates, if the "
                     "budget allows that, it is the least there is",
       .budget = {.fast = 500, .standard = 2000, .thorough = 8000},
       .parameters = {},
       .follows_graph = false,
       .needs_cover_solver = true},
      &divide};
}

}  // namespace equizone
