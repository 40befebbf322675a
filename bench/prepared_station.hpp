#pragma once
/// \file
/// A station with all that the stages of the engine work on.

#include <memory>
#include <utility>

#include "equizone/balancing/follow_centers.hpp"
#include "equizone/balancing/problem.hpp"
#include "equizone/balancing/soft_targets.hpp"
#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/seeding/hilbert.hpp"
#include "equizone/seeding/runs.hpp"
#include "equizone/seeding/sorted_stops.hpp"
#include "stations.hpp"

namespace equizone::bench {

inline bool go_on(double) { return true; }

/// A checked problem, its stops in the order of the curve, and the tree of blocks over them.
struct PreparedStation {
  PreparedStation(const Station& station, Index zones, double tolerance = 0.03)
      : options(make_options(zones, tolerance)),
        problem(make_problem(station.points, station.loads, options)),
        soft(soft_targets(problem.bounds, problem.aim, 0.9)),
        stops(sort_stops(problem.points, problem.loads, hilbert_order(problem.points))),
        tree(stops),
        pass(tree, 1) {}
  PreparedStation(const PreparedStation&) = delete;
  PreparedStation& operator=(const PreparedStation&) = delete;

  /// First centers, no offsets.
  [[nodiscard]] PowerDiagram first_diagram() const {
    return {centers_of_runs(stops, problem.aim), Values::Zero(problem.zones())};
  }

  /// What stage 2 hands to the finish: centers at rest, loads near the soft targets.
  [[nodiscard]] PowerDiagram balanced_diagram() {
    CenterFollower follower(pass, problem.aim, soft);
    follower.start(first_diagram());
    follower.move_centers(40, 1.0, go_on);
    follower.settle(6, 0.5 * stop_share(problem));
    return follower.diagram();
  }

  PartitionOptions options;
  Problem problem;
  SoftTargets soft;
  SortedStops stops;
  BlockTree tree;
  PowerPass pass;

 private:
  static PartitionOptions make_options(Index zones, double tolerance) {
    PartitionOptions options;
    options.zones = zones;
    options.tolerance = tolerance;
    return options;
  }
};

/// A city's stops. Google Benchmark calls a function several times with the same arguments: the last station
/// is kept.
inline const Station& city_station(Index stops) {
  static Station last;
  if (last.loads.size() != stops) last = city_station(stops, 20240);
  return last;
}

/// A city with all that the stages work on; the last one is kept.
inline PreparedStation& prepared_city(Index stops, Index zones) {
  static std::unique_ptr<PreparedStation> last;
  if (!last || last->problem.stops() != stops || last->problem.zones() != zones)
    last = std::make_unique<PreparedStation>(city_station(stops), zones);
  return *last;
}

}  // namespace equizone::bench
