#pragma once
/// \file
/// The dual of the balanced assignment with fixed centers, and the offsets that maximise it.

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "equizone/balancing/zone_graph.hpp"
#include "equizone/clustering/power_pass.hpp"

namespace equizone {

/// Bounds inside which the offsets may leave a zone's load. The dual's part of a zone is lower * max(u, 0) +
/// upper * min(u, 0); its slope jumps from upper to lower at u = 0. Smoothed, the slope is a load that falls
/// gently from `high` to `low` as the zone's offset grows: crowded quarters settle at their upper bound,
/// sparse ones at their lower, and cost falls by 1-3 % against equal loads.
struct SoftTargets {
  Values low;
  Values high;
  double scale = 1.0;  ///< offsets of this size use up most of the room

  [[nodiscard]] double load(Index zone, double offset) const {
    return (low[zone] + high[zone]) / 2 - (high[zone] - low[zone]) / 2 * std::tanh(offset / scale);
  }
  [[nodiscard]] double fall(Index zone, double offset) const {
    const double cosh = std::cosh(std::min(std::abs(offset / scale), 300.0));
    return (high[zone] - low[zone]) / 2 / (scale * cosh * cosh);
  }
};

/// Keeps `share` of the room between the loads aimed at and the bounds: whole stops need some of it.
inline SoftTargets soft_targets(const Bounds& bounds, const Values& aim, double share, double scale) {
  SoftTargets soft;
  soft.low = aim + share * (bounds.lower - aim);
  soft.high = aim + share * (bounds.upper.cwiseMin(2 * aim.cwiseMax(bounds.lower)) - aim);
  soft.high = soft.high.cwiseMax(soft.low);
  soft.scale = scale;
  return soft;
}

/// Value of the dual: sum of w * min(|x - c|^2 - u) + sum of lower * max(u, 0) + upper * min(u, 0). Bounds
/// from below the cost of every assignment within the bounds to these centers. O(k) after a pass.
inline double dual_value(const PowerDiagram& diagram, const std::vector<Sums>& zones, const Bounds& bounds) {
  double value = 0;
  double total = 0;
  for (const Sums& sums : zones) total += sums.load;
  for (Index zone = 0; zone < diagram.zones(); ++zone) {
    const Sums& sums = zones[static_cast<std::size_t>(zone)];
    const auto center = diagram.centers.col(zone);
    const double offset = diagram.offsets[zone];
    value += sums.square - 2 * (center.x() * sums.x + center.y() * sums.y) +
             (center.squaredNorm() - offset) * sums.load;
    if (offset > 0) value += bounds.lower[zone] * offset;
    if (offset < 0) value += std::min(bounds.upper[zone], total) * offset;  // no zone holds more than all
  }
  return value;
}

/// A common shift of all offsets leaves the diagram as it is but not the dual: the shift that makes the dual
/// greatest. O(k log k).
inline double best_shift(const Values& offsets, const Bounds& bounds, double total) {
  std::vector<Index> order(static_cast<std::size_t>(offsets.size()));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return offsets[a] != offsets[b] ? offsets[a] > offsets[b] : a < b; });
  // With all offsets negative the slope is the room above the total; each zone that turns positive takes its
  // own room away.
  double slope = bounds.upper.cwiseMin(total).sum() - total;
  for (const Index zone : order) {
    slope -= std::min(bounds.upper[zone], total) - bounds.lower[zone];
    if (slope <= 0) return -offsets[zone];
  }
  return -offsets[order.back()];
}

/// Newton's method on the smoothed dual: fits the offsets of a diagram so that loads approach the soft
/// targets.
class OffsetFit {
 public:
  OffsetFit(PowerPass& pass, const Values& aim, const SoftTargets& soft)
      : pass_(pass), aim_(aim), soft_(soft) {}

  void set_scale(double scale) { soft_.scale = scale; }

  /// Up to `steps` Newton steps, each damped by one global step length (single offsets are never clamped: a
  /// common shift of a dense cluster is legitimate). Ends early when the root mean square of the relative
  /// errors is below `precision`. `now` is a pass of the diagram as it is; returns the last pass.
  PassResult fit(PowerDiagram& diagram, PassResult now, int steps, double precision) {
    for (int step = 0; step < steps; ++step) {
      const Values error = errors(diagram, now);
      if (relative(error) < precision) break;
      const std::vector<ZoneEdge> edges = zone_graph(diagram, aim_, now.borders);
      Values fall(diagram.zones());
      for (Index zone = 0; zone < diagram.zones(); ++zone)
        fall[zone] = soft_.fall(zone, diagram.offsets[zone]);
      const Values direction = solve_laplacian(edges, fall, error);
      std::optional<PassResult> next = line_search(diagram, now, direction, relative(error));
      if (!next) break;
      now = std::move(*next);
    }
    return now;
  }

  /// Root mean square over the zones of (soft target - load) / load aimed at.
  [[nodiscard]] double relative(const Values& error) const {
    return std::sqrt((error.array() / aim_.array().max(1e-300)).square().mean());
  }

  [[nodiscard]] Values errors(const PowerDiagram& diagram, const PassResult& result) const {
    Values error(diagram.zones());
    for (Index zone = 0; zone < diagram.zones(); ++zone)
      error[zone] =
          soft_.load(zone, diagram.offsets[zone]) - result.zones[static_cast<std::size_t>(zone)].load;
    return error;
  }

 private:
  // Halves the step until no zone falls below half of the least load so far and the error shrinks.
  std::optional<PassResult> line_search(PowerDiagram& diagram, const PassResult& now, const Values& direction,
                                        double error) {
    const Values start = diagram.offsets;
    const double floor = least(now) / 2;
    double step = 1.0;
    for (int halving = 0; halving < 8; ++halving, step /= 2) {
      diagram.offsets = start + step * direction;
      PassResult next = pass_.run(diagram, true);
      if (least(next) >= floor && relative(errors(diagram, next)) < error * (1 - 0.01 * step)) return next;
    }
    diagram.offsets = start;
    return std::nullopt;
  }

  // The least load of a zone, as a share of what it should have.
  [[nodiscard]] double least(const PassResult& result) const {
    double share = std::numeric_limits<double>::infinity();
    for (Index zone = 0; zone < aim_.size(); ++zone)
      if (aim_[zone] > 0)
        share = std::min(share, result.zones[static_cast<std::size_t>(zone)].load / aim_[zone]);
    return share;
  }

  PowerPass& pass_;
  const Values& aim_;
  SoftTargets soft_;
};

}  // namespace equizone
