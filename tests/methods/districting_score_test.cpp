// Changes of the searches' score against the score computed anew.

#include "methods/districting_score.hpp"

#include "catch.hpp"
#include "equizone/balancing/problem.hpp"
#include "methods/searches.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Some stops share a place, some have no load.
Given with_shared_places() {
  Given given = anywhere(80, 91);
  for (Index stop = 0; stop < 80; stop += 4) given.points.col(stop) = given.points.col((stop * 7) % 80);
  for (Index stop = 0; stop < 80; stop += 9) given.loads[stop] = 0;
  return given;
}

void check_same(const Factors& one, const Factors& other) {
  CHECK(std::abs(one.beyond - other.beyond) < 1e-12);
  CHECK(std::abs(one.uneven - other.uneven) < 1e-12);
  CHECK(std::abs(one.spread - other.spread) < 1e-12);
  CHECK(std::abs(one.border - other.border) < 1e-12);
}

}  // namespace

TEST_CASE("the change of a step is the difference of the factors", "[methods][searches]") {
  const Given given = with_shared_places();
  PartitionOptions options = search_options("annealing", 5);
  const Problem problem = make_problem(given.points, given.loads, options);
  const StopGraph graph(problem.points, problem.loads);
  const DistrictingScore score(problem, {0.6, 0.3, 0.1}, by_method(given, "hilbert", 5).labels);
  ZoningState state(graph, problem.bounds, any_labels(80, 5, 4));
  Random random(5);
  for (int step = 0; step < 500; ++step) {
    const auto stop = static_cast<std::int32_t>(random.bits() % 80);
    const auto back = static_cast<std::int32_t>(random.bits() % 80);
    const std::int32_t from = state.zone(stop);
    const std::int32_t to = state.zone(back);
    if (from == to || state.members(from).size() < 2) continue;
    const bool exchange = step % 2 == 0;
    Factors expected = score.factors(state);
    expected += score.change(state, {stop, to, exchange ? back : Step::none});
    state.move(stop, to);
    if (exchange) state.move(back, from);
    check_same(score.factors(state), expected);
  }
}

TEST_CASE("the score is what its definition says", "[methods][searches]") {
  const Given given = anywhere(80, 92);
  const Judge judge(given, 5, 0.03);
  const Problem problem = make_problem(given.points, given.loads, search_options("annealing", 5));
  const StopGraph graph(problem.points, problem.loads);
  const Labels curve = by_method(given, "hilbert", 5).labels;
  const DistrictingScore score(problem, {0.6, 0.3, 0.1}, curve);
  const Labels labels = any_labels(80, 5, 6);
  const Factors found = score.factors(ZoningState(graph, problem.bounds, labels));
  CHECK(found.beyond == Approx(judge(labels).beyond));
  CHECK(found.uneven == Approx(judge.uneven(labels)));
  CHECK(found.spread == Approx(judge.cost(labels) / judge.cost(curve)));
  CHECK(found.border == Approx(judge.cut(labels) / judge.cut(curve)));
}
