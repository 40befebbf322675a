// Simulated annealing: stops change zones at random, at first almost as they like, then only for the better.

#include <algorithm>
#include <cmath>
#include <vector>

#include "equizone/core/random.hpp"
#include "methods/districting.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

class Annealing {
 public:
  Annealing(const MethodCall& call, Districting& zones)
      : zones_(zones), random_(call.options.seed, stream), budget_(call.budget()) {
    const double heat = call.parameter("heat");
    hot_ = heat * zones.score().stop_part();
    cold_ = std::min(hot_, coldest * zones.score().stop_part());
  }

  void run(const GoOn& go_on) {
    for (std::int64_t at = 0; at < budget_; ++at) {
      if (at % asked_every == 0) {
        const double done = static_cast<double>(at) / static_cast<double>(budget_);
        if (!go_on(done)) return;
        begin_stage(done);
      }
      if (const Step candidate = draw_candidate(); candidate.stop != Step::none) consider(candidate);
    }
  }

 private:
  static constexpr std::uint64_t stream = 31;
  static constexpr double coldest = 0.003;  // last temperature, in a mean stop's part of the compactness
  static constexpr std::int64_t asked_every = 1024;

  // A temperature holds for a stage. Load outside the bounds counts more while there is any.
  void begin_stage(double done) {
    constexpr double step = 1.1;
    constexpr double strictest = 1000;
    zones_.settle();
    temperature_ = hot_ > 0 ? hot_ * std::pow(cold_ / hot_, done) : 0.0;
    strictness_ =
        zones_.within_bounds() ? std::max(1.0, strictness_ / step) : std::min(strictest, strictness_ * step);
  }

  Step draw_candidate() {
    Step drawn;
    const ZoningState& state = zones_.state();
    const std::int32_t stop = draw_border_stop();
    if (stop == Step::none) return drawn;
    touching_.clear();
    state.for_each_touching_zone(stop, [&](std::int32_t zone) { touching_.push_back(zone); });
    drawn.stop = stop;
    drawn.to = touching_[draw(touching_.size())];
    if (random_.uniform() < exchanges) drawn.back = draw_partner(state.zone(stop), drawn.to);
    return drawn;
  }

  std::int32_t draw_border_stop() {
    constexpr int tries = 50;
    const ZoningState& state = zones_.state();
    for (int at = 0; at < tries; ++at) {
      const auto stop = static_cast<std::int32_t>(draw(static_cast<std::size_t>(state.stops())));
      if (state.at_border(stop) && state.members(state.zone(stop)).size() > 1) return stop;
    }
    return Step::none;
  }

  // A stop of `zone` that may go to `to`, if a few draws hit one.
  std::int32_t draw_partner(std::int32_t to, std::int32_t zone) {
    constexpr int tries = 8;
    const ZoningState& state = zones_.state();
    const std::vector<std::int32_t>& members = state.members(zone);
    for (int at = 0; at < tries; ++at) {
      const std::int32_t stop = members[draw(members.size())];
      if (state.at_border(stop) && state.touches(stop, to)) return stop;
    }
    return Step::none;
  }

  void consider(const Step& candidate) {
    const DistrictingScore& score = zones_.score();
    const Factors change = score.change(zones_.state(), candidate);
    const double rise = score.of(change, strictness_);
    if (rise > 0 && !(random_.uniform() < std::exp(-rise / temperature_))) return;
    zones_.take(candidate, change);
  }

  std::size_t draw(std::size_t below) {
    return std::min(below - 1, static_cast<std::size_t>(random_.uniform() * static_cast<double>(below)));
  }

  static constexpr double exchanges = 0.3;  // of the candidates

  Districting& zones_;
  Random random_;
  std::int64_t budget_;
  double hot_ = 0.0;
  double cold_ = 0.0;
  double temperature_ = 0.0;
  double strictness_ = 1.0;
  std::vector<std::int32_t> touching_;
};

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const DistrictingScore score(problem, factor_shares(call), districts_along_curve(call));
  const StopGraph graph(problem.points, problem.loads);
  Districting zones(graph, problem, score, first_districts(call));
  if (problem.zones() > 1) Annealing(call, zones).run(call.go_on("annealing"));
  return {zones.take_best(), problem.zones(), {}, false};
}

std::vector<MethodParameter> parameters() {
  std::vector<MethodParameter> all = factor_comparisons();
  all.push_back({.name = "heat",
                 .standard = 1,
                 .lowest = 0,
                 .highest = 1000,
                 .meaning =
                     "first temperature: a rise of the score that is accepted with a chance of 1/e, in "
                     "a mean stop's part of the compactness; 0: never"});
  return all;
}

}  // namespace

Method annealing() {
  return {
      {.name = "annealing",
       .description = "simulated annealing at the zones' borders, factors by pairwise comparisons",
       .source =
           "Kirkpatrick, Gelatt and Vecchi, Science 220 (1983) 671-680; for districts D'Amico, Wang, Batta "
           "and Rump, Computers & Operations Research 29 (2002) 667-684; shares of factors: Saaty, The "
           "Analytic Hierarchy Process, 1980; ours are the factors, exchanges, the first and last "
           "temperature, and the growing price of load outside the bounds",
       .complexity =
           "O(1) a candidate on average, and O(n) every 1,024 of them; the budget is how many moves "
           "and exchanges are drawn",
       .guarantees = "never worse than its start (`start`, or runs along a Hilbert curve): less load outside "
                     "the bounds, or as little and no greater score; no zone in more pieces than there",
       .budget = {.fast = 200'000, .standard = 2'000'000, .thorough = 20'000'000},
       .parameters = parameters(),
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
