#pragma once
/// \file
/// Centers move to their zones' centroids while the balance is kept.

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <utility>
#include <vector>

#include "equizone/balancing/laplacian.hpp"
#include "equizone/balancing/soft_targets.hpp"
#include "equizone/balancing/zone_graph.hpp"
#include "equizone/clustering/lloyd.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

/// Fits the offsets of a power diagram so that loads approach the soft targets, while centers rest or move to
/// their zones' centroids. The errors of the loads are the gradient of the smoothed dual, the Laplacian of
/// the zone graph its Hessian: one sparse solve gives the Newton step. When centers move, the same solve also
/// carries the borders along: for each neighbouring pair the difference of power distances at the middle of
/// their border is kept, in the least-squares sense with the conductances as factors. So a move costs one
/// pass and one solve, and balance is never lost.
class CenterFollower {
 public:
  CenterFollower(PowerPass& pass, const Values& aim, const SoftTargets& soft)
      : pass_(pass), aim_(aim), soft_(soft) {}

  /// Takes up a diagram: everything below continues from here. One pass.
  void start(const PowerDiagram& diagram) {
    diagram_ = diagram;
    band_ = suitable_band();
    look_at_borders();
    graph_.follow(diagram_.centers);
    double total = 0;
    for (const Sums& sums : now_.zones) total += sums.load;
    total_ = total;
    mean_square_ = spread(now_.zones) / total;
    set_softness(soft_.softness);
  }

  /// How gently loads give way to offsets, in mean squared distances of the stops from their centers.
  void set_softness(double softness) {
    soft_.scale = std::max(softness * mean_square_, 1e-30);
    soft_.balance(diagram_.offsets, total_);
    outdated_ = true;
  }

  [[nodiscard]] const PowerDiagram& diagram() const { return diagram_; }
  [[nodiscard]] const PassResult& result() const { return now_; }

  /// Moves the centers `moves` times, each time by `relaxation` times the way to the centroids. A zone that
  /// starves goes to where the work is.
  void move_centers(int moves, double relaxation, const GoOn& go_on) {
    constexpr int graph_lasts = 10;
    for (int move = 0; move < moves && go_on(static_cast<double>(move) / moves); ++move) {
      if (least_share(now_) < starved)
        split_crowded_zones();
      else if (move > 0 && move % graph_lasts == 0)
        graph_.follow(diagram_.centers);
      const Points way = centroids(diagram_, now_.zones) - diagram_.centers;
      move_to(diagram_.centers + relaxation * way, next_band());
    }
  }

  /// Moves the centers towards `centers`, less far where that would starve a zone or lose the balance.
  void move_to(const Points& centers) { move_to(centers, band_); }

  /// Up to `steps` Newton steps, the centers rest. Ends early when the root mean square of the relative
  /// errors is below `precision`, or no step lowers it.
  void settle(int steps, double precision) {
    double length = 1.0;
    for (int step = 0; step < steps && error_size(now_, diagram_) > precision; ++step)
      if (!newton_step(length)) break;
  }

  /// Root mean square over the zones of (soft target - load) / load aimed at.
  [[nodiscard]] double error_size() const { return error_size(now_, diagram_); }

 private:
  static constexpr double starved = 0.3;  // of the load aimed at
  static constexpr double crowded = 1.5;

  // Wide enough to meet some dozens of stops at each zone's borders, so that their density can be told.
  [[nodiscard]] double suitable_band() const {
    const double stops_per_zone =
        static_cast<double>(pass_.tree().stops()) / static_cast<double>(diagram_.zones());
    return std::min(0.15, 30 / stops_per_zone);
  }

  // Looking at borders takes longer than the rest of a pass, and while the balance holds they change slowly.
  [[nodiscard]] double next_band() const {
    constexpr int borders_last = 3;  // passes
    constexpr double held = 0.05;
    return border_age_ + 1 < borders_last && error_size() < held ? 0.0 : band_;
  }

  void look_at_borders() {
    pass_.run(diagram_, band_, now_);
    note_pass(band_);
  }

  void note_pass(double band) {
    border_age_ = band > 0 ? 0 : border_age_ + 1;
    outdated_ = outdated_ || band > 0;
  }

  void factorise() {
    if (!std::exchange(outdated_, false)) return;
    if (border_age_ == 0) edges_ = &graph_.edges(diagram_, aim_, now_.borders, band_);
    Values fall(diagram_.zones());
    for (Index zone = 0; zone < diagram_.zones(); ++zone)
      fall[zone] = soft_.fall(zone, diagram_.offsets[zone]);
    laplacian_.factorise(*edges_, fall);
  }

  [[nodiscard]] Values errors(const PassResult& result, const PowerDiagram& diagram) const {
    Values error(diagram.zones());
    for (Index zone = 0; zone < diagram.zones(); ++zone)
      error[zone] =
          soft_.load(zone, diagram.offsets[zone]) - result.zones[static_cast<std::size_t>(zone)].load;
    return error;
  }

  [[nodiscard]] double error_size(const PassResult& result, const PowerDiagram& diagram) const {
    return std::sqrt((errors(result, diagram).array() / aim_.array().max(1e-300)).square().mean());
  }

  // What carrying the borders along asks of each zone when its center goes to `centers`.
  [[nodiscard]] Values drift(const Points& centers) const {
    Values right = Values::Zero(diagram_.zones());
    for (const ZoneEdge& edge : *edges_) {
      const double before_a = (edge.place - diagram_.centers.col(edge.a)).squaredNorm();
      const double before_b = (edge.place - diagram_.centers.col(edge.b)).squaredNorm();
      const double after_a = (edge.place - centers.col(edge.a)).squaredNorm();
      const double after_b = (edge.place - centers.col(edge.b)).squaredNorm();
      const double change = edge.conductance * ((after_a - before_a) - (after_b - before_b));
      right[edge.a] += change;
      right[edge.b] -= change;
    }
    return right;
  }

  [[nodiscard]] double share(Index zone) const {
    return aim_[zone] > 0 ? now_.zones[static_cast<std::size_t>(zone)].load / aim_[zone] : 1.0;
  }

  // The most starved zone takes a half of the most crowded one, the next of the next: both centers stand on
  // either side of the crowded one, in directions that differ from zone to zone. Repeated, since a half may
  // still be crowded.
  void split_crowded_zones() {
    constexpr int rounds = 30;
    std::vector<Index> order(static_cast<std::size_t>(diagram_.zones()));
    for (int round = 0; round < rounds && least_share(now_) < starved; ++round) {
      std::iota(order.begin(), order.end(), Index{0});
      std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return share(a) < share(b); });
      std::size_t poor = 0;
      std::size_t rich = order.size() - 1;
      for (; poor < rich && share(order[poor]) < starved && share(order[rich]) > crowded; ++poor, --rich)
        split(order[rich], order[poor], round);
      if (poor == 0) break;
      look_at_borders();
    }
    graph_.follow(diagram_.centers);
  }

  void split(Index rich, Index poor, int round) {
    const Sums& sums = now_.zones[static_cast<std::size_t>(rich)];
    const Eigen::Vector2d centroid = Eigen::Vector2d(sums.x, sums.y) / sums.load;
    const double radius = std::sqrt(std::max(0.0, sums.square / sums.load - centroid.squaredNorm()));
    const double angle = std::numbers::phi * static_cast<double>(poor + round);
    const Eigen::Vector2d step = radius / 2 * Eigen::Vector2d(std::cos(angle), std::sin(angle));
    diagram_.centers.col(rich) = centroid + step;
    diagram_.centers.col(poor) = centroid - step;
    diagram_.offsets[poor] = diagram_.offsets[rich];
  }

  void move_to(const Points& centers, double band) {
    constexpr int halvings = 3;
    constexpr double damping = 0.5;  // of the Newton step, whose derivatives are estimates
    constexpr double balanced = 0.1;
    factorise();
    const Values error = errors(now_, diagram_);
    const double most = std::max(balanced, 2 * error_size(now_, diagram_));
    PowerDiagram next;
    double part = 1.0;
    for (int halving = 0;; ++halving, part /= 2) {
      next.centers = diagram_.centers + part * (centers - diagram_.centers);
      next.offsets =
          diagram_.offsets + laplacian_.solve(drift(next.centers) + std::min(damping, part) * error);
      soft_.balance(next.offsets, total_);
      pass_.run(next, band, next_result_);
      if (halving == halvings ||
          (least_share(next_result_) > starved && error_size(next_result_, next) < most))
        break;
    }
    accept(next, band);
  }

  // Halves the step until no zone falls below half of the least load so far and the error shrinks.
  bool newton_step(double& length) {
    constexpr int halvings = 3;
    factorise();
    const double before = error_size(now_, diagram_);
    const double floor = least_share(now_) / 2;
    const double band = next_band();
    const Values direction = laplacian_.solve(errors(now_, diagram_));
    PowerDiagram next = diagram_;
    for (int halving = 0; halving < halvings; ++halving, length /= 2) {
      next.offsets = diagram_.offsets + length * direction;
      soft_.balance(next.offsets, total_);
      pass_.run(next, band, next_result_);
      if (least_share(next_result_) >= floor &&
          error_size(next_result_, next) < before * (1 - 0.01 * length)) {
        accept(next, band);
        length = std::min(1.0, 2 * length);
        return true;
      }
    }
    return false;
  }

  void accept(PowerDiagram& next, double band) {
    std::swap(diagram_, next);
    std::swap(now_, next_result_);
    note_pass(band);
  }

  // The least load of a zone, as a share of what it should have.
  [[nodiscard]] double least_share(const PassResult& result) const {
    double share = std::numeric_limits<double>::infinity();
    for (Index zone = 0; zone < aim_.size(); ++zone)
      if (aim_[zone] > 0)
        share = std::min(share, result.zones[static_cast<std::size_t>(zone)].load / aim_[zone]);
    return share;
  }

  PowerPass& pass_;
  const Values& aim_;
  SoftTargets soft_;
  double total_ = 0;
  double mean_square_ = 0;
  double band_ = 0;
  PowerDiagram diagram_;
  ZoneGraph graph_;
  const std::vector<ZoneEdge>* edges_ = nullptr;
  Laplacian laplacian_;
  int border_age_ = 0;    // passes since one that looked at the borders
  bool outdated_ = true;  // the Laplacian is older than the borders, or than the softness
  PassResult now_, next_result_;
};

}  // namespace equizone
