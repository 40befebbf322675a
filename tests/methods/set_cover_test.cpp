// Zones chosen among candidates.

#include <algorithm>
#include <set>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "methods/calls.hpp"
#include "properties/brute_force.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

Partition covered(const Given& given, PartitionOptions options, CoverSolver solver = solve_small_cover) {
  options.method = "set_cover";
  options.cover_solver = std::move(solver);
  return partition(given.points, given.loads, options);
}

PartitionOptions into(Index zones, double tolerance = 0.03) {
  PartitionOptions options;
  options.zones = zones;
  options.tolerance = tolerance;
  return options;
}

CoverAnswer find_nothing(const CoverProblem& /*problem*/) { return {}; }

}  // namespace

TEST_CASE("with all zones as candidates, the cover is the cheapest of all assignments",
          "[methods][set_cover]") {
  int possible = 0;
  int impossible = 0;
  for (std::uint64_t seed = 0; seed < 30; ++seed) {
    const Given given = anywhere(9, seed);
    PartitionOptions options = into(3, seed % 3 == 0 ? 0.01 : 0.1);
    if (seed % 2 == 1) options.targets = Eigen::Vector3d(0.2, 0.3, 0.5);
    const Partition result = covered(given, options);
    const BruteForce best = try_all(given.points, given.loads, result.lower, result.upper, result.centers);
    INFO("seed " << seed);
    if (best.possible) {
      ++possible;
      CHECK(result.status == Status::ok);
      CHECK(result.cost == Approx(best.cost).epsilon(1e-9));
    } else {
      ++impossible;
      CHECK(result.status == Status::proven_infeasible);
    }
  }
  CHECK(possible >= 10);
  CHECK(impossible >= 3);
}

TEST_CASE("a cover costs no more than any partition whose zones were candidates", "[methods][set_cover]") {
  int cheaper = 0;
  for (std::uint64_t seed = 1; seed < 6; ++seed) {
    const Given given = anywhere(40, seed);
    PartitionOptions options = into(10, 0.05);
    options.seed = seed;
    options.budget = 400;
    const Partition chosen = covered(given, options);
    const Partition drawn = covered(given, options, find_nothing);
    options.effort = Effort::fast;
    const Partition first = partition(given.points, given.loads, options);
    CHECK(chosen.status == Status::ok);
    CHECK(chosen.cost <= drawn.cost * (1 + 1e-12));
    CHECK(drawn.cost <= first.cost * (1 + 1e-12));
    cheaper += chosen.cost < drawn.cost * (1 - 1e-6) ? 1 : 0;
  }
  CHECK(cheaper >= 3);
}

TEST_CASE("zones to start from are candidates", "[methods][set_cover]") {
  const Given given = anywhere(100, 4);
  PartitionOptions options = into(5, 0.05);
  options.effort = Effort::thorough;
  const Partition good = partition(given.points, given.loads, options);
  options.effort = Effort::fast;
  options.budget = 5;
  options.start = Start{good.labels, {}, {}};
  CHECK(covered(given, options, find_nothing).cost <= good.cost * (1 + 1e-12));
}

TEST_CASE("a problem says what must be covered", "[methods][set_cover]") {
  const Given given = anywhere(120, 8);
  PartitionOptions options = into(6, 0.05);
  options.targets = Values::Constant(6, 1.0 / 7);
  options.targets[3] = 2.0 / 7;
  std::vector<CoverProblem> problems;
  const Partition result = covered(given, options, [&](const CoverProblem& problem) {
    problems.push_back(problem);
    return solve_small_cover(problem);
  });
  CHECK(result.status == Status::ok);
  REQUIRE(problems.size() == 3);
  for (const CoverProblem& problem : problems) {
    REQUIRE(problem.first.size() == static_cast<std::size_t>(problem.candidates()) + 1);
    CHECK(problem.candidates() <= 2000);
    CHECK(problem.costs.minCoeff() >= 0);
    CHECK(problem.costs.maxCoeff() <= problem.known_cost);
    CHECK(problem.known_cost == 1.0);
    REQUIRE(problem.times.size() <= 120 + 2);
    CHECK(std::set<std::int32_t>(problem.times.end() - 2, problem.times.end()) ==
          std::set<std::int32_t>{1, 5});
    for (std::size_t candidate = 0; candidate + 1 < problem.first.size(); ++candidate) {
      const auto begin = problem.rows.begin() + problem.first[candidate];
      const auto end = problem.rows.begin() + problem.first[candidate + 1];
      CHECK(std::adjacent_find(begin, end, std::greater_equal<>()) == end);
      CHECK(*(end - 1) >= static_cast<std::int32_t>(problem.times.size()) - 2);
      CHECK(*(end - 2) < static_cast<std::int32_t>(problem.times.size()) - 2);
    }
  }
}

TEST_CASE("stations with many stops are chosen from in runs of stops", "[methods][set_cover]") {
  const Given given = anywhere(5000, 5);
  PartitionOptions options = into(12);
  options.budget = 240;
  std::size_t rows = 0;
  const Partition result = covered(given, options, [&](const CoverProblem& problem) {
    rows = std::max(rows, problem.times.size());
    return CoverAnswer{};
  });
  CHECK(result.status == Status::ok);
  CHECK(rows > 200);
  CHECK(rows <= 2001);
}

TEST_CASE("without a solver, or with one that does not cover, the error says so", "[methods][set_cover]") {
  const Given given = anywhere(40, 2);
  PartitionOptions options = into(4);
  CHECK_THROWS_WITH(covered(given, options, nullptr), Contains("cover_solver is empty") && Contains("docs/"));
  CHECK(method_info("set_cover").needs_cover_solver);
  const auto choosing = [&](std::vector<Index> chosen) {
    return covered(given, options, [&](const CoverProblem&) { return CoverAnswer{chosen, false}; });
  };
  CHECK_THROWS_WITH(choosing({-1}), Contains("cover_solver chose candidate -1"));
  CHECK_THROWS_WITH(choosing({1'000'000}), Contains("cover_solver chose candidate 1000000"));
  CHECK_THROWS_WITH(choosing({0}), Contains("cover_solver covers row"));
  CHECK_THROWS_AS(choosing({0, 0, 0, 0}), InputError);
}

TEST_CASE("a time limit that has passed leaves the first partition", "[methods][set_cover]") {
  const Given given = anywhere(200, 3);
  PartitionOptions options = into(5);
  options.time_limit_s = 0;
  int asked = 0;
  const Partition result = covered(given, options, [&](const CoverProblem&) {
    ++asked;
    return CoverAnswer{};
  });
  CHECK(asked == 0);
  CHECK(zones_used(result.labels) == 5);
}
