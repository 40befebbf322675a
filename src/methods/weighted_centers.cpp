#include "methods/weighted_centers.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

#include "equizone/balancing/finish.hpp"
#include "equizone/core/parallel.hpp"

namespace equizone {

namespace {

Values zone_loads(const Problem& problem, const Labels& labels) {
  Values loads = Values::Zero(problem.zones());
  for (Index stop = 0; stop < problem.stops(); ++stop) loads[labels[stop]] += problem.loads[stop];
  return loads;
}

// The weights of all zones on their way. Each has a step of its own, which grows while its zone stays too
// heavy, or too light, and is halved when that changes: a gradient's length says little where borders jump
// from stop to stop.
class Steps {
 public:
  Steps(const Problem& problem, Weight weight)
      : weight_(weight),
        // A border moves by half of an offset: the first step is an eighth of a zone's width, in a square of
        // side 2. A factor changes in per cent.
        first_(weight == Weight::factor ? 0.1 : 0.5 / std::sqrt(static_cast<double>(problem.zones()))),
        steps_(Values::Constant(problem.zones(), first_)),
        signs_(Values::Zero(problem.zones())) {}

  // `excess`: load of each zone beyond its aim.
  void take(const Values& excess, WeightedCenters& centers) {
    constexpr double longer = 1.2;
    constexpr double shorter = 0.5;
    for (Index zone = 0; zone < excess.size(); ++zone) {
      const double sign = excess[zone] > 0 ? 1.0 : excess[zone] < 0 ? -1.0 : 0.0;
      const double agreement = sign * signs_[zone];
      if (agreement != 0) steps_[zone] *= agreement > 0 ? longer : shorter;
      steps_[zone] = std::clamp(steps_[zone], 1e-9 * first_, 2 * first_);
      signs_[zone] = sign;
      if (weight_ == Weight::factor)
        centers.factors[zone] *= std::exp(sign * steps_[zone]);
      else
        centers.offsets[zone] -= sign * steps_[zone];
    }
    // Only ratios of factors and differences of offsets matter.
    if (weight_ == Weight::factor)
      centers.factors /= std::exp(centers.factors.array().log().mean());
    else
      centers.offsets.array() -= centers.offsets.mean();
  }

 private:
  Weight weight_;
  double first_;
  Values steps_;
  Values signs_;
};

}  // namespace

WeightedCenters::WeightedCenters(Points places)
    : centers(std::move(places)),
      factors(Values::Ones(centers.cols())),
      offsets(Values::Zero(centers.cols())) {}

void assign(const Points& points, const WeightedCenters& centers, int threads, Labels& labels) {
  constexpr Index stretch = 1024;
  labels.resize(points.cols());
  for_each_stretch(points.cols(), stretch, threads, [&](Index first, Index last) {
    const Index count = last - first;
    const Eigen::ArrayXd x = points.row(0).segment(first, count).transpose();
    const Eigen::ArrayXd y = points.row(1).segment(first, count).transpose();
    Eigen::ArrayXd least = Eigen::ArrayXd::Constant(count, std::numeric_limits<double>::infinity());
    Eigen::ArrayXd value(count);
    for (Index zone = 0; zone < centers.centers.cols(); ++zone) {
      const Eigen::Vector2d center = centers.centers.col(zone);
      value = ((x - center.x()).square() + (y - center.y()).square()).sqrt() * centers.factors[zone] -
              centers.offsets[zone];
      for (Index at = 0; at < count; ++at) {
        const bool nearer = value[at] < least[at];
        least[at] = nearer ? value[at] : least[at];
        labels[first + at] = nearer ? static_cast<std::int32_t>(zone) : labels[first + at];
      }
    }
  });
}

Points load_centroids(const Problem& problem, const Labels& labels, const Points& centers) {
  Points moments = Points::Zero(2, centers.cols());
  for (Index stop = 0; stop < problem.stops(); ++stop)
    moments.col(labels[stop]) += problem.loads[stop] * problem.points.col(stop);
  const Values loads = zone_loads(problem, labels);
  Points result = centers;
  for (Index zone = 0; zone < centers.cols(); ++zone)
    if (loads[zone] > 0) result.col(zone) = moments.col(zone) / loads[zone];
  return result;
}

Labels level_loads(const MethodCall& call, Points centers, const Leveling& leveling) {
  const Problem& problem = call.problem;
  const int threads = resolve_threads(call.options.threads);
  const std::int64_t budget = call.budget();
  const GoOn go_on = call.go_on("weights");
  WeightedCenters diagram(std::move(centers));
  Steps steps(problem, leveling.weight);
  Labels labels;
  Labels best;
  Points best_centers;
  double least = std::numeric_limits<double>::infinity();
  for (std::int64_t drawn = 0; drawn < budget; ++drawn) {
    assign(problem.points, diagram, threads, labels);
    const Values loads = zone_loads(problem, labels);
    const Values excess = loads - problem.aim;
    const double off = problem.bounds.violation(loads) + 1e-6 * excess.cwiseAbs().maxCoeff();
    if (off < least) {
      least = off;
      best = labels;
      best_centers = diagram.centers;
    }
    if (problem.bounds.violation(loads) == 0) break;
    if (!go_on(static_cast<double>(drawn) / static_cast<double>(budget))) break;
    // Steps come to rest only around centers that do.
    if (leveling.centers_follow && 2 * drawn < budget)
      diagram.centers = load_centroids(problem, labels, diagram.centers);
    steps.take(excess, diagram);
  }
  fill_empty_zones(best, problem.points, best_centers);
  return best;
}

}  // namespace equizone
