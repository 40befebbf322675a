#pragma once
// What tests of the searches share: their score, computed anew from its definition.

#include <cmath>

#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "equizone/workload/hierarchy.hpp"
#include "methods/calls.hpp"

namespace equizone::test {

// Load outside the bounds first, then the score.
struct Merit {
  double beyond = 0.0;
  double score = 0.0;

  [[nodiscard]] bool at_least(const Merit& other) const {
    constexpr double rounding = 1e-9;
    if (std::abs(beyond - other.beyond) > rounding) return beyond < other.beyond;
    return score <= other.score + rounding;
  }
};

// Scores labels for the standard comparisons. Nothing here is the searches' own code but runs along the
// curve, which are their unit.
class Judge {
 public:
  Judge(const Given& given, Index zones, double tolerance)
      : given_(given),
        zones_(zones),
        tolerance_(tolerance),
        pairs_(neighbouring_stops(given.points)),
        curve_(by_method(given, "hilbert", zones).labels) {
    const double over_compactness = method_info("annealing").parameters[0].standard;
    const double over_border = method_info("annealing").parameters[1].standard;
    Eigen::Matrix3d comparisons;
    comparisons << 1, over_compactness, over_compactness * over_border, 1 / over_compactness, 1, over_border,
        1 / (over_compactness * over_border), 1 / over_border, 1;
    shares_ = priorities(comparisons).shares;
  }

  [[nodiscard]] double cost(const Labels& labels) const {
    return evaluate(given_.points, given_.loads, labels, zones_).cost;
  }
  [[nodiscard]] double cut(const Labels& labels) const {
    double count = 0;
    for (const auto& pair : pairs_.colwise()) count += labels[pair[0]] != labels[pair[1]] ? 1 : 0;
    return count;
  }
  [[nodiscard]] double uneven(const Labels& labels) const {
    return ((zone_loads(labels) / target()).array() - 1).square().mean();
  }

  [[nodiscard]] Merit operator()(const Labels& labels) const {
    const Eigen::ArrayXd off = (zone_loads(labels).array() - target()).abs() - tolerance_ * target();
    const double beyond = off.max(0).sum() / given_.loads.sum();
    return {beyond, shares_[0] * (beyond + uneven(labels)) + shares_[1] * cost(labels) / cost(curve_) +
                        shares_[2] * cut(labels) / cut(curve_)};
  }

 private:
  [[nodiscard]] double target() const { return given_.loads.sum() / static_cast<double>(zones_); }
  [[nodiscard]] Values zone_loads(const Labels& labels) const {
    Values loads = Values::Zero(zones_);
    for (Index stop = 0; stop < labels.size(); ++stop) loads[labels[stop]] += given_.loads[stop];
    return loads;
  }

  const Given& given_;
  Index zones_;
  double tolerance_;
  StopPairs pairs_;
  Labels curve_;
  Values shares_;
};

inline PartitionOptions search_options(const std::string& method, Index zones, double tolerance = 0.03) {
  PartitionOptions options;
  options.method = method;
  options.zones = zones;
  options.tolerance = tolerance;
  return options;
}

// Every stop in any zone, none empty.
inline Labels any_labels(Index stops, Index zones, std::uint64_t seed) {
  Random random(seed);
  Labels labels(stops);
  for (Index stop = 0; stop < stops; ++stop)
    labels[stop] = static_cast<std::int32_t>(
        stop < zones ? stop : static_cast<Index>(random.uniform() * static_cast<double>(zones)));
  return labels;
}

// The best of all labels that leave no zone empty or in several pieces.
inline Merit best_of_all(const Given& given, Index zones, double tolerance) {
  const Judge judge(given, zones, tolerance);
  const Index stops = given.points.cols();
  Labels labels = Labels::Zero(stops);
  Merit best{1.0, 0.0};
  for (;;) {
    const Merit merit = judge(labels);
    if (!best.at_least(merit) && zones_used(labels) == zones &&
        is_contiguous(given.points, labels).contiguous)
      best = merit;
    Index at = 0;
    while (at < stops && ++labels[at] == zones) labels[at++] = 0;
    if (at == stops) return best;
  }
}

}  // namespace equizone::test
