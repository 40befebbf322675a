// Zones along a serpentine of cells.

#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Every place of a town of `side` times `side` blocks, 100 m apart, with `stops` stops each.
Given blocks(Index side, Index stops) {
  Given given{Points(2, side * side * stops), Values::Ones(side * side * stops)};
  for (Index stop = 0; stop < given.loads.size(); ++stop) {
    const Index block = stop / stops;
    given.points.col(stop) << 100.0 * static_cast<double>(block % side),
        100.0 * static_cast<double>(block / side);
  }
  return given;
}

Partition by_grid(const Given& given, Index zones, double cells) {
  PartitionOptions options;
  options.zones = zones;
  options.method = "grid";
  options.parameters["cells"] = cells;
  return partition(given.points, given.loads, options);
}

}  // namespace

TEST_CASE("a grid zone is a run of cells along the serpentine", "[methods][grid]") {
  const Index side = 6;
  const Partition result = by_grid(blocks(side, 3), 4, static_cast<double>(side));
  CHECK(result.imbalance == Approx(0));
  for (Index along = 0; along < side * side; ++along) {
    const Index row = along / side;
    const Index column = row % 2 == 0 ? along % side : side - 1 - along % side;
    for (Index stop = 0; stop < 3; ++stop) {
      INFO(row << ", " << column);
      CHECK(result.labels[3 * (row * side + column) + stop] == along / 9);
    }
  }
}

TEST_CASE("a cell heavier than a zone stays whole, and the status says so", "[methods][grid]") {
  Given given = blocks(4, 2);
  given.loads.head(2).setConstant(20);
  const Partition result = by_grid(given, 4, 4);
  CHECK(result.labels[0] == result.labels[1]);
  CHECK(result.zone_loads[result.labels[0]] >= 40);
  CHECK(result.status != Status::ok);
}

TEST_CASE("a grid too coarse for so many zones is made finer", "[methods][grid]") {
  CHECK(zones_used(by_grid(blocks(5, 1), 20, 1).labels) == 20);
  CHECK(zones_used(by_grid(blocks(1, 9), 4, 0).labels) == 4);
}

TEST_CASE("grid zones miss their targets by no more than a cell", "[methods][grid]") {
  const Given given = anywhere(4000, 3);
  const Partition result = by_method(given, "grid", 10);
  const double heaviest_cell = given.loads.sum() / 160 * 2;  // cells hold about 25 stops
  CHECK((result.zone_loads - result.targets).cwiseAbs().maxCoeff() < heaviest_cell);
}
