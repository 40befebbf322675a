#pragma once
/// \file
/// A checked problem in the solver's own units.

#include <cmath>

#include "equizone/balancing/bounds.hpp"
#include "equizone/clustering/power_diagram.hpp"
#include "equizone/core/checks.hpp"
#include "equizone/core/options.hpp"
#include "equizone/core/parallel.hpp"

namespace equizone {

/// What the solver works on; validated once, then only read. Positions are relative to the middle of the
/// stops and divided by a power of two near their extent: UTM northings cost no precision, and no square
/// overflows.
struct Problem {
  Points points;
  Values loads;
  Bounds bounds;
  Values aim;              ///< loads to aim at, within the bounds, summing to the total
  Eigen::Vector2d origin;  ///< metres
  double unit_m = 1.0;     ///< metres per unit of `points`

  [[nodiscard]] Index stops() const { return points.cols(); }
  [[nodiscard]] Index zones() const { return bounds.zones(); }

  [[nodiscard]] Points to_units(const Points& metres) const { return (metres.colwise() - origin) / unit_m; }
  [[nodiscard]] Points to_metres(const Points& units) const { return (units * unit_m).colwise() + origin; }
};

/// A mean stop's share of a mean zone's load: loads cannot be fitted more closely than to a part of it.
inline double stop_share(const Problem& problem) {
  return static_cast<double>(problem.zones()) / static_cast<double>(problem.stops());
}

namespace detail {

inline void check_options(const PartitionOptions& options, const Points& points) {
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  if (options.zones < 1 || options.zones > points.cols())
    throw InputError(message("zones is ", options.zones, " but there are ", points.cols(),
                             " stops; zones must lie between 1 and the number of stops"));
  if (options.budget < 0)
    throw InputError(message("budget is ", options.budget,
                             "; it must be a number of candidates > 0, or 0 for one by effort"));
  if (std::isnan(options.time_limit_s) || options.time_limit_s < 0)
    throw InputError(message("time_limit_s is ", options.time_limit_s, "; it must be >= 0 seconds"));
  constexpr int most_threads = 1024;
  if (options.threads < 0 || options.threads > most_threads)
    throw InputError(message("threads is ", options.threads, "; it must lie between 1 and ", most_threads,
                             ", or be 0 for all cores"));
}

inline void check_station(const PartitionOptions& options, const Points& points) {
  constexpr double farthest_m = 200e3;
  if (!options.station) return;
  const Eigen::Vector2d station = *options.station;
  if (!station.allFinite())
    throw InputError(message("station is (", station.x(), ", ", station.y(), "); it must be finite"));
  const double distance_m = std::sqrt((points.colwise() - station).colwise().squaredNorm().minCoeff());
  if (distance_m > farthest_m)
    throw InputError(
        message("station lies ", std::round(distance_m / 1000), " km from the nearest stop (at most ",
                farthest_m / 1000,
                " km are accepted); are its coordinates swapped, or in another coordinate system?"));
}

}  // namespace detail

/// Checks everything a caller may get wrong. \throws InputError. O(n + k).
inline Problem make_problem(const Points& points, const Values& loads, const PartitionOptions& options) {
  detail::check_options(options, points);
  const int threads = resolve_threads(options.threads);
  check_points(points, "points", threads);
  check_loads(loads, points.cols(), threads);
  const double total = check_total_load(loads);
  detail::check_station(options, points);

  Problem problem;
  problem.bounds = resolve_bounds(options, total);
  problem.aim = loads_to_aim_at(problem.bounds, total);
  const Eigen::Vector2d low = points.rowwise().minCoeff();
  const Eigen::Vector2d high = points.rowwise().maxCoeff();
  const double half_extent = (high / 2 - low / 2).maxCoeff();
  problem.origin = low / 2 + high / 2;
  constexpr double least_unit_m = 0x1.0p-30;  // about a nanometre
  problem.unit_m =
      half_extent > 0 ? std::max(least_unit_m, std::exp2(std::ceil(std::log2(half_extent)))) : 1.0;
  problem.points.resize(2, points.cols());
  problem.loads.resize(loads.size());
  for_each_stretch(points.cols(), stops_per_check, threads, [&](Index first, Index last) {
    for (Index stop = first; stop < last; ++stop)
      problem.points.col(stop) = (points.col(stop) - problem.origin) / problem.unit_m;
    problem.loads.segment(first, last - first) = loads.segment(first, last - first);
  });
  return problem;
}

}  // namespace equizone
