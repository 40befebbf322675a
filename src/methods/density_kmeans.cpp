// k-means from seeds that lie in dense places, at the edge first.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "methods/literature.hpp"

namespace equizone {

namespace {

// Stops in the nine cells around each stop, where nine cells are about as large as a zone.
Values densities(const Problem& problem) {
  const Eigen::Vector2d low = problem.points.rowwise().minCoeff();
  const Eigen::Vector2d extent = problem.points.rowwise().maxCoeff() - low;
  const double longer = extent.maxCoeff();
  const double shorter = std::max(extent.minCoeff(), longer / static_cast<double>(problem.stops()));
  const double side = std::sqrt(longer * shorter / static_cast<double>(problem.zones())) / 3;
  if (!(side > 0)) return Values::Ones(problem.stops());

  const auto cell = [&](Index stop, Index axis) {
    return static_cast<Index>((problem.points(axis, stop) - low[axis]) / side) + 1;  // 0 is a margin
  };
  const auto cells = [&](Index axis) { return static_cast<Index>(extent[axis] / side) + 3; };
  Eigen::MatrixXd counts = Eigen::MatrixXd::Zero(cells(0), cells(1));
  for (Index stop = 0; stop < problem.stops(); ++stop) counts(cell(stop, 0), cell(stop, 1)) += 1;
  Values around(problem.stops());
  for (Index stop = 0; stop < problem.stops(); ++stop)
    around[stop] = counts.block<3, 3>(cell(stop, 0) - 1, cell(stop, 1) - 1).sum();
  return around;
}

// Of stops in places dense enough, the one farthest from the centroid, then always the one farthest from all
// seeds so far. Distances count more where stops are dense: the best centers of a density d lie
// d^(-1/4) apart.
Points edge_seeds(const Problem& problem, double least_density) {
  const Values density = densities(problem);
  const double mean = density.mean();
  Values preference(problem.stops());
  for (Index stop = 0; stop < problem.stops(); ++stop)
    preference[stop] =
        density[stop] >= least_density * mean ? std::sqrt(std::sqrt(density[stop] / mean)) : 0.0;

  Points seeds(2, problem.zones());
  Eigen::Vector2d last = problem.points.rowwise().mean();
  Values nearest = Values::Constant(problem.stops(), std::numeric_limits<double>::infinity());
  for (Index zone = 0; zone < problem.zones(); ++zone) {
    const Values distance = (problem.points.colwise() - last).colwise().norm().transpose();
    nearest = zone <= 1 ? distance : Values(nearest.cwiseMin(distance));  // the centroid is no seed
    Index next = 0;
    nearest.cwiseProduct(preference).maxCoeff(&next);
    last = problem.points.col(next);
    seeds.col(zone) = last;
  }
  return seeds;
}

Divided divide(const MethodCall& call) {
  Start start;
  start.centers = call.problem.to_metres(edge_seeds(call.problem, call.parameter("least_density")));
  return {plain_kmeans(call, start), call.problem.zones(), {}, false};
}

}  // namespace

Method density_kmeans() {
  return {
      {.name = "density_kmeans",
       .description = "k-means from seeds in dense places that prefer the edge",
       .source = "Zhu Peifen et al., for tobacco delivery, known to us by its idea alone: seeds by density, "
                 "points at the edge preferred; ours are how density is counted (cells), the first seed "
                 "(farthest from the centroid) and the next (farthest from all, times the fourth root of "
                 "the density)",
       .complexity = "O(n k) for the seeds, then as kmeans",
       .guarantees = "a local optimum of the squared distances, or the iterations are spent; loads and "
                     "start are not looked at",
       .budget = {},
       .parameters = {{.name = "least_density",
                       .standard = 0.25,
                       .lowest = 0,
                       .highest = 1,
                       .meaning = "seeds lie where stops are at least so dense, as a fraction of the mean "
                                  "density around a stop; a corner of an even town has 4/9"}},
       .follows_graph = false},
      &divide};
}

}  // namespace equizone
