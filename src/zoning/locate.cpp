#include "equizone/zoning/locate.hpp"

#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

Labels locate(const Partition& partition, const Points& points) {
  check_points(points);
  if (partition.centers.cols() == 0)
    throw InputError("the partition has no zones; only a result of partition() can place stops");
  Labels labels(points.cols());
  if (points.cols() == 0) return labels;
  // Relative to the zones' middle, so that large coordinates cost no precision.
  const Eigen::Vector2d origin = partition.centers.rowwise().mean();
  const BlockTree tree(points.colwise() - origin, Values::Zero(points.cols()));
  PowerPass pass(tree, 1);
  pass.label({partition.centers.colwise() - origin, partition.offsets}, labels);
  return labels;
}

}  // namespace equizone
