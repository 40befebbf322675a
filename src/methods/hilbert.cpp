// Zones as runs of equal load along a space-filling curve.

#include "equizone/seeding/hilbert.hpp"

#include "equizone/core/parallel.hpp"
#include "equizone/seeding/runs.hpp"
#include "methods/literature.hpp"

namespace equizone {

namespace {

Divided divide(const MethodCall& call) {
  const Problem& problem = call.problem;
  const int threads = resolve_threads(call.options.threads);
  const SortedStops stops =
      sort_stops(problem.points, problem.loads, hilbert_order(problem.points, 0.0, threads), threads);
  return {labels_of_runs(stops, problem.aim), problem.zones(), {}, false};
}

}  // namespace

Method hilbert() {
  return {{.name = "hilbert",
           .description = "runs of equal load along a Hilbert curve",
           .source = "Platzman and Bartholdi, Journal of the ACM 36 (1989) 719-737, for routes along a "
                     "space-filling curve; Hilbert's curve of 1891",
           .complexity = "O(n)",
           .guarantees = "a zone is a run of the curve; loads within the heaviest stop of their targets",
           .budget = {},
           .parameters = {},
           .follows_graph = false},
          &divide};
}

}  // namespace equizone
