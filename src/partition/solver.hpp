#pragma once
// The two stages on a checked problem, in the solver's own units.

#include <cstdint>
#include <optional>

#include "equizone/balancing/problem.hpp"
#include "equizone/balancing/soft_targets.hpp"
#include "equizone/balancing/zoning_state.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/core/options.hpp"
#include "partition/levels.hpp"

namespace equizone {

// How much each effort does; iterations only, so that results are reproducible.
struct EffortPlan {
  int center_moves;          // at the coarsest level
  int refining_moves;        // of them anew at each finer level
  int newton_steps;          // of the offsets, when the centers have come to rest
  double room_share;         // of the room within the bounds that offsets may use; whole stops need the rest
  int starts;                // from differently turned curves
  int finished;              // of them brought to whole stops
  int improving;             // tries of ruin-and-recreate per zone, from the best of them on
  std::int64_t search_tree;  // nodes of the exhaustive search for tiny stations
};

// What a solution is known by: its labels, the diagram they came from, and how good they are (units).
struct Solution {
  Labels labels;
  PowerDiagram diagram;
  double breach = 0;     // of the promise that no zone deviates by more than its bounds or the heaviest stop
  double violation = 0;  // of the bounds
  double cost = 0;
  bool proven = false;  // nothing within the bounds exists (violation > 0)

  [[nodiscard]] bool better_than(const Solution& other) const {
    if (breach != other.breach) return breach < other.breach;
    return violation != other.violation ? violation < other.violation : cost < other.cost;
  }
};

// The stages, and everything that several starts share.
class Solver {
 public:
  // References must outlive this.
  Solver(const Problem& problem, const PartitionOptions& options, const Deadline& deadline);

  // Both stages, from several starts: the best solution.
  Solution solve();
  // Stage 2: from a diagram to whole stops within the bounds. Where labels are given, it costs no more than
  // they do, if these lie within the bounds.
  Solution balance(const PowerDiagram& start, const Labels& labels);
  [[nodiscard]] const Levels& levels() const { return levels_; }

 private:
  // Stage 2 as far as a power diagram goes.
  struct Relaxed {
    PowerDiagram diagram;
    double cost;
  };

  Labels labels_of(const PowerDiagram& diagram);
  Relaxed follow(Level& level, const PowerDiagram& start, int moves);
  Relaxed search(const PowerDiagram& start);
  Relaxed refine(Relaxed relaxed);
  void try_starts(Solution& best);
  Solution from_diagram(const PowerDiagram& diagram);
  Solution to_whole_stops(Labels labels, const PowerDiagram& diagram);
  Labels whole_stops_apart(Labels labels);
  void fall_back_on_runs(Solution& solution);
  void keep_promise(Solution& solution);
  void improve(Solution& solution);
  const StopGraph& graph();
  [[nodiscard]] std::int64_t tries(int per_zone) const;
  [[nodiscard]] Solution measured(Labels labels, const PowerDiagram& diagram) const;
  Solution from_labels(Labels labels, const PowerDiagram& diagram);
  void search_exhaustively(Solution& solution) const;
  [[nodiscard]] GoOn asking(const char* stage) const;

  const Problem& problem_;
  const PartitionOptions& options_;
  Bounds promise_;
  std::int64_t budget_;  // of the repairs of all starts
  EffortPlan effort_;    // of what is being done
  const Deadline& deadline_;
  Levels levels_;
  SoftTargets soft_;
  std::optional<StopGraph>
      graph_;  // built when first needed, like that of stops laid out around their places
  Points points_apart_;
  std::optional<StopGraph> stops_apart_;
};

}  // namespace equizone
