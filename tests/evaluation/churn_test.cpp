// What changes hands, against every matching there is.

#include "equizone/evaluation/churn.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;
using Catch::Matchers::Contains;

namespace {

// The greatest load that can stay, over all ways to match zones of labels with those of the reference.
double most_that_stays(const Values& loads, const Labels& labels, const Labels& reference) {
  const int zones = 1 + std::max(labels.maxCoeff(), reference.maxCoeff());
  std::vector<std::int32_t> match(static_cast<std::size_t>(zones));
  std::iota(match.begin(), match.end(), 0);
  double most = 0;
  do {
    double stays = 0;
    for (Index stop = 0; stop < labels.size(); ++stop)
      if (match[static_cast<std::size_t>(labels[stop])] == reference[stop]) stays += loads[stop];
    most = std::max(most, stays);
  } while (std::next_permutation(match.begin(), match.end()));
  return most;
}

}  // namespace

TEST_CASE("the same division under other numbers has no churn", "[evaluation]") {
  Labels before(6), after(6);
  before << 0, 0, 1, 1, 2, 2;
  after << 2, 2, 0, 0, 1, 1;
  const Churn same = churn(Values::Ones(6), after, before);
  CHECK(same.share == 0);
  CHECK(same.by_number == 1);
  CHECK(same.continues[0] == 1);
  CHECK(same.continues[2] == 0);
}

TEST_CASE("zones are matched as well as can be", "[evaluation]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    const auto draw = [&](int below) { return static_cast<std::int32_t>(random.uniform() * below); };
    const int zones = 1 + draw(6), old_zones = 1 + draw(6);
    Labels labels(14), reference(14);
    Values loads(14);
    for (Index stop = 0; stop < 14; ++stop) {
      labels[stop] = draw(zones);
      reference[stop] = draw(old_zones);
      loads[stop] = 1 + random.uniform();
    }
    const Churn found = churn(loads, labels, reference);
    CHECK(found.share == Approx(1 - most_that_stays(loads, labels, reference) / loads.sum()).margin(1e-12));
    CHECK(found.share <= found.by_number + 1e-12);
  }
}

TEST_CASE("a new zone continues none", "[evaluation]") {
  Labels before(4), after(4);
  before << 0, 0, 0, 0;
  after << 0, 0, 0, 1;
  const Churn split = churn(Values::Ones(4), after, before);
  CHECK(split.share == 0.25);
  CHECK(split.continues[0] == 0);
  CHECK(split.continues[1] == -1);
}

TEST_CASE("labels that do not fit are refused", "[evaluation]") {
  CHECK_THROWS_WITH(churn(Values::Ones(3), Labels::Zero(3), Labels::Zero(2)), Contains("reference has 2"));
  CHECK_THROWS_AS(churn(Values::Ones(3), Labels::Constant(3, -1), Labels::Zero(3)), InputError);
}
