// A group: exact changes of cost, descent, clustering.

#include "equizone/balancing/zone_group.hpp"

#include "../catch.hpp"
#include "equizone/balancing/group_clustering.hpp"
#include "equizone/balancing/group_descent.hpp"

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

TEST_CASE("group: cost, violation and their changes agree with the whole zoning") {
  const Fixture f;
  const StopGraph graph(f.points, f.loads);
  ZoningState state(graph, f.bounds, f.labels);
  const std::vector<std::int32_t> zones{0, 1, 2, 3};
  ZoneGroup group;
  group.take(state, zones, {1.0, 0.0});
  CHECK(group.stops() == 60);
  CHECK(group.cost() == Approx(state.cost()).epsilon(1e-7));
  CHECK(group.violation() == Approx(state.total_violation()).margin(1e-9));

  const double cost = group.cost();
  const double penalty = group.penalty();
  const std::size_t stop = 5;
  const auto from = static_cast<std::size_t>(group.labels()[stop]);
  const std::size_t to = (from + 1) % 4;
  const double change = group.cost_change(from, to, group.item(stop));
  const double penalty_change = group.penalty_change(from, to, group.item(stop).load);
  group.move(stop, to);
  CHECK(group.cost() - cost == Approx(change).margin(1e-9));
  CHECK(group.penalty() - penalty == Approx(penalty_change).margin(1e-9));
}

TEST_CASE("group: clustering and descent give balanced zones that cost less than scattered ones") {
  const Fixture f;
  const StopGraph graph(f.points, f.loads);
  ZoningState state(graph, f.bounds, f.labels);
  const std::vector<std::int32_t> zones{0, 1, 2, 3};
  ZoneGroup group;
  Random random(1, 2);
  GroupClustering clustering;
  GroupDescent descent;
  for (int run = 0; run < 20; ++run) {
    group.take(state, zones, {1000 * state.mean_cost(), 0.0});
    const double before = group.cost();
    clustering.run(group, random);
    if (group.has_empty_zone()) continue;
    const double clustered = group.cost() + group.penalty();
    descent.run(group);
    CHECK(group.cost() + group.penalty() <= clustered);
    CHECK(group.cost() < before / 2);
    CHECK(group.violation() == Approx(0).margin(0.5));
  }
}
