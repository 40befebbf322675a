#include "partition/start.hpp"

#include "equizone/clustering/lloyd.hpp"
#include "equizone/core/checks.hpp"
#include "equizone/core/error.hpp"
#include "partition/result.hpp"

namespace equizone {

namespace {

void check(const Start& start, const Problem& problem) {
  if (start.labels.size() == 0 && start.centers.cols() == 0)
    throw InputError("start has neither labels nor centers; give one of them");
  if (start.labels.size() > 0) check_labels(start.labels, problem.stops(), problem.zones(), "start.labels");
  if (start.centers.cols() > 0) {
    if (start.centers.cols() != problem.zones())
      throw InputError(
          message("start.centers has ", start.centers.cols(), " centers but zones is ", problem.zones()));
    check_points(start.centers, "start.centers");
  }
  if (start.offsets.size() > 0) check_offsets(start.offsets, problem.zones(), "start.offsets");
}

// Load centroids of given labels; a zone without stops starts at the stop that lies worst.
Points centers_of_labels(const Problem& problem, const Labels& labels) {
  Points centers = problem.to_units(describe(problem, labels, 1).centers);
  reseed_empty_zones(problem.points, problem.loads, labels, centers);
  return centers;
}

}  // namespace

PowerDiagram start_diagram(const Start& start, const Problem& problem) {
  check(start, problem);
  PowerDiagram diagram;
  diagram.centers =
      start.centers.cols() > 0 ? problem.to_units(start.centers) : centers_of_labels(problem, start.labels);
  diagram.offsets = start.offsets.size() > 0 ? Values(start.offsets / (problem.unit_m * problem.unit_m))
                                             : Values::Zero(problem.zones());
  return diagram;
}

}  // namespace equizone
