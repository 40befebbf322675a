// What holds for annealing, tabu search and the genetic algorithm alike.

#include "methods/searches.hpp"

#include <stdexcept>
#include <string>

#include "catch.hpp"
#include "equizone/core/error.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

const std::vector<std::string> searches{"annealing", "genetic", "tabu"};

Partition compared(const Given& given, const std::string& method, double balance, double border) {
  PartitionOptions options = search_options(method, 5, 0.5);
  options.parameters["balance_over_compactness"] = balance;
  options.parameters["compactness_over_border"] = border;
  options.effort = Effort::fast;
  return partition(given.points, given.loads, options);
}

}  // namespace

TEST_CASE("searches find the best of all labels of a tiny station", "[methods][searches]") {
  constexpr double tolerance = 0.3;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Given given = anywhere(8, 60 + seed);
    const Judge judge(given, 3, tolerance);
    const Merit best = best_of_all(given, 3, tolerance);
    for (const std::string& method : searches) {
      INFO(method << ", seed " << seed);
      PartitionOptions options = search_options(method, 3, tolerance);
      options.effort = Effort::fast;
      CHECK(judge(partition(given.points, given.loads, options).labels).at_least(best));
    }
  }
}

TEST_CASE("searches bring 300 stops within 3 % of 10 equal loads", "[methods][searches]") {
  for (const std::string& method : searches)
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
      INFO(method << ", seed " << seed);
      const Given given = anywhere(300, 70 + seed);
      const Partition found = by_method(given, method, 10, seed);
      CHECK(found.status == Status::ok);
      CHECK(found.cost <= 1.03 * by_method(given, "balanced", 10).cost);
    }
}

TEST_CASE("what a search is told to be important becomes better", "[methods][searches]") {
  const Given given = anywhere(200, 80);
  const Judge judge(given, 5, 0.5);
  for (const std::string& method : searches) {
    INFO(method);
    const Labels level = compared(given, method, 9, 9).labels;
    const Labels compact = compared(given, method, 1.0 / 9, 9).labels;
    const Labels short_borders = compared(given, method, 1.0 / 9, 1.0 / 9).labels;
    CHECK(judge.uneven(level) < judge.uneven(compact));
    CHECK(judge.cost(compact) < judge.cost(level));
    CHECK(judge.cut(short_borders) < judge.cut(compact));
    CHECK(judge.cost(compact) < judge.cost(short_borders));
  }
}

TEST_CASE("comparisons that contradict each other are refused", "[methods][searches]") {
  const Given given = anywhere(30, 81);
  for (const std::string& method : searches) {
    PartitionOptions options = search_options(method, 3);
    options.budget = 10;
    options.parameters = {
        {"balance_over_compactness", 5}, {"compactness_over_border", 5}, {"balance_over_border", 0.2}};
    CHECK_THROWS_WITH(partition(given.points, given.loads, options),
                      Contains("balance, compactness and border") && Contains("contradict"));
    options.parameters["balance_over_border"] = 9;
    options.parameters["compactness_over_border"] = 2;  // 10, nearly 9
    CHECK_NOTHROW(partition(given.points, given.loads, options));
  }
}

TEST_CASE("searches leave no zone empty and start from centers, too", "[methods][searches]") {
  const Given given = anywhere(100, 82);
  for (const std::string& method : searches) {
    INFO(method);
    PartitionOptions options = search_options(method, 5);
    options.budget = 1;
    options.start = Start{{}, given.points.leftCols(5), {}};
    CHECK(zones_used(partition(given.points, given.loads, options).labels) == 5);
    options.start = Start{Labels::Zero(100), {}, {}};
    CHECK(zones_used(partition(given.points, given.loads, options).labels) == 5);
  }
}

TEST_CASE("searches end when the time is over, and when progress says so", "[methods][searches]") {
  const Given given = anywhere(200, 83);
  for (const std::string& method : searches) {
    INFO(method);
    PartitionOptions options = search_options(method, 5);
    options.time_limit_s = 0;
    options.budget = 1'000'000'000'000;
    CHECK(zones_used(partition(given.points, given.loads, options).labels) == 5);
    options.progress = [](const Progress&) { throw std::runtime_error("enough"); };
    CHECK_THROWS_WITH(partition(given.points, given.loads, options), "enough");
  }
}
