// A region: exact changes of cost, descent, clustering.

#include "equizone/balancing/region.hpp"

#include "../catch.hpp"
#include "equizone/balancing/region_clustering.hpp"
#include "equizone/balancing/region_descent.hpp"

using namespace equizone;

namespace {

struct Fixture {
  Points points{2, 60};
  Values loads{60};
  Bounds bounds;
  Labels labels{60};

  Fixture() {
    Random random(7, 1);
    for (Index stop = 0; stop < 60; ++stop) {
      points.col(stop) = Eigen::Vector2d(4e6 + random.uniform(), random.uniform());
      loads[stop] = 1 + random.uniform();
      labels[stop] = static_cast<std::int32_t>(stop % 4);
    }
    const double target = loads.sum() / 4;
    bounds = {Values::Constant(4, target), Values::Constant(4, 0.97 * target),
              Values::Constant(4, 1.03 * target)};
  }
};

}  // namespace

TEST_CASE("region: cost, violation and their changes agree with the whole zoning") {
  const Fixture f;
  const StopGraph graph(f.points, f.loads);
  ZoningState state(graph, f.bounds, f.labels);
  const std::vector<std::int32_t> zones{0, 1, 2, 3};
  Region region;
  region.take(state, zones, {1.0, 0.0});
  CHECK(region.stops() == 60);
  CHECK(region.cost() == Approx(state.cost()).epsilon(1e-7));
  CHECK(region.violation() == Approx(state.total_violation()).margin(1e-9));

  const double cost = region.cost();
  const double penalty = region.penalty();
  const std::size_t stop = 5;
  const auto from = static_cast<std::size_t>(region.labels()[stop]);
  const std::size_t to = (from + 1) % 4;
  const double change = region.cost_change(from, to, region.item(stop));
  const double penalty_change = region.penalty_change(from, to, region.item(stop).load);
  region.move(stop, to);
  CHECK(region.cost() - cost == Approx(change).margin(1e-9));
  CHECK(region.penalty() - penalty == Approx(penalty_change).margin(1e-9));
}

TEST_CASE("region: clustering and descent give balanced zones that cost less than scattered ones") {
  const Fixture f;
  const StopGraph graph(f.points, f.loads);
  ZoningState state(graph, f.bounds, f.labels);
  const std::vector<std::int32_t> zones{0, 1, 2, 3};
  Region region;
  Random random(1, 2);
  RegionClustering clustering;
  RegionDescent descent;
  for (int run = 0; run < 20; ++run) {
    region.take(state, zones, {1000 * state.mean_cost(), 0.0});
    const double before = region.cost();
    clustering.run(region, random);
    if (region.has_empty_zone()) continue;
    const double clustered = region.cost() + region.penalty();
    descent.run(region);
    CHECK(region.cost() + region.penalty() <= clustered);
    CHECK(region.cost() < before / 2);
    CHECK(region.violation() == Approx(0).margin(0.5));
  }
}
