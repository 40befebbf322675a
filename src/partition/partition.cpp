#include "equizone/partition/partition.hpp"

#include "equizone/balancing/problem.hpp"
#include "equizone/barrier/barrier_metric.hpp"
#include "methods/partition_by.hpp"
#include "partition/balanced.hpp"
#include "partition/on_ground.hpp"
#include "partition/start.hpp"

namespace equizone {

Partition partition(const Points& points, const Values& loads, const PartitionOptions& options) {
  if (options.barriers.priced()) return partition(points, loads, options, BarrierMetric(options.barriers));
  if (const Method& method = method_of(options); method.divide != nullptr)
    return partition_by(method, points, loads, options, nullptr);
  const Deadline deadline(options.time_limit_s);
  return partition_balanced(points, make_problem(points, loads, options), options, deadline);
}

Partition balance(const Points& points, const Values& loads, const Start& start,
                  const PartitionOptions& options) {
  (void)method_of(options);  // checks it
  if (asks_for_ground(options)) {
    PartitionOptions all = options;
    all.start = start;
    return partition(points, loads, all);
  }
  const Deadline deadline(options.time_limit_s);
  return solve(make_problem(points, loads, options), options, deadline, &start);
}

}  // namespace equizone
