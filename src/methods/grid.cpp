// Cells of a grid, joined along a serpentine until a zone is full.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "equizone/seeding/runs.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

constexpr Index most_columns = 10'000;

struct Raster {
  Index columns = 1;
  Index rows = 1;
};

// Square cells if their number across is given; else rows as high as a zone is wide, and in them cells of
// about a sixteenth of a zone: the narrower, the closer the loads, while a zone stays as compact as with
// square ones.
Raster raster_of(const MethodCall& call, const Eigen::Vector2d& extent) {
  constexpr double cells_per_zone = 16;
  const auto at_least_one = [](double count) {
    return static_cast<Index>(std::clamp(std::round(count), 1.0, static_cast<double>(most_columns)));
  };
  const double given = call.parameter("cells");
  const double shape = extent.x() > 0 ? extent.y() / extent.x() : static_cast<double>(most_columns);
  if (given > 0) return {at_least_one(given), at_least_one(given * shape)};
  const auto zones = static_cast<double>(call.problem.zones());
  const double cells = std::min(cells_per_zone * zones, static_cast<double>(call.problem.stops()));
  const Index rows = at_least_one(std::sqrt(zones * shape));
  return {at_least_one(cells / static_cast<double>(rows)), rows};
}

// Place of each stop's cell on the serpentine: rows from the south, every other one from the east.
std::vector<std::int64_t> serpentine(const Points& points, const Raster& raster) {
  const Eigen::Vector2d low = points.rowwise().minCoeff();
  const Eigen::Vector2d extent = points.rowwise().maxCoeff() - low;
  const auto cell = [](double from_low, double whole, Index count) {
    if (!(whole > 0)) return Index{0};
    return std::min(count - 1, static_cast<Index>(from_low / whole * static_cast<double>(count)));
  };
  std::vector<std::int64_t> places(static_cast<std::size_t>(points.cols()));
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const Eigen::Vector2d from_low = points.col(stop) - low;
    const Index row = cell(from_low.y(), extent.y(), raster.rows);
    const Index column = cell(from_low.x(), extent.x(), raster.columns);
    places[static_cast<std::size_t>(stop)] =
        row * raster.columns + (row % 2 == 0 ? column : raster.columns - 1 - column);
  }
  return places;
}

std::vector<std::int64_t> occupied(std::vector<std::int64_t> places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

// Each stop a cell of its own, in the order of the serpentine: where stops share places, no grid parts them.
void part_all(std::vector<std::int64_t>& places) {
  std::vector<std::size_t> order(places.size());
  for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
  for (std::size_t at = 0; at < order.size(); ++at) places[order[at]] = static_cast<std::int64_t>(at);
}

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const Eigen::Vector2d extent = problem.points.rowwise().maxCoeff() - problem.points.rowwise().minCoeff();
  Raster raster = raster_of(call, extent);
  std::vector<std::int64_t> places = serpentine(problem.points, raster);
  std::vector<std::int64_t> cells = occupied(places);
  const auto zones = static_cast<std::size_t>(problem.zones());
  for (; cells.size() < zones && raster.columns <= most_columns; cells = occupied(places)) {
    raster = {2 * raster.columns, 2 * raster.rows};
    places = serpentine(problem.points, raster);
  }
  if (cells.size() < zones) {
    part_all(places);
    cells = occupied(places);
  }

  SortedStops along;  // a cell is one stop, since it is not divided; where it lies does not matter
  along.resize(static_cast<Index>(cells.size()));
  std::fill(along.load.begin(), along.load.end(), 0.0);
  std::vector<std::size_t> cell_of(places.size());
  for (std::size_t stop = 0; stop < places.size(); ++stop) {
    cell_of[stop] =
        static_cast<std::size_t>(std::lower_bound(cells.begin(), cells.end(), places[stop]) - cells.begin());
    along.load[cell_of[stop]] += problem.loads[static_cast<Index>(stop)];
  }
  const std::vector<Index> begins = cut_into_runs(along, problem.aim);
  Labels labels(problem.stops());
  for (std::size_t stop = 0; stop < places.size(); ++stop)
    labels[static_cast<Index>(stop)] = static_cast<std::int32_t>(
        std::upper_bound(begins.begin(), begins.end() - 1, static_cast<Index>(cell_of[stop])) -
        begins.begin() - 1);
  return {std::move(labels), problem.zones(), {}, false};
}

}  // namespace

Method grid() {
  return {{.name = "grid",
           .description = "cells of a grid, joined along a serpentine until a zone is full",
           .source = "a planner's procedure, without an author; ours are narrow cells in rows as high as a "
                     "zone is wide, and that a cell goes to the zone in which its middle lies",
           .complexity = "O(n log n)",
           .guarantees = "a zone is a run of whole cells; loads within the heaviest cell of their targets, "
                         "and a cell heavier than a zone stays whole and makes a zone too heavy",
           .budget = {},
           .parameters = {{.name = "cells",
                           .standard = 0,
                           .lowest = 0,
                           .highest = most_columns,
                           .meaning = "square cells from west to east, doubled until as many are occupied as "
                                      "there are zones; 0: chosen from stops and zones"}},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
