// Tabu search: always the best step at the borders, also if it is for the worse, but none straight back.

#include <algorithm>
#include <limits>
#include <vector>

#include "equizone/core/random.hpp"
#include "methods/border_steps.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

// Leaves a local optimum for good: a zone goes to its neighbours, and half of another takes its name. Every
// zone stays as connected as it is.
class Relocation {
 public:
  void run(Districting& zones, Random& random) {
    const std::int32_t given_up = choose(zones.state(), random, -1.0);
    const std::int32_t halved = choose(zones.state(), random, 1.0);
    if (given_up == halved) return;
    hand_out(zones, given_up);
    if (zones.state().members(given_up).size() > 1) return;
    const std::int32_t seed = find_seed(zones.state(), halved, random);
    const std::int32_t last = zones.state().members(given_up).front();
    const std::int32_t next = nearest_touching(zones.state(), last);
    if (seed == Step::none || next == Step::none) return;
    zones.begin_anew(last, next, seed);
    grow(zones, given_up, halved, seed);
    zones.settle();
  }

 private:
  // Of two zones the one that costs more (`sign` 1), or less (-1).
  static std::int32_t choose(const ZoningState& state, Random& random, double sign) {
    const auto draw = [&] {
      return static_cast<std::int32_t>(random.uniform() * static_cast<double>(state.zones()));
    };
    const auto cost = [&](std::int32_t zone) {
      double total = 0;
      for (const std::int32_t stop : state.members(zone))
        total += state.load(stop) * (state.place(stop) - state.mass(zone).centroid).squaredNorm();
      return sign * total;
    };
    const std::int32_t one = draw();
    const std::int32_t other = draw();
    return cost(one) >= cost(other) ? one : other;
  }

  static std::int32_t nearest_touching(const ZoningState& state, std::int32_t stop) {
    std::int32_t nearest = Step::none;
    double least = std::numeric_limits<double>::infinity();
    state.for_each_touching_zone(stop, [&](std::int32_t zone) {
      const double distance = (state.place(stop) - state.mass(zone).centroid).squaredNorm();
      if (distance >= least) return;
      least = distance;
      nearest = zone;
    });
    return nearest;
  }

  static std::int32_t find_seed(const ZoningState& state, std::int32_t zone, Random& random) {
    const std::vector<std::int32_t>& members = state.members(zone);
    const auto first = static_cast<std::size_t>(random.uniform() * static_cast<double>(members.size()));
    for (std::size_t at = 0; at < members.size(); ++at) {
      const std::int32_t stop = members[(first + at) % members.size()];
      if (state.removable(stop)) return stop;
    }
    return Step::none;
  }

  void hand_out(Districting& zones, std::int32_t zone) {
    bool any = true;
    while (any && zones.state().members(zone).size() > 1) {
      any = false;
      stops_ = zones.state().members(zone);
      for (const std::int32_t stop : stops_) {
        const std::int32_t to = nearest_touching(zones.state(), stop);
        if (to != Step::none && take(zones, {stop, to, Step::none})) any = true;
      }
    }
  }

  // Until the new zone carries as much as what is left of the halved one.
  void grow(Districting& zones, std::int32_t grown, std::int32_t halved, std::int32_t seed) {
    const ZoningState& state = zones.state();
    stops_ = state.members(halved);
    std::sort(stops_.begin(), stops_.end(), [&](std::int32_t a, std::int32_t b) {
      const double near = (state.place(a) - state.place(seed)).squaredNorm();
      const double far = (state.place(b) - state.place(seed)).squaredNorm();
      return near != far ? near < far : a < b;
    });
    for (bool any = true; any;) {
      any = false;
      for (const std::int32_t stop : stops_) {
        if (state.zone_load(grown) >= state.zone_load(halved)) return;
        if (state.zone(stop) == halved && state.touches(stop, grown) &&
            take(zones, {stop, grown, Step::none}))
          any = true;
      }
    }
  }

  static bool take(Districting& zones, const Step& step) {
    return zones.take(step, zones.score().change(zones.state(), step));
  }

  std::vector<std::int32_t> stops_;
};

class TabuSearch {
 public:
  TabuSearch(const MethodCall& call, Districting& zones)
      : zones_(zones),
        random_(call.options.seed, stream),
        budget_(call.budget()),
        tenure_(call.parameter("tenure")),
        left_(static_cast<std::size_t>(call.problem.stops()), Step::none),
        until_(static_cast<std::size_t>(call.problem.stops()), 0),
        last_best_(zones.standing()),
        patience_(static_cast<std::int64_t>(call.parameter("patience"))) {}

  void run(const GoOn& go_on) {
    constexpr std::int64_t asked_every = 64;
    for (now_ = 1; steps_.looked_at() < budget_; ++now_) {
      const double done = static_cast<double>(steps_.looked_at()) / static_cast<double>(budget_);
      if (now_ % asked_every == 0) {
        if (!go_on(done)) return;
        zones_.settle();
      }
      if (!take_step()) return;
      be_strict();
      if (zones_.better(zones_.best_standing(), last_best_)) {
        last_best_ = zones_.best_standing();
        best_at_ = now_;
      } else if (now_ - best_at_ > patience_) {
        zones_.take_best();
        relocation_.run(zones_, random_);
        best_at_ = now_;
        strictness_ = 1.0;
      }
    }
  }

 private:
  static constexpr std::uint64_t stream = 32;

  // The best that is not forbidden; false if there is none.
  bool take_step() {
    RatedStep best;
    best.rise = std::numeric_limits<double>::infinity();
    steps_.visit_all(zones_, strictness_, [&](const RatedStep& rated) {
      const bool allowed = rated.rise < best.rise && (!is_tabu(rated.step) || leads_to_best(rated));
      if (allowed && can_be_taken(rated.step)) best = rated;
      return best.rise;
    });
    if (best.from == Step::none) return false;
    forbid(best.step.stop, best.from);
    if (best.step.back != Step::none) forbid(best.step.back, best.step.to);
    zones_.take(best.step, best.change);
    return true;
  }

  [[nodiscard]] bool can_be_taken(const Step& step) const {
    const ZoningState& state = zones_.state();
    return state.removable(step.stop) && (step.back == Step::none || state.removable(step.back));
  }

  // Neither stop may go back to the zone that it left.
  [[nodiscard]] bool is_tabu(const Step& step) const {
    if (is_forbidden(step.stop, step.to)) return true;
    return step.back != Step::none && is_forbidden(step.back, zones_.state().zone(step.stop));
  }
  [[nodiscard]] bool is_forbidden(std::int32_t stop, std::int32_t to) const {
    const auto s = static_cast<std::size_t>(stop);
    return left_[s] == to && until_[s] >= now_;
  }

  void forbid(std::int32_t stop, std::int32_t from) {
    const auto s = static_cast<std::size_t>(stop);
    left_[s] = from;
    until_[s] = now_ + static_cast<std::int64_t>(tenure_ * (0.5 + random_.uniform()));
  }

  [[nodiscard]] bool leads_to_best(const RatedStep& rated) const {
    Factors standing = zones_.standing();
    standing += rated.change;
    return zones_.better(standing, zones_.best_standing());
  }

  // Load outside the bounds counts more the longer there is any, and less the longer there is none.
  void be_strict() {
    constexpr double step = 1.05;
    constexpr double strictest = 1000;
    constexpr double laxest = 0.5;
    strictness_ =
        std::clamp(zones_.within_bounds() ? strictness_ / step : strictness_ * step, laxest, strictest);
  }

  Districting& zones_;
  Random random_;
  std::int64_t budget_;
  double tenure_;
  std::vector<std::int32_t> left_;   // zone that a stop left last,
  std::vector<std::int64_t> until_;  // and until when it may not return
  std::int64_t now_ = 0;
  double strictness_ = 1.0;
  BorderSteps steps_;
  Relocation relocation_;
  Factors last_best_;
  std::int64_t best_at_ = 0;  // step that led there
  std::int64_t patience_;
};

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const DistrictingScore score(problem, factor_shares(call), districts_along_curve(call));
  const StopGraph graph(problem.points, problem.loads);
  Districting zones(graph, problem, score, first_districts(call));
  if (problem.zones() > 1) TabuSearch(call, zones).run(call.go_on("tabu"));
  return {zones.take_best(), problem.zones(), {}, false};
}

std::vector<MethodParameter> parameters() {
  std::vector<MethodParameter> all = factor_comparisons();
  all.push_back({.name = "patience",
                 .standard = 400,
                 .lowest = 1,
                 .highest = 1e9,
                 .meaning = "after how many steps without a better solution a zone is relocated"});
  all.push_back({.name = "tenure",
                 .standard = 20,
                 .lowest = 0,
                 .highest = 1e6,
                 .meaning = "for how many steps a stop may not return, half more or less at random"});
  return all;
}

}  // namespace

Method tabu() {
  return {
      {.name = "tabu",
       .description = "tabu search at the zones' borders, factors by pairwise comparisons",
       .source =
           "Glover, ORSA Journal on Computing 1 (1989) 190-206; for districts Bozkaya, Erkut and Laporte, "
           "European Journal of Operational Research 144 (2003) 12-26; shares of factors: Saaty, The "
           "Analytic Hierarchy Process, 1980; ours are the factors, and the relocation of a zone in place "
           "of their memory of districts",
       .complexity =
           "O(n + m log m) a step for m border stops; the budget is how many moves and exchanges are "
           "rated, about two to three for each border stop in every step",
       .guarantees =
           "never worse than its start (`start`, or runs along a Hilbert curve), nor than with a smaller "
           "budget: less load outside the bounds, or as little and no greater score; no zone in more "
           "pieces than at the start",
       .budget = {.fast = 1'000'000, .standard = 8'000'000, .thorough = 80'000'000},
       .parameters = parameters(),
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
