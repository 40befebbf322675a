// A genetic algorithm whose genes are centers: children take those of one parent here and of the other there.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include "equizone/balancing/finish.hpp"
#include "equizone/core/random.hpp"
#include "methods/border_steps.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

// Zones around given centers: offsets from squared distances level the loads, centers follow at first.
class LevelZones {
 public:
  explicit LevelZones(const Problem& problem) : problem_(problem), labels_(problem.stops()) {}

  Labels around(Points centers) {
    constexpr int rounds = 24;
    constexpr int following = 8;
    centers_ = std::move(centers);
    offsets_ = Values::Zero(problem_.zones());
    for (int round = 0; round < rounds; ++round) {
      assign();
      sum();
      if (problem_.bounds.violation(loads_) == 0 && round >= following) break;
      for (Index zone = 0; zone < problem_.zones(); ++zone) adjust(zone, round < following);
    }
    assign();
    fill_empty_zones(labels_, problem_.points, centers_);
    return labels_;
  }

 private:
  void assign() {
    for (Index stop = 0; stop < problem_.stops(); ++stop) {
      const double x = problem_.points(0, stop);
      const double y = problem_.points(1, stop);
      double least = std::numeric_limits<double>::infinity();
      for (Index zone = 0; zone < problem_.zones(); ++zone) {
        const double dx = x - centers_(0, zone);
        const double dy = y - centers_(1, zone);
        const double value = dx * dx + dy * dy - offsets_[zone];
        if (value < least) {
          least = value;
          labels_[stop] = static_cast<std::int32_t>(zone);
        }
      }
    }
  }

  void sum() {
    loads_ = Values::Zero(problem_.zones());
    squares_ = Values::Zero(problem_.zones());
    moments_ = Points::Zero(2, problem_.zones());
    for (Index stop = 0; stop < problem_.stops(); ++stop) {
      const std::int32_t zone = labels_[stop];
      const double load = problem_.loads[stop];
      loads_[zone] += load;
      moments_.col(zone) += load * problem_.points.col(stop);
      squares_[zone] += load * (problem_.points.col(stop) - centers_.col(zone)).squaredNorm();
    }
  }

  // A border shifts by offset / (2 * distance of the centers): in a square zone an offset of three mean
  // squared distances would take or give all of its load; a third of that is taken at a time.
  void adjust(Index zone, bool follow) {
    const double excess = std::clamp((loads_[zone] - problem_.aim[zone]) / problem_.aim[zone], -0.5, 0.5);
    const double width = loads_[zone] > 0 ? squares_[zone] / loads_[zone] : squares_.sum() / loads_.sum();
    offsets_[zone] -= excess * width;
    if (follow && loads_[zone] > 0) centers_.col(zone) = moments_.col(zone) / loads_[zone];
  }

  const Problem& problem_;
  Points centers_;
  Values offsets_;
  Labels labels_;
  Values loads_, squares_;
  Points moments_;
};

struct Citizen {
  Labels labels;
  Points centers;
  Factors standing;
};

class Genetic {
 public:
  Genetic(const MethodCall& call, const DistrictingScore& score, const StopGraph& graph)
      : call_(call),
        problem_(call.problem),
        score_(score),
        graph_(graph),
        random_(call.options.seed, stream),
        level_zones_(call.problem) {}

  Labels run(const GoOn& go_on) {
    const std::int64_t budget = call_.budget();
    const auto size = static_cast<std::size_t>(call_.parameter("population"));
    admit(raise(first_districts(call_)), size);
    for (std::int64_t child = 1; child < budget; ++child) {
      if (!go_on(static_cast<double>(child) / static_cast<double>(budget))) break;
      Points centers = citizens_.size() < size ? random_centers() : cross(choose(), choose());
      if (citizens_.size() >= size && random_.uniform() < call_.parameter("mutation")) mutate(centers);
      admit(raise(level_zones_.around(std::move(centers))), size);
    }
    return citizens_.front().labels;
  }

 private:
  static constexpr std::uint64_t stream = 33;

  [[nodiscard]] bool better(const Citizen& one, const Citizen& other) const {
    if (std::abs(one.standing.beyond - other.standing.beyond) > 1e-10)
      return one.standing.beyond < other.standing.beyond;
    return score_.of(one.standing, 1.0) < score_.of(other.standing, 1.0);
  }

  // Best first; one who is as another is not admitted, and the worst goes.
  void admit(Citizen citizen, std::size_t size) {
    const auto place = std::lower_bound(citizens_.begin(), citizens_.end(), citizen,
                                        [&](const Citizen& a, const Citizen& b) { return better(a, b); });
    const auto alike = [&](const Citizen& other) {
      return std::abs(score_.of(other.standing, 1.0) - score_.of(citizen.standing, 1.0)) < 1e-9;
    };
    if (place != citizens_.end() && alike(*place)) return;
    if (place != citizens_.begin() && alike(*(place - 1))) return;
    citizens_.insert(place, std::move(citizen));
    if (citizens_.size() > size) citizens_.pop_back();
  }

  const Citizen& choose() { return citizens_[std::min(draw(citizens_.size()), draw(citizens_.size()))]; }

  Points random_centers() {
    Points centers(2, problem_.zones());
    for (Index zone = 0; zone < problem_.zones(); ++zone)
      centers.col(zone) =
          problem_.points.col(static_cast<Index>(draw(static_cast<std::size_t>(problem_.stops()))));
    return centers;
  }

  // Seen in some direction, the first centers are those of one parent, the others those of the other.
  Points cross(const Citizen& one, const Citizen& other) {
    const double angle = 2 * std::numbers::pi * random_.uniform();
    const Eigen::Vector2d direction(std::cos(angle), std::sin(angle));
    const std::vector<Index> order = along(one.centers, direction);
    const std::vector<Index> other_order = along(other.centers, direction);
    const std::size_t cut = 1 + draw(order.size() - 1);
    Points centers(2, problem_.zones());
    for (std::size_t at = 0; at < order.size(); ++at)
      centers.col(static_cast<Index>(at)) =
          at < cut ? one.centers.col(order[at]) : other.centers.col(other_order[at]);
    return centers;
  }

  static std::vector<Index> along(const Points& centers, const Eigen::Vector2d& direction) {
    const Values values = centers.transpose() * direction;
    std::vector<Index> order(static_cast<std::size_t>(centers.cols()));
    std::iota(order.begin(), order.end(), Index{0});
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return values[a] < values[b]; });
    return order;
  }

  // A center goes to any stop.
  void mutate(Points& centers) {
    const auto zone = static_cast<Index>(draw(static_cast<std::size_t>(problem_.zones())));
    centers.col(zone) =
        problem_.points.col(static_cast<Index>(draw(static_cast<std::size_t>(problem_.stops()))));
  }

  // Downhill by steps at the borders, more strictly until loads are within the bounds.
  Citizen raise(Labels labels) {
    Districting zones(graph_, problem_, score_, std::move(labels));
    constexpr double strictest = 500;
    for (double strictness = 4; strictness < strictest; strictness *= 2) {
      while (improve(zones, strictness)) {
      }
      if (zones.within_bounds()) break;
    }
    Citizen citizen{zones.take_best(), {}, {}};
    citizen.standing = zones.standing();
    citizen.centers.resize(2, problem_.zones());
    for (Index zone = 0; zone < problem_.zones(); ++zone)
      citizen.centers.col(zone) = zones.state().mass(zone).centroid;
    return citizen;
  }

  bool improve(Districting& zones, double strictness) {
    constexpr double least = 1e-9;
    steps_.clear();
    border_.visit_all(zones, strictness, [&](const RatedStep& rated) {
      if (rated.rise < -least) steps_.push_back(rated);
      return 0.0;
    });
    std::sort(steps_.begin(), steps_.end(), [](const RatedStep& a, const RatedStep& b) {
      if (a.rise != b.rise) return a.rise < b.rise;
      return a.step.stop != b.step.stop ? a.step.stop < b.step.stop : a.step.back < b.step.back;
    });
    bool any = false;
    for (const RatedStep& rated : steps_) {
      const ZoningState& state = zones.state();
      if (state.zone(rated.step.stop) != rated.from || !state.touches(rated.step.stop, rated.step.to))
        continue;
      if (rated.step.back != Step::none && state.zone(rated.step.back) != rated.step.to) continue;
      const Factors change = score_.change(state, rated.step);
      if (score_.of(change, strictness) < -least && zones.take(rated.step, change)) any = true;
    }
    return any;
  }

  std::size_t draw(std::size_t below) {
    return std::min(below - 1, static_cast<std::size_t>(random_.uniform() * static_cast<double>(below)));
  }

  const MethodCall& call_;
  const Problem& problem_;
  const DistrictingScore& score_;
  const StopGraph& graph_;
  Random random_;
  LevelZones level_zones_;
  BorderSteps border_;
  std::vector<RatedStep> steps_;
  std::vector<Citizen> citizens_;
};

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const DistrictingScore score(problem, factor_shares(call), districts_along_curve(call));
  if (problem.zones() == 1) return {Labels::Zero(problem.stops()), 1, {}, false};
  const StopGraph graph(problem.points, problem.loads);
  return {Genetic(call, score, graph).run(call.go_on("genetic")), problem.zones(), {}, false};
}

std::vector<MethodParameter> parameters() {
  std::vector<MethodParameter> all = factor_comparisons();
  all.push_back({.name = "population",
                 .standard = 16,
                 .lowest = 2,
                 .highest = 10'000,
                 .meaning = "solutions that are kept"});
  all.push_back({.name = "mutation",
                 .standard = 0.3,
                 .lowest = 0,
                 .highest = 1,
                 .meaning = "chance that a center of a child is moved to any stop"});
  return all;
}

}  // namespace

Method genetic() {
  return {
      {.name = "genetic",
       .description = "genetic algorithm over centers, with descent; factors by pairwise comparisons",
       .source =
           "Bacao, Lobo and Painho, Soft Computing 9 (2005) 341-348: genes are centers; children keep "
           "whole groups as in Falkenauer, Journal of Heuristics 2 (1996) 5-30; shares of factors: Saaty, "
           "The Analytic Hierarchy Process, 1980; ours are the cut across the plane, the leveling of the "
           "loads, the descent of every child, and the factors",
       .complexity = "O(n k) a child, and its descent; the budget is how many solutions are raised",
       .guarantees =
           "never worse than its start (`start`, or runs along a Hilbert curve), nor than with a smaller "
           "budget: less load outside the bounds, or as little and no greater score",
       .budget = {.fast = 60, .standard = 400, .thorough = 4000},
       .parameters = parameters(),
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
