#include "equizone/workload/hierarchy.hpp"

#include <limits>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

namespace {

Eigen::MatrixXd consistent(const Values& shares) { return shares * shares.cwiseInverse().transpose(); }

// Saaty 1980: what matters in a school (learning, friends, school life, vocational training, college
// preparation, music), an example of contradictory judgements.
const Eigen::MatrixXd school{{1, 4, 3, 1, 3, 4},
                             {1.0 / 4, 1, 7, 3, 1.0 / 5, 1},
                             {1.0 / 3, 1.0 / 7, 1, 1.0 / 5, 1.0 / 5, 1.0 / 6},
                             {1, 1.0 / 3, 5, 1, 1, 1.0 / 3},
                             {1.0 / 3, 5, 5, 1, 1, 3},
                             {1.0 / 4, 1, 6, 3, 1.0 / 3, 1}};

// Saaty, International Journal of Services Sciences 1 (2008), 83-98: how much of each drink is consumed
// (coffee, wine, tea, beer, sodas, milk, water).
const Eigen::MatrixXd drinks{{1, 9, 5, 2, 1, 1, 1.0 / 2},
                             {1.0 / 9, 1, 1.0 / 3, 1.0 / 9, 1.0 / 9, 1.0 / 9, 1.0 / 9},
                             {1.0 / 5, 3, 1, 1.0 / 3, 1.0 / 4, 1.0 / 3, 1.0 / 9},
                             {1.0 / 2, 9, 3, 1, 1.0 / 2, 1, 1.0 / 3},
                             {1, 9, 4, 2, 1, 2, 1.0 / 2},
                             {1, 9, 3, 1, 1.0 / 2, 1, 1.0 / 3},
                             {2, 9, 9, 3, 2, 3, 1}};

}  // namespace

TEST_CASE("published example: consumption of drinks", "[hierarchy]") {
  const Priorities found = priorities(drinks);
  const Values published{{0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327}};
  CHECK((found.shares - published).cwiseAbs().maxCoeff() < 0.0005 + 1e-12);
  CHECK(found.consistency_ratio == Approx(0.022).margin(0.0005));
  CHECK(found.consistency_index == Approx(found.consistency_ratio * 1.32));
  CHECK(found.lambda_max == Approx(7 + 6 * found.consistency_index));
}

TEST_CASE("published example: schools, refused unless the limit is raised", "[hierarchy]") {
  CHECK_THROWS_AS(priorities(school), InputError);
  CHECK_THROWS_WITH(priorities(school), Contains("consistency ratio is 0.229") && Contains("above 0.1"));
  const Priorities found = priorities(school, 0.3);
  const Values published{{0.32, 0.14, 0.03, 0.13, 0.24, 0.14}};
  CHECK((found.shares - published).cwiseAbs().maxCoeff() < 0.0055);
}

TEST_CASE("consistent comparisons give their shares back", "[hierarchy]") {
  Random random(3);
  for (Index n = 1; n <= 15; ++n) {
    Values shares(n);
    for (double& share : shares) share = 0.1 + random.uniform();
    shares /= shares.sum();
    const Priorities found = priorities(consistent(shares), 0.0);
    CHECK((found.shares - shares).cwiseAbs().maxCoeff() < 1e-12);
    CHECK(found.lambda_max == Approx(static_cast<double>(n)));
    CHECK(found.consistency_ratio == Approx(0).margin(1e-10));
  }
}

TEST_CASE("shares satisfy the definition and follow their factors", "[hierarchy]") {
  const Priorities found = priorities(drinks);
  CHECK((drinks * found.shares - found.lambda_max * found.shares).cwiseAbs().maxCoeff() < 1e-12);
  Eigen::PermutationMatrix<Eigen::Dynamic> order(7);
  order.indices() << 3, 0, 6, 1, 5, 2, 4;
  const Priorities permuted = priorities(order * drinks * order.transpose());
  CHECK((permuted.shares - order * found.shares).cwiseAbs().maxCoeff() < 1e-12);
  CHECK(permuted.consistency_ratio == Approx(found.consistency_ratio));
}

TEST_CASE("the comparison that contradicts the others is named", "[hierarchy]") {
  Eigen::MatrixXd matrix = consistent(Values{{8, 4, 2, 1}});
  matrix(1, 2) = 1.0 / 5;  // instead of 2
  matrix(2, 1) = 5;
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[1, 2] = 0.2, which the others put at 2"));
}

TEST_CASE("two decimals are enough for a reciprocal", "[hierarchy]") {
  const Eigen::MatrixXd rounded{{1, 3, 8}, {0.33, 1, 8.0 / 3}, {0.13, 0.38, 1}};
  const Priorities found = priorities(rounded);
  CHECK((found.shares - Values{{24, 8, 3}} / 35).cwiseAbs().maxCoeff() < 1e-3);
}

TEST_CASE("bad comparisons are named", "[hierarchy]") {
  CHECK_THROWS_WITH(priorities(Eigen::MatrixXd::Ones(2, 3)), Contains("comparisons is 2 x 3"));
  CHECK_THROWS_WITH(priorities(Eigen::MatrixXd::Ones(0, 0)), Contains("1 to 15 factors"));
  CHECK_THROWS_WITH(priorities(Eigen::MatrixXd::Ones(16, 16)), Contains("1 to 15 factors"));
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Ones(3, 3);
  matrix(2, 0) = 4;
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[2, 0] is 4") && Contains("give 1"));
  matrix(2, 0) = -1;
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[2, 0] is -1"));
  matrix(2, 0) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[2, 0] is nan"));
  matrix(2, 0) = 1;
  matrix(0, 2) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[0, 2] is nan"));
  matrix(0, 2) = 1;
  matrix(1, 1) = 2;
  CHECK_THROWS_WITH(priorities(matrix), Contains("comparisons[1, 1] is 2") && Contains("itself"));
  CHECK_THROWS_WITH(priorities(school, -1), Contains("most_inconsistent is -1"));
}

TEST_CASE("minutes from scores", "[hierarchy]") {
  const Eigen::MatrixXd scores{{1, 0}, {2, 4}, {0, 3}};
  const Eigen::MatrixXd minutes = scored_minutes(scores, Values{{0.75, 0.25}}, 10);
  CHECK(minutes.rowwise().sum().mean() == Approx(10));
  CHECK(minutes(1, 0) == Approx(2 * minutes(0, 0)));
  CHECK(minutes(1, 0) / minutes(1, 1) == Approx(2 * 0.75 / (4 * 0.25)));
  CHECK(minutes(0, 1) == 0);

  CHECK_THROWS_WITH(scored_minutes(scores, Values{{1.0}}, 10), Contains("shares has 1 entries"));
  CHECK_THROWS_WITH(scored_minutes(-scores, Values{{0.5, 0.5}}, 10), Contains("scores[0, 0] is -1"));
  CHECK_THROWS_WITH(scored_minutes(scores, Values{{0.5, -0.5}}, 10), Contains("shares[1] is -0.5"));
  CHECK_THROWS_WITH(scored_minutes(scores, Values{{0.5, 0.5}}, -1), Contains("mean_minutes is -1"));
  CHECK_THROWS_WITH(scored_minutes(0 * scores, Values{{0.5, 0.5}}, 10), Contains("all zero"));
}
