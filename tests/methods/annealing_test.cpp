// Simulated annealing.

#include "catch.hpp"
#include "methods/searches.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

Partition annealed(const Given& given, const Labels& start, std::int64_t budget, double heat) {
  PartitionOptions options = search_options("annealing", 6);
  options.start = Start{start, {}, {}};
  options.budget = budget;
  options.parameters["heat"] = heat;
  return partition(given.points, given.loads, options);
}

}  // namespace

TEST_CASE("annealing never returns worse than its start", "[methods][annealing]") {
  const Given given = anywhere(150, 21);
  const Judge judge(given, 6, 0.03);
  const Labels good = by_method(given, "balanced", 6).labels;
  const Labels runs = by_method(given, "hilbert", 6).labels;
  for (const Labels& start : {good, runs, any_labels(150, 6, 1)})
    for (const std::int64_t budget : {1, 500, 20'000})
      for (const double heat : {0.0, 1.0, 1000.0}) {
        INFO(budget << " candidates, heat " << heat);
        CHECK(judge(annealed(given, start, budget, heat).labels).at_least(judge(start)));
      }
}

TEST_CASE("annealing escapes from where descent ends", "[methods][annealing]") {
  double cold = 0;
  double warm = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Given given = anywhere(150, 22 + seed);
    const Labels runs = by_method(given, "hilbert", 6).labels;
    cold += annealed(given, runs, 300'000, 0.0).cost;
    warm += annealed(given, runs, 300'000, 1.0).cost;
  }
  CHECK(warm < 0.99 * cold);
}
