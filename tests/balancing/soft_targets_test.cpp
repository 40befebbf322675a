// Loads that fall gently as offsets grow, and sum to the total.

#include "equizone/balancing/soft_targets.hpp"

#include <limits>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

SoftTargets draw_soft(Draw& draw, Index zones) {
  SoftTargets soft{Values(zones), Values(zones)};
  for (Index zone = 0; zone < zones; ++zone) {
    const double target = std::pow(10.0, draw.uniform(-2, 2));
    const double room = draw.whole(0, 3) == 0 ? 0.0 : draw.uniform(0.01, 0.5);
    soft.low[zone] = target * (1 - room);
    soft.high[zone] = target * (1 + room);
  }
  soft.scale = 100;
  return soft;
}

double sum_of_loads(const SoftTargets& soft, const Values& offsets) {
  double sum = 0;
  for (Index zone = 0; zone < offsets.size(); ++zone) sum += soft.load(zone, offsets[zone]);
  return sum;
}

}  // namespace

TEST_CASE("a load falls from high to low, halfway at offset zero", "[balancing]") {
  SoftTargets soft{Values{{80.0}}, Values{{120.0}}};
  soft.scale = 50;
  CHECK(soft.load(0, 0) == 100);
  CHECK(soft.load(0, -1e9) == Approx(120));
  CHECK(soft.load(0, 1e9) == Approx(80));
  double before = soft.load(0, -1000);
  for (double offset = -990; offset <= 1000; offset += 10) {
    const double now = soft.load(0, offset);
    REQUIRE(now < before);
    REQUIRE(now > 80);
    REQUIRE(now < 120);
    before = now;
  }
  // An offset as large as the scale uses up most of the room.
  CHECK(soft.load(0, 50) < 90);
}

TEST_CASE("the fall is the derivative of the load", "[balancing]") {
  SoftTargets soft{Values{{80.0}}, Values{{120.0}}};
  soft.scale = 50;
  for (const double offset : {-300.0, -40.0, 0.0, 7.0, 55.0, 1000.0})
    CHECK(soft.fall(0, offset) ==
          Approx((soft.load(0, offset - 1e-3) - soft.load(0, offset + 1e-3)) / 2e-3).epsilon(1e-4));
}

TEST_CASE("balanced offsets aim at the total, and differ as before", "[balancing]") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(1, 30);
    const SoftTargets soft = draw_soft(draw, zones);
    if (soft.room() == 0) continue;
    const double part = draw.uniform(1e-4, 1 - 1e-4);
    const double total = soft.low.sum() + part * (soft.high - soft.low).sum();
    Values offsets(zones);
    const double spread = std::pow(10.0, draw.uniform(-3, 5));  // in units of the scale: 1e-5 to 1e3
    for (double& offset : offsets) offset = spread * draw.normal();
    Values balanced = offsets;
    soft.balance(balanced, total);
    INFO("seed " << seed);
    REQUIRE(std::abs(sum_of_loads(soft, balanced) - total) <= 1e-9 * total);
    const Values shift = balanced - offsets;
    REQUIRE(shift.maxCoeff() - shift.minCoeff() <= 1e-12 * (spread * 10 + std::abs(shift.mean())));
  }
}

TEST_CASE("a total at the limit of the room, or beyond it, leaves offsets finite", "[balancing]") {
  Draw draw(1);
  SoftTargets soft = draw_soft(draw, 20);
  soft.high[0] += 1;
  for (const double total : {soft.low.sum(), soft.high.sum(), soft.low.sum() / 2, soft.high.sum() * 2}) {
    Values offsets(20);
    for (double& offset : offsets) offset = 100 * draw.normal();
    soft.balance(offsets, total);
    CHECK(offsets.allFinite());
    const double nearest = std::clamp(total, soft.low.sum(), soft.high.sum());
    CHECK(sum_of_loads(soft, offsets) == Approx(nearest).epsilon(1e-5));
  }
}

TEST_CASE("without room offsets stay as they are", "[balancing]") {
  const SoftTargets soft{Values{{5, 7}}, Values{{5, 7}}};
  CHECK(soft.room() == 0);
  Values offsets{{3, -8}};
  soft.balance(offsets, 12);
  CHECK(offsets == Values{{3, -8}});
  CHECK(soft.load(0, 1e9) == 5);
  CHECK(soft.fall(1, 3) == 0);
}

TEST_CASE("soft targets keep their share of the room to the bounds", "[balancing]") {
  const Bounds bounds{Values{{10, 10}}, Values{{8, 0}},
                      Values{{14, std::numeric_limits<double>::infinity()}}};
  const Values aim{{10, 12}};
  const SoftTargets whole = soft_targets(bounds, aim, 1.0, 0.1);
  CHECK(whole.low == Values{{8, 0}});
  CHECK(whole.high == Values{{14, 24}});  // where nothing bounds a load, twice what is aimed at
  CHECK(whole.softness == 0.1);
  const SoftTargets half = soft_targets(bounds, aim, 0.5);
  CHECK(half.low == Values{{9, 6}});
  CHECK(half.high == Values{{12, 18}});
  const SoftTargets none = soft_targets(bounds, aim, 0.0);
  CHECK(none.low == aim);
  CHECK(none.high == aim);
}
