#include "equizone/workload/bounded_least_squares.hpp"

#include <Eigen/QR>
#include <cmath>
#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Problem {
  Eigen::MatrixXd a;
  Values b, lower, upper;
};

double around_zero(Random& random) { return 2 * random.uniform() - 1; }

// Columns of very different units; of low rank if `rank` says so; some bounds open, some that leave no room.
Problem random_problem(Random& random, Index rows, Index columns, Index rank) {
  const auto filled = [&](Index m, Index n) {
    return Eigen::MatrixXd(Eigen::MatrixXd::NullaryExpr(m, n, [&] { return around_zero(random); }));
  };
  Problem problem{filled(rows, rank) * filled(rank, columns), filled(rows, 1), Values(columns),
                  Values(columns)};
  for (Index j = 0; j < columns; ++j) {
    problem.a.col(j) *= std::pow(10.0, std::floor(5 * random.uniform()) - 2);
    problem.lower[j] = random.uniform() < 0.2 ? -infinity : around_zero(random);
    problem.upper[j] = random.uniform() < 0.2 ? infinity : std::max(problem.lower[j], 0.0) + random.uniform();
    if (random.uniform() < 0.1 && std::isfinite(problem.lower[j])) problem.upper[j] = problem.lower[j];
  }
  return problem;
}

double distance(const Problem& problem, const Values& x) { return (problem.a * x - problem.b).norm(); }

// No direction between the bounds leads down: the conditions of Karush, Kuhn and Tucker.
void check_optimal(const Problem& problem, const BoundedFit& fit) {
  const Values slope = problem.a.transpose() * (problem.b - problem.a * fit.x);
  for (Index j = 0; j < fit.x.size(); ++j) {
    const double precision = 1e-12 * problem.a.col(j).norm() * problem.b.norm();
    REQUIRE(fit.x[j] >= problem.lower[j]);
    REQUIRE(fit.x[j] <= problem.upper[j]);
    if (fit.side[j] < 0) REQUIRE(fit.x[j] == problem.lower[j]);
    if (fit.side[j] > 0) REQUIRE(fit.x[j] == problem.upper[j]);
    if (fit.x[j] > problem.lower[j]) REQUIRE(slope[j] >= -precision);
    if (fit.x[j] < problem.upper[j]) REQUIRE(slope[j] <= precision);
  }
}

// The least distance over all ways to hold entries at their bounds.
double least_distance(const Problem& problem) {
  const Index p = problem.a.cols();
  double least = infinity;
  for (int code = 0; code < std::pow(3, p); ++code) {
    Values x = Values::Zero(p);
    std::vector<Index> free;
    int digits = code;
    for (Index j = 0; j < p; ++j, digits /= 3)
      if (digits % 3 == 0)
        free.push_back(j);
      else
        x[j] = digits % 3 == 1 ? problem.lower[j] : problem.upper[j];
    if (!x.allFinite()) continue;
    if (!free.empty())
      x(free) = Values(Eigen::MatrixXd(problem.a(Eigen::all, free))
                           .completeOrthogonalDecomposition()
                           .solve(problem.b - problem.a * x));
    if (((x - problem.lower).array() >= -1e-12).all() && ((problem.upper - x).array() >= -1e-12).all())
      least = std::min(least, distance(problem, x));
  }
  return least;
}

BoundedFit solve(const Problem& problem) {
  return bounded_least_squares(problem.a, problem.b, problem.lower, problem.upper);
}

}  // namespace

TEST_CASE("nothing leads further down, whatever rank and units", "[bounded_least_squares]") {
  Random random(1);
  for (int trial = 0; trial < 1500; ++trial) {
    const auto p = 1 + static_cast<Index>(random.uniform() * 30);
    const auto m = 1 + static_cast<Index>(random.uniform() * 60);
    const auto rank = 1 + static_cast<Index>(random.uniform() * static_cast<double>(p));
    const Problem problem = random_problem(random, m, p, rank);
    check_optimal(problem, solve(problem));
  }
}

TEST_CASE("as good as the best of all ways to hold entries", "[bounded_least_squares]") {
  Random random(2);
  for (int trial = 0; trial < 1500; ++trial) {
    const auto p = 1 + static_cast<Index>(random.uniform() * 4);
    const auto m = p + static_cast<Index>(random.uniform() * 4);  // of full rank: every way has one best x
    const Problem problem = random_problem(random, m, p, p);
    REQUIRE(distance(problem, solve(problem).x) == Approx(least_distance(problem)).margin(1e-9));
  }
}

TEST_CASE("by hand", "[bounded_least_squares]") {
  const Problem problem{Eigen::MatrixXd::Identity(4, 4), Values{{-1, 0.5, 7, 3}}, Values{{0, 0, 0, 2}},
                        Values{{1, 1, 5, 2}}};
  const BoundedFit fit = solve(problem);
  CHECK(fit.x == Values{{0, 0.5, 5, 2}});
  CHECK(fit.side == Labels{{-1, 0, 1, -1}});
}

TEST_CASE("without bounds it is ordinary least squares", "[bounded_least_squares]") {
  Random random(4);
  Problem problem = random_problem(random, 40, 6, 6);
  problem.lower.setConstant(-infinity);
  problem.upper.setConstant(infinity);
  const Values ordinary = problem.a.colPivHouseholderQr().solve(problem.b);
  CHECK((solve(problem).x - ordinary).norm() < 1e-10 * ordinary.norm());
}

TEST_CASE("ties of many equal columns end, and end the same", "[bounded_least_squares]") {
  const Problem problem{Eigen::MatrixXd::Ones(5, 8), Values::Constant(5, 3.0), Values::Zero(8),
                        Values::Constant(8, 0.5)};
  const BoundedFit fit = solve(problem);
  CHECK(fit.x.sum() == Approx(3));
  CHECK(fit.x == solve(problem).x);
  const Problem nothing{Eigen::MatrixXd::Zero(3, 2), Values::Ones(3), Values::Ones(2),
                        Values::Constant(2, 2.0)};
  CHECK(solve(nothing).x == Values::Ones(2));
}

TEST_CASE("bad input of bounded least squares is named", "[bounded_least_squares]") {
  const Problem good{Eigen::MatrixXd::Ones(3, 2), Values::Ones(3), Values::Zero(2), Values::Ones(2)};
  Problem bad = good;
  bad.b = Values::Ones(2);
  CHECK_THROWS_WITH(solve(bad), Contains("b has 2 entries but a has 3 rows"));
  bad = good;
  bad.lower = Values::Zero(3);
  CHECK_THROWS_WITH(solve(bad), Contains("lower has 3"));
  bad = good;
  bad.lower[1] = 4;
  CHECK_THROWS_WITH(solve(bad), Contains("lower[1] is 4 and upper[1] is 1"));
  bad.lower[1] = infinity;
  bad.upper[1] = infinity;
  CHECK_THROWS_AS(solve(bad), InputError);
  bad = good;
  bad.a(2, 1) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(solve(bad), Contains("a has numbers in column 1"));
  bad = good;
  bad.b[0] = infinity;
  CHECK_THROWS_WITH(solve(bad), Contains("b has numbers"));
}
