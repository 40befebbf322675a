// Zones by straight cuts.

#include <cmath>
#include <vector>

#include "catch.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

struct Box {
  Eigen::Vector2d low = Eigen::Vector2d::Constant(1e300);
  Eigen::Vector2d high = Eigen::Vector2d::Constant(-1e300);
};

std::vector<Box> boxes_of(const Points& points, const Labels& labels, Index zones) {
  std::vector<Box> boxes(static_cast<std::size_t>(zones));
  for (Index stop = 0; stop < points.cols(); ++stop) {
    Box& box = boxes[static_cast<std::size_t>(labels[stop])];
    box.low = box.low.cwiseMin(points.col(stop));
    box.high = box.high.cwiseMax(points.col(stop));
  }
  return boxes;
}

}  // namespace

TEST_CASE("zones of a bisection lie in rectangles that do not overlap", "[methods][rcb]") {
  const Given given = anywhere(900, 8);
  for (const Index zones : {2, 7, 13}) {
    const std::vector<Box> boxes = boxes_of(given.points, by_method(given, "rcb", zones).labels, zones);
    for (std::size_t a = 0; a < boxes.size(); ++a)
      for (std::size_t b = a + 1; b < boxes.size(); ++b)
        CHECK(((boxes[a].high.array() < boxes[b].low.array()).any() ||
               (boxes[b].high.array() < boxes[a].low.array()).any()));
  }
}

TEST_CASE("a bisection meets its targets to within a stop a cut", "[methods][rcb]") {
  const Given given = anywhere(500, 4);
  PartitionOptions options;
  options.zones = 5;
  options.method = "rcb";
  options.targets = Values(5);
  options.targets << 0.4, 0.1, 0.2, 0.05, 0.25;
  const Partition result = partition(given.points, given.loads, options);
  const double cuts = std::ceil(std::log2(5.0)) + 1;
  CHECK((result.zone_loads - result.targets).cwiseAbs().maxCoeff() <= cuts * given.loads.maxCoeff());
}

TEST_CASE("two zones are the halves of the longer side", "[methods][rcb]") {
  Given given = anywhere(101, 6);
  given.loads.setOnes();
  given.points.row(1) *= 3;
  const Labels labels = by_method(given, "rcb", 2).labels;
  for (Index stop = 0; stop < 101; ++stop) {
    const auto south = (given.points.row(1).array() < given.points(1, stop)).count();
    INFO(stop);
    if (south != 50) CHECK(labels[stop] == (south < 50 ? 0 : 1));
  }
}
