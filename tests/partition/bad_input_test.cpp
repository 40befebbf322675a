// Input that cannot be meant: one clear error that names argument, index and value.

#include <cmath>
#include <functional>
#include <limits>
#include <string>

#include "catch.hpp"
#include "equizone/equizone.hpp"

using namespace equizone;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// A good call, to be spoiled in one way.
struct Call {
  Points points = Points{{0, 10, 20, 30, 40, 50}, {0, 5, 0, 5, 0, 5}};
  Values loads = Values::Ones(6);
  PartitionOptions options;

  Call() { options.zones = 2; }
};

using Spoil = std::function<void(Call&)>;

std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

void check_says(const std::string& text, const std::string& part) {
  INFO("message: " << text);
  CHECK(text.find(part) != std::string::npos);
}

// All three calls must refuse it in the same words.
void check_refused(const Spoil& spoil, const std::string& part) {
  Call call;
  spoil(call);
  Start start;
  start.labels = Labels::Zero(call.points.cols());
  check_says(error_of([&] { (void)partition(call.points, call.loads, call.options); }), part);
  check_says(error_of([&] { (void)kmeans(call.points, call.loads, call.options); }), part);
  check_says(error_of([&] { (void)balance(call.points, call.loads, start, call.options); }), part);
}

}  // namespace

TEST_CASE("the call that the others spoil is good", "[partition]") {
  const Call call;
  CHECK(partition(call.points, call.loads, call.options).status == Status::ok);
}

TEST_CASE("bad points", "[partition]") {
  check_refused([](Call& call) { call.points(0, 3) = not_a_number; }, "points[3] has x = nan");
  check_refused([](Call& call) { call.points(1, 5) = infinity; }, "points[5] has y = inf");
  check_refused([](Call& call) { call.points(1, 0) = -infinity; }, "points[0] has y = -inf");
  check_refused(
      [](Call& call) {
        call.points.resize(2, 0);
        call.loads.resize(0);
      },
      "points is empty");
}

TEST_CASE("bad loads", "[partition]") {
  check_refused([](Call& call) { call.loads[4] = -3; }, "loads[4] is -3; every load must be finite and >= 0");
  check_refused([](Call& call) { call.loads[1] = not_a_number; }, "loads[1] is nan");
  check_refused([](Call& call) { call.loads[0] = infinity; }, "loads[0] is inf");
  check_refused([](Call& call) { call.loads.setZero(); }, "loads are all zero");
  check_refused([](Call& call) { call.loads.setConstant(1e308); }, "loads sum to inf; use a unit");
  check_refused([](Call& call) { call.loads = Values::Ones(5); },
                "loads has 5 entries but points has 6 stops");
}

TEST_CASE("bad number of zones", "[partition]") {
  check_refused([](Call& call) { call.options.zones = 0; }, "zones is 0");
  check_refused([](Call& call) { call.options.zones = -2; }, "zones is -2");
  check_refused([](Call& call) { call.options.zones = 7; }, "zones is 7 but there are 6 stops");
}

TEST_CASE("bad targets", "[partition]") {
  check_refused([](Call& call) { call.options.targets = Values::Ones(3); },
                "targets has 3 entries but zones is 2");
  check_refused([](Call& call) { call.options.targets = Values{{6.0, 0.0}}; }, "targets[1] is 0");
  check_refused([](Call& call) { call.options.targets = Values{{-1.0, 7.0}}; }, "targets[0] is -1");
  check_refused([](Call& call) { call.options.targets = Values{{3.0, not_a_number}}; }, "targets[1] is nan");
  check_refused([](Call& call) { call.options.targets = Values{{3.0, 4.0}}; }, "targets sum to 7");
  check_refused([](Call& call) { call.options.targets = Values{{0.3, 0.4}}; }, "targets sum to 0.7");
}

TEST_CASE("bad tolerance", "[partition]") {
  check_refused([](Call& call) { call.options.tolerance = -0.01; }, "tolerance is -0.01");
  check_refused([](Call& call) { call.options.tolerance = not_a_number; }, "tolerance is nan");
  check_refused([](Call& call) { call.options.tolerance = infinity; }, "tolerance is inf");
}

TEST_CASE("bad bounds", "[partition]") {
  check_refused([](Call& call) { call.options.lower = Values::Ones(3); },
                "lower has 3 entries but zones is 2");
  check_refused([](Call& call) { call.options.upper = Values::Ones(4); },
                "upper has 4 entries but zones is 2");
  check_refused([](Call& call) { call.options.lower = Values{{1.0, -1.0}}; }, "lower[1] is -1");
  check_refused([](Call& call) { call.options.lower = Values{{not_a_number, 1.0}}; }, "lower[0] is nan");
  check_refused([](Call& call) { call.options.upper = Values{{not_a_number, 4.0}}; }, "upper[0] is nan");
  check_refused([](Call& call) { call.options.upper = Values{{4.0, 0.0}}; }, "upper[1] is 0");
  check_refused(
      [](Call& call) {
        call.options.lower = Values{{1.0, 5.0}};
        call.options.upper = Values{{4.0, 4.0}};
      },
      "lower[1] is 5 but upper[1] is 4");
}

TEST_CASE("bad method, time limit, threads and station", "[partition]") {
  check_refused([](Call& call) { call.options.method = "magic"; }, "method is \"magic\"");
  check_refused([](Call& call) { call.options.time_limit_s = -1; }, "time_limit_s is -1");
  check_refused([](Call& call) { call.options.time_limit_s = not_a_number; }, "time_limit_s is nan");
  check_refused([](Call& call) { call.options.threads = -1; }, "threads is -1");
  check_refused([](Call& call) { call.options.station = Eigen::Vector2d(not_a_number, 0); },
                "station is (nan, 0)");
  check_refused([](Call& call) { call.options.station = Eigen::Vector2d(0, 5.2e6); }, "station lies 5200 km");
}

TEST_CASE("bad start", "[partition]") {
  const auto check_start = [](const std::function<void(Start&)>& spoil, const std::string& part) {
    Call call;
    Start start;
    spoil(start);
    check_says(error_of([&] { (void)balance(call.points, call.loads, start, call.options); }), part);
    call.options.start = start;
    check_says(error_of([&] { (void)partition(call.points, call.loads, call.options); }), part);
    check_says(error_of([&] { (void)kmeans(call.points, call.loads, call.options); }), part);
  };
  check_start([](Start&) {}, "start has neither labels nor centers");
  check_start([](Start& start) { start.labels = Labels::Zero(4); }, "start.labels has 4 entries");
  check_start([](Start& start) { start.labels = Labels{{0, 1, 2, 0, 0, 0}}; }, "start.labels[2] is 2");
  check_start([](Start& start) { start.labels = Labels{{0, 1, 0, -1, 0, 0}}; }, "start.labels[3] is -1");
  check_start([](Start& start) { start.centers = Points::Zero(2, 3); }, "start.centers has 3 centers");
  check_start([](Start& start) { start.centers = Points{{0, 1}, {0, not_a_number}}; },
              "start.centers[1] has y = nan");
  check_start(
      [](Start& start) {
        start.centers = Points{{0, 1}, {0, 1}};
        start.offsets = Values::Zero(3);
      },
      "start.offsets has 3 entries");
  check_start(
      [](Start& start) {
        start.centers = Points{{0, 1}, {0, 1}};
        start.offsets = Values{{0, infinity}};
      },
      "start.offsets");
}

TEST_CASE("bad places to locate", "[partition]") {
  const Call call;
  const Partition p = partition(call.points, call.loads, call.options);
  check_says(error_of([&] { (void)locate(p, Points{{0, 1}, {0, not_a_number}}); }), "points[1] has y = nan");
  check_says(error_of([&] { (void)locate(Partition(), call.points); }), "has no zones");
  Partition by_hand = p;
  by_hand.offsets.resize(0);
  check_says(error_of([&] { (void)locate(by_hand, call.points); }), "offsets has 0 entries but centers has");
  by_hand = p;
  by_hand.offsets[1] = not_a_number;
  check_says(error_of([&] { (void)locate(by_hand, call.points); }), "offsets[1] is nan");
  by_hand = p;
  by_hand.centers(0, 0) = not_a_number;
  check_says(error_of([&] { (void)locate(by_hand, call.points); }), "centers[0] has x = nan");
  CHECK(locate(p, Points(2, 0)).size() == 0);
}

TEST_CASE("numbers too large to compute with", "[partition]") {
  const auto huge = [](Call& call) { call.points *= 1e300; };
  check_refused(
      huge,
      "points[1] has x = 1e+301; every coordinate must be finite, in projected metres, and at most 1e15");
  check_refused([](Call& call) { call.options.lower = Values::Constant(1, 1e308); }, "lower[0] is 1e+308");
  check_refused([](Call& call) { call.options.threads = 100'000; }, "threads is 100000");
  const Call call;
  Start far;
  far.centers = Points{{0, 1e200}, {0, 1}};
  check_says(error_of([&] { (void)balance(call.points, call.loads, far, call.options); }),
             "start.centers[1] has x = 1e+200");
  const Partition p = partition(call.points, call.loads, call.options);
  check_says(error_of([&] { (void)locate(p, Points{{1e308}, {0}}); }), "points[0] has x = 1e+308");
}

TEST_CASE("large coordinates that can be meant are no error", "[partition]") {
  Call call;
  call.points *= 1e12;
  CHECK(partition(call.points, call.loads, call.options).status == Status::ok);
  Start far;
  far.centers = Points{{0, 1e14}, {0, 1e14}};
  call = Call();
  CHECK(balance(call.points, call.loads, far, call.options).status == Status::ok);
}
