#include "equizone/zoning/locate.hpp"

#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

Labels locate(const Partition& partition, const Points& points) {
  check_points(points);
  if (partition.centers.cols() == 0)
    throw InputError("the partition has no zones; only a result of partition() can place stops");
  if (!partition.center_stops.empty())
    throw InputError(
        "the partition was made with a metric; straight lines do not tell the zone of a new stop: take that "
        "of its nearest stop, or divide the stops anew");
  check_points(partition.centers, "centers");
  check_offsets(partition.offsets, partition.centers.cols());
  Labels labels(points.cols());
  if (points.cols() == 0) return labels;
  // Relative to the zones' middle, so that large coordinates cost no precision.
  const Eigen::Vector2d origin = partition.centers.rowwise().mean();
  const Points places = points.colwise() - origin;
  const SortedStops stops = sort_stops(places, Values::Zero(points.cols()), hilbert_order(places));
  const BlockTree tree(stops);
  PassResult unused;
  PowerPass(tree, 1).label({partition.centers.colwise() - origin, partition.offsets}, labels, unused);
  return labels;
}

}  // namespace equizone
