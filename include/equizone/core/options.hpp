#pragma once
/// \file
/// What a caller may ask of a partition.

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>

#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/cover_solver.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// How much work goes into a good solution. Levels limit iterations, never seconds, so results are
/// reproducible.
enum class Effort {
  fast,      ///< few center moves; up to 20,000 stops from one start, beyond as standard
  standard,  ///< "default" in Python and on the command line; four starts up to 20,000 stops, beyond one to
             ///< five, the more the fewer the zones; up to 900 stops more, up to 128, and up to 1,300 a few
             ///< zones at a time are then divided anew
  thorough   ///< more starts and center moves; up to 200,000 stops a few zones at a time are divided
             ///< anew, neither with `start`
};

/// Where to start from: labels of all stops, or centers (with offsets, if known), or both. In Python: a whole
/// number per stop, or centers (zones x 2), or an earlier Partition.
struct Start {
  Labels labels;   ///< one per stop, or empty; if they lie within the bounds, the result costs no more
  Points centers;  ///< 2 x zones, metres, or empty: the centroids of the labels
  Values offsets;  ///< one per zone, m^2, or empty (zero)
};

/// How far a run has come: `fraction` in [0, 1] of the stage named.
struct Progress {
  const char* stage;
  double fraction;
};

/// Options of partition(), kmeans() and balance(); one object for all three, so that stages compose.
struct PartitionOptions {
  /// Number of zones, 1 <= zones <= stops. Required.
  Index zones = 0;
  /// Load each zone should have: absolute loads, or shares that sum to 1, one per zone and > 0.
  /// Empty: total / zones each. Absolute loads must sum to the total within the tolerance.
  Values targets;
  /// Allowed relative deviation of a zone's load from its target, above and below; >= 0.
  double tolerance = 0.03;
  /// Explicit bounds of each zone's load (as loads); one number per zone, or one for all; empty: from the
  /// tolerance. Giving only `upper` means lower = 0, giving only `lower` means no upper bound.
  Values lower;
  Values upper;
  /// Seed of all random choices.
  std::uint64_t seed = 0;
  /// In Python "fast", "default" or "thorough". With `start`, thorough does not divide zones anew.
  Effort effort = Effort::standard;
  /// Seconds after which improvement stops at the next opportunity; the result is still complete. Only this
  /// option makes a result depend on the clock. Infinity: no limit.
  double time_limit_s = std::numeric_limits<double>::infinity();
  /// Threads to use, at most 1,024; 0: all cores. Results do not depend on it.
  int threads = 1;
  /// Where to start from; empty: from runs of equal load along a space-filling curve.
  std::optional<Start> start;
  /// The method of partition(): "balanced" is ours, methods() lists those of the literature.
  std::string method = "balanced";
  /// Candidate solutions that a searching method looks at; 0: by effort. Other methods do not search.
  std::int64_t budget = 0;
  /// Numbers that the method takes beyond these options; methods() lists them. In Python a dict.
  std::map<std::string, double> parameters;
  /// Who chooses among candidate zones, for method "set_cover". In C++ it must be given: the library links no
  /// integer programming solver. In Python a function of a CoverProblem that returns a pair: the numbers of
  /// the chosen candidates, and whether they are proven to cost least; without one, SciPy's HiGHS.
  CoverSolver cover_solver;
  /// Where the couriers start and end, metres. Checked against the stops; methods that do not start from a
  /// station do not use it, the balanced one among them.
  std::optional<Eigen::Vector2d> station;
  /// Whether zones are kept in one piece: on the neighbour graph of the stops, or on `graph`. What a zone has
  /// elsewhere goes to the zones around it, and moves that keep zones in one piece bring all within their
  /// bounds. Not given up for the bounds: `status` says if both cannot be had. Not for kmeans(), as all that
  /// follows here up to `flag_outliers`.
  bool contiguous = false;
  /// Lines that zones do not cross, but at their crossings; implies `contiguous`. Those that have a price
  /// count as BarrierMetric counts them, or on each edge of a NetworkMetric that crosses them, in the unit of
  /// its lengths: zones then lie around median stops. A MatrixMetric holds what ways cost already.
  /// Stops that barriers shut off and that are too few for a zone go to the nearest zone and are listed in
  /// the result's `enclosed`; but given lines (not `mapped`) with a ring around stops, without a crossing,
  /// are an error where no whole number of zones fits in.
  BarrierLines barriers;
  /// Pairs of stops that are neighbours, instead of those that barriers leave: of blocks, or on streets;
  /// implies `contiguous`.
  std::optional<StopPairs> graph;
  /// Whether stops far from everything (see outliers()) go to the zone of the nearest other stop and are
  /// listed in the result's `outliers`, instead of drawing a zone to them.
  bool flag_outliers = false;
  /// Called now and then from the calling thread with the stage's name and the fraction of it that is done,
  /// which begins anew for each start; may throw to stop the run.
  std::function<void(const Progress&)> progress;
};

}  // namespace equizone
