// The genetic algorithm.

#include "catch.hpp"
#include "methods/searches.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("the best of a population never dies, its start included", "[methods][genetic]") {
  const Given given = anywhere(150, 51);
  const Judge judge(given, 6, 0.03);
  for (const Labels& start : {by_method(given, "balanced", 6).labels, any_labels(150, 6, 3)}) {
    PartitionOptions options = search_options("genetic", 6);
    options.start = Start{start, {}, {}};
    Merit before = judge(start);
    for (const std::int64_t budget : {1, 5, 40, 200}) {
      options.budget = budget;
      const Merit after = judge(partition(given.points, given.loads, options).labels);
      CHECK(after.at_least(before));
      before = after;
    }
  }
}
