// Plain k-means: every stop counts the same, loads are not looked at.

#include "equizone/partition/partition.hpp"
#include "methods/literature.hpp"

namespace equizone {

Labels plain_kmeans(const MethodCall& call, const std::optional<Start>& start) {
  PartitionOptions options;
  options.zones = call.options.zones;
  options.seed = call.options.seed;
  options.effort = call.options.effort;
  options.threads = call.options.threads;
  options.time_limit_s = call.options.time_limit_s;
  options.progress = call.options.progress;
  options.start = start;
  return kmeans(call.points, Values::Ones(call.problem.stops()), options).labels;
}

namespace {

Divided divide(const MethodCall& call) {
  return {plain_kmeans(call, call.options.start), call.problem.zones(), {}, false};
}

}  // namespace

Method kmeans_method() {
  return {{.name = "kmeans",
           .description = "plain k-means: compact zones, loads not looked at",
           .source = "Lloyd, IEEE Transactions on Information Theory 28 (1982) 129-137; ours start from runs "
                     "along a Hilbert curve",
           .complexity = "O(n log k) an iteration, at most 300 of them",
           .guarantees = "a local optimum of the squared distances, or the iterations are spent",
           .budget = {},
           .parameters = {},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
