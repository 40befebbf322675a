#pragma once
// The stops at full resolution, and the same town seen from farther away.

#include <algorithm>
#include <memory>
#include <vector>

#include "equizone/clustering/block_tree.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/types.hpp"
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

// Where zones have many stops, runs of them are merged until a zone has about 64: centers find their places
// among these, at a fraction of the cost of a pass over all stops.
class Levels {
 public:
  Levels(const Points& points, const Values& loads, Index zones, int threads) {
    constexpr double spiral_radius = 1e-6;  // of the station's extent
    constexpr Index stops_per_zone = 64;
    constexpr Index enough_stops = 4096;  // for any number of zones
    SortedStops stops = sort_stops(points, loads, hilbert_order(points, 0.0, threads), threads);
    shared_places_ = spread_shared_places(stops, spiral_radius);
    const Index run = points.cols() / std::max(stops_per_zone * zones, enough_stops);
    if (run > 1) coarse_ = std::make_unique<Level>(merge_runs(stops, run), threads);
    fine_ = std::make_unique<Level>(std::move(stops), threads);
  }

  [[nodiscard]] Level& fine() const { return *fine_; }
  [[nodiscard]] Level& coarse() const { return coarse_ ? *coarse_ : *fine_; }
  [[nodiscard]] bool has_coarse() const { return coarse_ != nullptr; }
  // Whether stops at one place were laid out around it.
  [[nodiscard]] bool shared_places() const { return shared_places_; }

 private:
  std::unique_ptr<Level> coarse_;
  std::unique_ptr<Level> fine_;
  bool shared_places_ = false;
};

}  // namespace equizone
