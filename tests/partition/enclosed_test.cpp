// Barriers drawn around stops without a way out.

#include <array>
#include <string>

#include "equizone/equizone.hpp"
#include "partition/grounds.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

const Points points = lattice(10, 100);
const Values loads = Values::Ones(100);

// Around the stops of the lowest `rows` rows and the first `columns` columns; shut at the left side too, or
// not.
BarrierLines around_corner(int columns, int rows, bool shut = true) {
  const double right = 100 * columns - 50, top = 100 * rows - 50;
  const std::array<Eigen::Vector2d, 5> corner{
      {{-50, top}, {right, top}, {right, -50}, {-50, -50}, {-50, top}}};
  BarrierLines barriers;
  barriers.segments.resize(4, shut ? 4 : 3);
  for (Index side = 0; side < barriers.segments.cols(); ++side)
    barriers.segments.col(side) << far_from_zero + corner[static_cast<std::size_t>(side)],
        far_from_zero + corner[static_cast<std::size_t>(side) + 1];
  return barriers;
}

PartitionOptions with(const BarrierLines& barriers, Index zones = 5) {
  PartitionOptions options;
  options.zones = zones;
  options.barriers = barriers;
  return options;
}

std::string error_of(const PartitionOptions& options, const Metric* metric = nullptr) {
  try {
    (void)(metric != nullptr ? partition(points, loads, options, *metric)
                             : partition(points, loads, options));
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("given barriers that enclose stops with no crossing are an error") {
  CHECK(error_of(with(around_corner(2, 2))) ==
        "barriers enclose 4 of 100 stops with no crossing, and no whole number of zones fits in there; the "
        "first is points[0]: give a crossing, or leave a barrier out");
  CHECK(error_of(with(around_corner(5, 3))).find("barriers enclose 15 of 100 stops") == 0);
  const MatrixMetric metric(straight_matrix(points));
  CHECK(error_of(with(around_corner(5, 3)), &metric).find("barriers enclose 15 of 100 stops") == 0);
  const BarrierMetric around(around_corner(2, 2));  // the same where the metric alone knows them
  CHECK(error_of(with({}), &around).find("barriers enclose 4 of 100 stops") == 0);
  PartitionOptions from = with(around_corner(2, 2));
  from.start = Start{Labels::LinSpaced(100, 0, 4), {}, {}};
  CHECK(error_of(from).find("barriers enclose 4 of 100 stops") == 0);
}

TEST_CASE("where most stops are enclosed, it is the others that are cut off") {
  CHECK(error_of(with(around_corner(10, 9))).find("barriers enclose 10 of 100 stops") == 0);
  CHECK(error_of(with(around_corner(10, 10))).empty());  // a wall around all
}

TEST_CASE("zones of their own may lie in a ring") {
  const PartitionOptions options = with(around_corner(5, 4));
  const Partition p = partition(points, loads, options);
  CHECK(p.status == Status::ok);
  CHECK(p.enclosed.empty());
  CHECK(is_contiguous(points, p.labels, options.barriers).contiguous);
}

TEST_CASE("a way in, an open end or a map make enclosed stops no error") {
  BarrierLines with_gate = around_corner(2, 2);
  with_gate.crossings = far_from_zero + Eigen::Vector2d(150, 50);
  const Partition reached = partition(points, loads, with(with_gate));
  CHECK(reached.status == Status::ok);
  CHECK(reached.enclosed.empty());
  for (const bool shut : {true, false}) {
    BarrierLines pocket = around_corner(2, 2, shut);
    pocket.mapped = shut;
    const Partition p = partition(points, loads, with(pocket));
    CHECK(p.status == Status::ok);
    CHECK((p.enclosed == std::vector<Index>{0, 1, 10, 11} || !shut));
  }
}
