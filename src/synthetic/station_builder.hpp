#pragma once
// Collects the stops of a station, then draws their loads and their order.

#include <cstdint>
#include <vector>

#include "synthetic/quarter.hpp"

namespace equizone::synthetic {

// A quarter and who lives there. All stops at one door are of one kind.
struct Part {
  Part(const Pattern& pattern, Index count, Mix kinds, Index least_at_door = 1, Index most_at_door = 1);

  Quarter quarter;
  Index stops;
  Mix mix;
  Index least;  // stops at a door
  Index most;
};

class StationBuilder {
 public:
  StationBuilder(Index stops, std::uint64_t seed);

  // Of layouts: where quarters lie, how large they are.
  Random& layout() { return layout_; }
  // Of single places.
  Random& places() { return places_; }

  void add(const Eigen::Vector2d& place, PlaceKind kind);

  // All stops of a part, at doors that are free.
  void build(const Part& part, const IsFree& is_free = everywhere);

  // The station with its stops in random order, and a load for each.
  [[nodiscard]] SyntheticStation finish(const Eigen::Vector2d& station, BarrierLines barriers = {}) const;

 private:
  struct Stop {
    Eigen::Vector2d place;
    PlaceKind kind;
  };

  std::uint64_t seed_;
  Random layout_;
  Random places_;
  std::vector<Stop> stops_;
};

}  // namespace equizone::synthetic
