// Stage 1 alone.

#include "equizone/balancing/finish.hpp"
#include "equizone/clustering/lloyd.hpp"
#include "equizone/partition/partition.hpp"
#include "methods/partition_by.hpp"
#include "partition/asking.hpp"
#include "partition/certificate.hpp"
#include "partition/first_centers.hpp"
#include "partition/levels.hpp"
#include "partition/result.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

int iterations(Effort effort) {
  switch (effort) {
    case Effort::fast:
      return 10;
    case Effort::standard:
      return 100;
    case Effort::thorough:
      return 300;
  }
  return 0;
}

// To a local optimum; where a zone has lost its stops, from a better place for it.
Labels cluster(const Problem& problem, PowerPass& pass, Points& centers, int iterations, const GoOn& go_on) {
  constexpr int reseedings = 10;
  const Values none = Values::Zero(problem.zones());
  PassResult result;
  Labels labels;
  for (int round = 0;; ++round) {
    lloyd(pass, centers, iterations, go_on);
    pass.label({centers, none}, labels, result);
    if (round == reseedings || !reseed_empty_zones(problem.points, problem.loads, labels, centers)) break;
  }
  fill_empty_zones(labels, problem.points, centers);
  return labels;
}

}  // namespace

Partition kmeans(const Points& points, const Values& loads, const PartitionOptions& options) {
  (void)method_of(options);  // checks it
  const Problem problem = make_problem(points, loads, options);
  const Deadline deadline(options.time_limit_s);
  const int threads = resolve_threads(options.threads);
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  Points centers = options.start ? start_diagram(*options.start, problem).centers
                                 : first_centers(level.stops, problem.aim, options.seed, 0);
  Labels labels =
      cluster(problem, level.pass, centers, iterations(options.effort), asking(options, deadline, "k-means"));
  Partition result = describe(problem, std::move(labels), threads);
  judge(result, problem, false);
  certify(result, problem, {problem.to_units(result.centers), Values::Zero(problem.zones())}, level.pass);
  return result;
}

}  // namespace equizone
