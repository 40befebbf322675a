// What holds for every method.

#include "equizone/methods/methods.hpp"

#include <cmath>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;
using Catch::Matchers::Contains;

namespace {

void check_honest(const Given& given, const Partition& result, const std::string& method) {
  INFO(method);
  const Evaluation seen = evaluate(given.points, given.loads, result.labels, result.centers.cols());
  CHECK(seen.empty_zones == 0);
  CHECK(seen.zone_loads.isApprox(result.zone_loads, 1e-12));
  CHECK(std::abs(seen.cost - result.cost) <= 1e-9 * seen.cost);
  CHECK(result.lower_bound <= result.cost * (1 + 1e-12));
  const bool within = (result.zone_loads.array() <= result.upper.array() * (1 + 1e-9)).all() &&
                      (result.zone_loads.array() >= result.lower.array() * (1 - 1e-9)).all();
  CHECK(within == (result.status == Status::ok));
}

}  // namespace

TEST_CASE("every method divides all stops and reports what it did", "[methods]") {
  const Given given = anywhere(120, 5);
  for (const MethodInfo& info : methods()) {
    const Partition result = by_method(given, info.name, 6);
    CHECK(result.labels.size() == 120);
    CHECK(zones_used(result.labels) == result.centers.cols());
    check_honest(given, result, info.name);
  }
}

TEST_CASE("every method copes with stations of one stop, of one place, and as many zones as stops",
          "[methods]") {
  const Given one{Points::Constant(2, 1, 5.0), Values::Ones(1)};
  const Given same{Points::Constant(2, 7, 5.0), Values::Ones(7)};
  const Given few = anywhere(7, 3);
  for (const MethodInfo& info : methods()) {
    INFO(info.name);
    CHECK(by_method(one, info.name, 1).labels[0] == 0);
    CHECK(zones_used(by_method(same, info.name, 3).labels) >= 2);
    CHECK(zones_used(by_method(few, info.name, 7).labels) >= 6);
    CHECK(zones_used(by_method(few, info.name, 1).labels) == 1);
  }
}

TEST_CASE("every method gives the same labels again, for any number of threads", "[methods]") {
  const Given given = anywhere(300, 9);
  for (const MethodInfo& info : methods()) {
    INFO(info.name);
    PartitionOptions options = options_for(info.name, 8);
    options.seed = 4;
    options.effort = Effort::fast;
    const Partition once = partition(given.points, given.loads, options);
    options.threads = 2;
    const Partition again = partition(given.points, given.loads, options);
    CHECK(once.labels == again.labels);
    CHECK(once.cost == again.cost);
  }
}

TEST_CASE("every method is described, and takes the parameters it lists at their ends", "[methods]") {
  const Given given = anywhere(60, 2);
  for (const MethodInfo& info : methods()) {
    INFO(info.name);
    CHECK(!info.description.empty());
    CHECK(info.description.find('\n') == std::string::npos);
    CHECK(!info.source.empty());
    CHECK(!info.complexity.empty());
    CHECK(!info.guarantees.empty());
    for (const MethodParameter& parameter : info.parameters) {
      CHECK(parameter.lowest <= parameter.standard);
      CHECK(parameter.standard <= parameter.highest);
      CHECK(!parameter.meaning.empty());
      for (const double value : {parameter.lowest, parameter.highest}) {
        PartitionOptions options = options_for(info.name, 4);
        options.effort = Effort::fast;
        options.parameters[parameter.name] = value;
        CHECK(zones_used(partition(given.points, given.loads, options).labels) >= 3);
      }
      PartitionOptions options = options_for(info.name, 4);
      options.parameters[parameter.name] = std::nan("");
      CHECK_THROWS_WITH(partition(given.points, given.loads, options), Contains(parameter.name));
    }
  }
}

TEST_CASE("unknown methods and parameters are refused by name", "[methods]") {
  const Given given = anywhere(20, 1);
  PartitionOptions options;
  options.zones = 3;
  options.method = "magic";
  CHECK_THROWS_WITH(partition(given.points, given.loads, options), Contains("magic") && Contains("hilbert"));
  CHECK_THROWS_AS(method_info("magic"), InputError);
  options.method = "hilbert";
  options.parameters["turns"] = 2;
  CHECK_THROWS_WITH(partition(given.points, given.loads, options), Contains("turns") && Contains("hilbert"));
  options.parameters.clear();
  options.contiguous = true;
  CHECK_THROWS_WITH(partition(given.points, given.loads, options), Contains("contiguous"));
  options.contiguous = false;
  options.budget = -1;
  CHECK_THROWS_WITH(partition(given.points, given.loads, options), Contains("budget is -1"));
}
