// Tabu search.

#include "catch.hpp"
#include "methods/searches.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("a tabu search's first step is the best of all moves", "[methods][tabu]") {
  const Given given = anywhere(60, 41);
  constexpr double anything_goes = 10;
  const Judge judge(given, 4, anything_goes);
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Labels start = by_method(anywhere(60, 41), "voronoi", 4, seed).labels;
    PartitionOptions options = search_options("tabu", 4, anything_goes);
    options.start = Start{start, {}, {}};
    options.budget = 1;
    const Labels after = partition(given.points, given.loads, options).labels;
    CHECK((after.array() != start.array()).count() <= 2);
    const StopPairs pairs = neighbouring_stops(given.points);
    for (Index stop = 0; stop < 60; ++stop)
      for (std::int32_t to = 0; to < 4; ++to) {
        Labels moved = start;
        moved[stop] = to;
        if (zones_used(moved) == 4) CHECK(judge(after).at_least(judge(moved)));
      }
  }
}

TEST_CASE("a tabu search that looks longer never returns worse", "[methods][tabu]") {
  const Given given = anywhere(150, 42);
  const Judge judge(given, 6, 0.03);
  PartitionOptions options = search_options("tabu", 6);
  options.start = Start{any_labels(150, 6, 2), {}, {}};
  Merit before = judge(options.start->labels);
  for (options.budget = 1; options.budget < 3'000'000; options.budget *= 10) {
    const Merit after = judge(partition(given.points, given.loads, options).labels);
    CHECK(after.at_least(before));
    before = after;
  }
}

TEST_CASE("without a tabu list the search returns to where it was", "[methods][tabu]") {
  double forgetful = 0;
  double standard = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    const Given given = anywhere(150, 43 + seed);
    PartitionOptions options = search_options("tabu", 6);
    options.budget = 1'000'000;
    options.parameters["patience"] = 1e9;
    standard += partition(given.points, given.loads, options).cost;
    options.parameters["tenure"] = 0;
    forgetful += partition(given.points, given.loads, options).cost;
  }
  CHECK(standard < 0.99 * forgetful);
}
