// A metric of one's own: what it must tell, and what comes of itself.

#include "equizone/core/metric.hpp"

#include <algorithm>
#include <limits>

#include "catch.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/solving.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Along the axes, as in a town of blocks.
class BlockDistances : public Distances {
 public:
  explicit BlockDistances(const Points& points) : points_(points) {}
  [[nodiscard]] Index stops() const override { return points_.cols(); }
  void measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const override {
    for (std::size_t at = 0; at < to.size(); ++at)
      ways[at] = {(points_.col(to[at]) - points_.col(from)).lpNorm<1>(), true};
  }

 private:
  Points points_;
};

class Blocks : public Metric {
 public:
  Blocks() : Metric({}) {}
  [[nodiscard]] std::unique_ptr<const Distances> between(const Points& points) const override {
    return std::make_unique<BlockDistances>(points);
  }
};

}  // namespace

TEST_CASE("lists of near zones come of the ways from the medians", "[metric]") {
  const Station station = draw_station(1, 70);
  const BlockDistances distances(station.points);
  const std::vector<Index> medians{2, 20, 33, 47, 69};
  const Values offsets{{0.0, 200.0, -150.0, 30.0, 0.0}};
  for (const Index width : {1, 3, 5, 8}) {
    const NearZones near = distances.near_zones(medians, offsets, width);
    REQUIRE(near.stops() == 70);
    CHECK(near.all == (width >= 5));
    for (Index stop = 0; stop < 70; ++stop) {
      Values keys(5);
      for (Index zone = 0; zone < 5; ++zone)
        keys[zone] = (station.points.col(medians[static_cast<std::size_t>(zone)]) - station.points.col(stop))
                         .lpNorm<1>() -
                     offsets[zone];
      double worst = -std::numeric_limits<double>::infinity();
      for (const NearZones::Entry& entry : near.of(stop)) {
        CHECK(entry.distance - offsets[entry.zone] == Approx(keys[entry.zone]));
        worst = std::max(worst, keys[entry.zone]);
      }
      CHECK((keys.array() <= worst).count() == near.width);
    }
  }
}

TEST_CASE("zones by a metric of one's own", "[metric]") {
  const Station station = draw_station(2, 300, Layout::clustered, Work::uniform);
  const Partition p = partition(station.points, station.loads, options_for(7), Blocks());
  CHECK(p.status == Status::ok);
  double cost = 0;
  for (Index stop = 0; stop < 300; ++stop)
    cost += station.loads[stop] * (station.points.col(stop) - p.centers.col(p.labels[stop])).lpNorm<1>();
  CHECK(p.cost == Approx(cost));
  CHECK(p.lower_bound > 0.95 * cost);
}
