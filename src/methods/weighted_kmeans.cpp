// k-means in which a class that carries too much load seems farther away.

#include <utility>

#include "methods/literature.hpp"
#include "methods/weighted_centers.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

// Plain k-means first: factors level what it leaves.
Points first_centers_of(const MethodCall& call) {
  if (call.options.start) return start_diagram(*call.options.start, call.problem).centers;
  const Divided plain = kmeans_method().divide(call);
  return load_centroids(call.problem, plain.labels, Points::Zero(2, call.problem.zones()));
}

Divided divide(const MethodCall& call) {
  return {level_loads(call, first_centers_of(call), {Weight::factor, true}), call.problem.zones(), {}, false};
}

}  // namespace

Method weighted_kmeans() {
  return {{.name = "weighted_kmeans",
           .description = "k-means whose distances grow with a class's load until loads are about equal",
           .source = "named in the literature on courier zones without its formulas, so reconstructed: as "
                     "published, stops have loads and every class's load is about equal; ours are the plain "
                     "k-means before, the factor of a center's distance, and the steps by which it follows "
                     "the class's load (see voronoi_multiplicative)",
           .complexity = "O(n k) an iteration, the budget is how many of them",
           .guarantees = "every stop is with the center of the least factor * distance, but for classes that "
                         "would be empty; the iteration nearest to the bounds is taken",
           .budget = {.fast = 100, .standard = 300, .thorough = 1000},
           .parameters = {},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
