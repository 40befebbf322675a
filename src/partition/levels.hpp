#pragma once
// The stops at full resolution, and the same town seen from farther away.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/types.hpp"
#include "equizone/seeding/shared_places.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

// Stops in the order of a curve, with all that a pass needs.
struct Level {
  Level(SortedStops sorted, int threads)
      : stops(std::move(sorted)), tree(stops, threads), pass(tree, threads) {}
  Level(const Level&) = delete;
  Level& operator=(const Level&) = delete;

  SortedStops stops;
  BlockTree tree;
  PowerPass pass;
};

inline Level level_where_stops_are(const Problem& problem, const std::vector<std::int32_t>& order,
                                   int threads) {
  return {sort_stops(problem.points, problem.loads, order, threads), threads};
}

// Where zones have many stops, runs of them are merged until a zone has about 64: centers find their places
// among these, at a fraction of the cost of a pass over all stops. Merging has a price, borders cannot cut a
// run; a level of about 256 a zone in between takes most of it back.
class Levels {
 public:
  Levels(const Points& points, const Values& loads, Index zones, int threads) {
    constexpr double width = 1e-6;        // of a shared place, in half extents of the station
    constexpr double heavy_share = 0.25;  // of a zone's load, from which on a place may have to be divided
    constexpr Index enough_stops = 4096;  // for any number of zones
    SortedStops stops = sort_stops(points, loads, hilbert_order(points, 0.0, threads), threads);
    shared_places_ =
        spread_shared_places(stops, width, heavy_share * loads.sum() / static_cast<double>(zones));
    Index coarser = 0;
    for (const Index stops_per_zone : {64, 256}) {
      const Index run = points.cols() / std::max(stops_per_zone * zones, enough_stops);
      if (run > 1 && run != coarser)
        levels_.push_back(std::make_unique<Level>(merge_runs(stops, run, threads), threads));
      coarser = run;
    }
    levels_.push_back(std::make_unique<Level>(std::move(stops), threads));
  }

  // The coarsest is the first, the last has all stops.
  [[nodiscard]] std::size_t count() const { return levels_.size(); }
  [[nodiscard]] Level& operator[](std::size_t level) const { return *levels_[level]; }
  [[nodiscard]] Level& coarsest() const { return *levels_.front(); }
  [[nodiscard]] Level& fine() const { return *levels_.back(); }
  // Where the stops lie at the last level, in the caller's order.
  [[nodiscard]] Points fine_points() const {
    const SortedStops& stops = fine().stops;
    Points points(2, stops.size());
    for (std::size_t at = 0; at < stops.order.size(); ++at)
      points.col(stops.order[at]) << stops.x[at], stops.y[at];
    return points;
  }
  // Whether stops at one place were laid out around it.
  [[nodiscard]] bool shared_places() const { return shared_places_; }

 private:
  std::vector<std::unique_ptr<Level>> levels_;
  bool shared_places_ = false;
};

}  // namespace equizone
