#pragma once
/// \file
/// Distances in the plane with barriers.

#include <memory>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/metric.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// Shortest ways between stops around barriers.
class BarrierWays {
 public:
  /// \throws InputError for coordinates that are not finite, and for barriers that are not valid.
  /// O(n log n) for n stops, crossings and pieces of barriers.
  BarrierWays(const Points& points, const BarrierLines& barriers);

  /// Metres from a stop to every stop, prices of what is crossed included; infinite where no way leads.
  /// Straight where nothing stands between. Else a way that bends at stops and crossings, at most: so never
  /// shorter than the true shortest way, and longer by what the nearest stop at a bend is off.
  /// \throws InputError for a stop that there is not
  /// Complexity: O(n log n), and a look for barriers on about as many straight ways.
  /// Method: Dijkstra on the Delaunay graph cut at barriers, with shortcuts from the last bend (Daniel, Nash,
  /// Koenig, Felner 2010).
  [[nodiscard]] Values distances_from(Index stop) const;

 private:
  struct Ground;
  std::shared_ptr<const Ground> ground_;
};

/// Planar distance with barriers: closed ones are walked around or passed at their crossings, others cost
/// their price. Where no way leads, the straight one counts three times.
class BarrierMetric : public Metric {
 public:
  /// \param barriers  closed lines, priced lines, and crossings
  /// \param visits    how often each stop is visited, n numbers >= 0; empty: as the loads
  /// \throws InputError for barriers or visits that are not valid. O(m) for m pieces.
  explicit BarrierMetric(BarrierLines barriers, Values visits = {});

  [[nodiscard]] std::unique_ptr<const Distances> between(const Points& points) const override;

  /// The barriers, as given.
  [[nodiscard]] const BarrierLines& barriers() const { return barriers_; }
  /// The ways between given stops.
  /// \param points  projected metres, 2 x n; every coordinate finite
  [[nodiscard]] BarrierWays over(const Points& points) const { return {points, barriers_}; }

 private:
  BarrierLines barriers_;
};

}  // namespace equizone
