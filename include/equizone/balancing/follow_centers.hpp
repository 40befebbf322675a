#pragma once
/// \file
/// Centers move to their zones' centroids while the balance is kept.

#include <numeric>

#include "equizone/balancing/dual.hpp"
#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/lloyd.hpp"

namespace equizone {

/// Offsets after the centers of `from` have moved to `centers`, such that each border stays where it was: for
/// each neighbouring pair, the difference of power distances at the middle of their border is kept, in the
/// least-squares sense with the conductances as factors. Without it every center move would destroy the
/// balance. One sparse solve.
inline Values carry_borders(const PowerDiagram& from, const Points& centers,
                            const std::vector<ZoneEdge>& edges) {
  Values right = Values::Zero(from.zones());
  for (const ZoneEdge& edge : edges) {
    const double before_a = (edge.place - from.centers.col(edge.a)).squaredNorm();
    const double before_b = (edge.place - from.centers.col(edge.b)).squaredNorm();
    const double after_a = (edge.place - centers.col(edge.a)).squaredNorm();
    const double after_b = (edge.place - centers.col(edge.b)).squaredNorm();
    const double drift = edge.conductance * ((after_a - before_a) - (after_b - before_b));
    right[edge.a] += drift;
    right[edge.b] -= drift;
  }
  const Values change = solve_laplacian(edges, Values::Zero(from.zones()), right);
  return (from.offsets + change).array() - change.mean();
}

/// Gives a starved zone its load at once: its offset is set so that it wins the stops nearest to winning, in
/// the order of how much they would lose, until their loads reach the load aimed at. O(n k) for the few zones
/// concerned; the remedy of last resort.
inline void feed_zone(PowerDiagram& diagram, Index starved, double aim, const Points& points,
                      const Values& loads) {
  const Index n = points.cols();
  std::vector<double> gap(static_cast<std::size_t>(n));
  for (Index i = 0; i < n; ++i) {
    double least = std::numeric_limits<double>::infinity();
    for (Index zone = 0; zone < diagram.zones(); ++zone)
      if (zone != starved) least = std::min(least, diagram.power(zone, points.col(i)));
    gap[static_cast<std::size_t>(i)] = (points.col(i) - diagram.centers.col(starved)).squaredNorm() - least;
  }
  std::vector<Index> order(static_cast<std::size_t>(n));
  std::iota(order.begin(), order.end(), Index{0});
  std::sort(order.begin(), order.end(), [&](Index a, Index b) {
    const double left = gap[static_cast<std::size_t>(a)];
    const double right = gap[static_cast<std::size_t>(b)];
    return left != right ? left < right : a < b;
  });
  double sum = 0;
  for (const Index stop : order) {
    sum += loads[stop];
    diagram.offsets[starved] = gap[static_cast<std::size_t>(stop)];
    if (sum >= aim) break;
  }
  diagram.offsets[starved] += 1e-12 * std::abs(diagram.offsets[starved]);
}

/// Iterates: centers move to their zones' centroids, borders are carried along, a few Newton steps repair the
/// balance.
class CenterFollower {
 public:
  CenterFollower(const Problem& problem, PowerPass& pass)
      : problem_(problem),
        pass_(pass),
        fit_(pass, problem.aim, soft_targets(problem.bounds, problem.aim, room_share, 1.0)) {}

  /// Fits offsets to the diagram's centers, then moves them `moves` times. `go_on(fraction)` is asked
  /// before each move.
  void run(PowerDiagram& diagram, int moves, const GoOn& go_on) {
    constexpr int first_steps = 20;
    constexpr int settling_moves = 4;  // the last ones are not over-relaxed
    PassResult now = start(diagram);
    now = fit_.fit(diagram, std::move(now), first_steps, precision);
    for (int move = 0; move < moves && go_on(static_cast<double>(move) / moves); ++move) {
      const double relaxation = move + settling_moves < moves ? over_relaxation() : 1.0;
      now = follow(diagram, now, relaxation);
      now = fit_.fit(diagram, std::move(now), 2, precision);
    }
  }

  /// Newton steps alone, the centers stay.
  PassResult refit(PowerDiagram& diagram, int steps) {
    PassResult now = start(diagram);
    return fit_.fit(diagram, std::move(now), steps, precision / 10);
  }

 private:
  static constexpr double room_share = 0.8;  // of the room within the bounds; the rest is for whole stops
  static constexpr double precision = 0.003;
  static constexpr double starved = 0.3;  // of the load aimed at

  // Overshooting the centroid reaches the optimum in fewer moves; with few stops per zone it is unsafe.
  [[nodiscard]] double over_relaxation() const {
    return problem_.stops() < 50 * problem_.zones() ? 1.3 : 1.6;
  }

  PassResult start(const PowerDiagram& diagram) {
    PassResult now = pass_.run(diagram, true);
    const double mean_square = spread(now.zones) / problem_.loads.sum();
    fit_.set_scale(std::max(0.3 * mean_square, 1e-30));
    return now;
  }

  PassResult follow(PowerDiagram& diagram, const PassResult& now, double relaxation) {
    const std::vector<ZoneEdge> edges = zone_graph(diagram, problem_.aim, now.borders);
    const PowerDiagram before = diagram;
    const Points goal = centroids(diagram, now.zones);
    PassResult next;
    for (int halving = 0; halving < 4; ++halving, relaxation /= 2) {
      diagram.centers = before.centers + relaxation * (goal - before.centers);
      diagram.offsets = carry_borders(before, diagram.centers, edges);
      next = pass_.run(diagram, true);
      if (starved_zones(next).empty()) return next;
    }
    for (const Index zone : starved_zones(next))
      feed_zone(diagram, zone, problem_.aim[zone], problem_.points, problem_.loads);
    return pass_.run(diagram, true);
  }

  [[nodiscard]] std::vector<Index> starved_zones(const PassResult& result) const {
    std::vector<Index> found;
    for (Index zone = 0; zone < problem_.zones(); ++zone)
      if (result.zones[static_cast<std::size_t>(zone)].load < starved * problem_.aim[zone])
        found.push_back(zone);
    return found;
  }

  const Problem& problem_;
  PowerPass& pass_;
  OffsetFit fit_;
};

}  // namespace equizone
