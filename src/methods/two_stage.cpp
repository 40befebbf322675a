// Two-stage k-means after the publication: unweighted classes, then workloads adjusted between them.

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "equizone/balancing/finish.hpp"
#include "equizone/core/error.hpp"
#include "equizone/seeding/outliers.hpp"
#include "methods/literature.hpp"
#include "methods/weighted_centers.hpp"
#include "methods/workload_transfers.hpp"

namespace equizone {

namespace {

// Class centers of the first stage: every stop counts the same.
Points plain_centers(const Points& points, const Labels& labels, Index classes) {
  Points centers = Points::Zero(2, classes);
  Values counts = Values::Zero(classes);
  for (Index stop = 0; stop < points.cols(); ++stop) {
    centers.col(labels[stop]) += points.col(stop);
    counts[labels[stop]] += 1;
  }
  for (Index zone = 0; zone < classes; ++zone) centers.col(zone) /= counts[zone];
  return centers;
}

struct Lonely {
  Index stop = 0;
  std::int32_t nearest = 0;  // class, but its own
  double distance = 0.0;
};

// The stop that is a class of its own and far from everything; of several, the one farthest from all other
// centers.
std::optional<Lonely> lonely_stop(const MethodCall& call, const Labels& labels, const Points& centers) {
  std::vector<Index> counts(static_cast<std::size_t>(centers.cols()), 0);
  for (const std::int32_t zone : labels) ++counts[static_cast<std::size_t>(zone)];
  std::optional<Lonely> loneliest;
  for (const Index stop : outliers(call.points, {call.parameter("lonely"), 0.0, 1})) {
    if (counts[static_cast<std::size_t>(labels[stop])] != 1) continue;
    Values distances = (centers.colwise() - call.problem.points.col(stop)).colwise().norm().transpose();
    distances[labels[stop]] = distances.maxCoeff() + 1;
    Index nearest = 0;
    const double distance = distances.minCoeff(&nearest);
    if (!loneliest || distance > loneliest->distance)
      loneliest = Lonely{stop, static_cast<std::int32_t>(nearest), distance};
  }
  return loneliest;
}

// The stop joins the nearest class; the classes behind its own move up.
void join_nearest(const Lonely& lonely, Labels& labels) {
  const std::int32_t left = labels[lonely.stop];
  labels[lonely.stop] = lonely.nearest;
  for (std::int32_t& zone : labels)
    if (zone > left) --zone;
}

// Zones may become fewer only where none has a target or a bound of its own.
bool zones_alike(const PartitionOptions& options) {
  return options.zones > 1 && options.targets.size() == 0 && options.lower.size() <= 1 &&
         options.upper.size() <= 1;
}

struct Adjusted {
  Labels labels;
  double deviation = 0.0;  // the greatest of |load - aim| / aim
  double cost = 0.0;       // load * squared distance to the classes' load centroids
};

Adjusted measured(const Problem& problem, const Values& aim, Labels labels) {
  Values loads = Values::Zero(aim.size());
  Points moments = Points::Zero(2, aim.size());
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    loads[labels[stop]] += problem.loads[stop];
    moments.col(labels[stop]) += problem.loads[stop] * problem.points.col(stop);
  }
  double cost = 0;
  for (Index stop = 0; stop < problem.stops(); ++stop)
    if (problem.loads[stop] > 0)
      cost += problem.loads[stop] *
              (problem.points.col(stop) - moments.col(labels[stop]) / loads[labels[stop]]).squaredNorm();
  return {std::move(labels), ((loads - aim).cwiseAbs().array() / aim.array()).maxCoeff(), cost};
}

// Workloads adjusted around centers, which then move to the mean places of the classes that came of it, and
// so on. Of all rounds the most compact one of those within the tolerance, or else the one nearest to it.
Labels adjusted(const MethodCall& call, Points centers, const Values& aim) {
  const auto rounds = static_cast<int>(call.parameter("rounds"));
  const int threads = resolve_threads(call.options.threads);
  const GoOn go_on = call.go_on("workload");
  std::optional<Adjusted> best;
  for (int round = 0; round < rounds && (!best || go_on(static_cast<double>(round) / rounds)); ++round) {
    Labels labels;
    assign(call.problem.points, WeightedCenters(centers), threads, labels);
    fill_empty_zones(labels, call.problem.points, centers);
    WorkloadTransfers transfers(call.problem, centers, aim, std::move(labels));
    transfers.run([&](double) { return go_on(static_cast<double>(round) / rounds); });
    Adjusted found = measured(call.problem, aim, transfers.labels());
    centers = plain_centers(call.problem.points, found.labels, aim.size());
    const auto rank = [&](const Adjusted& one) {
      return std::pair(std::max(one.deviation, call.options.tolerance), one.cost);
    };
    if (!best || rank(found) < rank(*best)) best = std::move(found);
  }
  return std::move(best->labels);
}

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  Divided divided = kmeans_method().divide(call);
  Points centers = plain_centers(problem.points, divided.labels, divided.zones);
  const std::optional<Lonely> lonely =
      zones_alike(call.options) ? lonely_stop(call, divided.labels, centers) : std::nullopt;
  Values aim = problem.aim;
  if (lonely) {
    join_nearest(*lonely, divided.labels);
    --divided.zones;
    aim = Values::Constant(divided.zones, problem.loads.sum() / static_cast<double>(divided.zones));
    centers = plain_centers(problem.points, divided.labels, divided.zones);
    divided.remark =
        message("stop ", lonely->stop, " lies alone, joins the nearest courier's zone, and leaves ",
                divided.zones, " zones instead of ", divided.zones + 1);
  }
  divided.labels = adjusted(call, std::move(centers), aim.cwiseMax(1e-12 * problem.loads.sum()));
  return divided;
}

}  // namespace

Method two_stage() {
  return {
      {.name = "two_stage",
       .description = "unweighted k-means, then stops handed between classes until workloads differ least",
       .source = "two-stage k-means for courier zones, of which formulas and steps are partly lost: a "
                 "reconstruction, step by step in docs/methods/two_stage.md; ours are which stop changes "
                 "its class (least detour, from the heaviest class), when that ends, and when a stop is "
                 "lonely",
       .complexity = "O(n log k) an iteration of k-means; O(n k), and O(k + log n) a transfer",
       .guarantees = "no single transfer between neighbouring classes makes their loads differ less; not "
                     "that zones lie within their bounds; a lonely stop leaves one zone less, and the "
                     "reason says so",
       .budget = {},
       .parameters = {{.name = "rounds",
                       .standard = 5,
                       .lowest = 1,
                       .highest = 1000,
                       .meaning = "times that workloads are adjusted; before each but the first, centers "
                                  "move to the mean places of the classes adjusted before"},
                      {.name = "lonely",
                       .standard = 3,
                       .lowest = 1,
                       .highest = 1e6,
                       .meaning = "a stop is lonely if k-means makes it a class of its own and its nearest "
                                  "stop is farther away than this many medians of such distances"}},
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
