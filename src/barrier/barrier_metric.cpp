#include "equizone/barrier/barrier_metric.hpp"

#include <cmath>
#include <limits>
#include <queue>
#include <utility>
#include <vector>

#include "barrier/cut_network.hpp"
#include "barrier/walls.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

struct BarrierWays::Ground {
  CutNetwork network;
  WallIndex walls;
  std::vector<Eigen::Vector2d> places;  // of the network's sites, metres
  std::vector<PlanePoint> corners;      // the same for the walls

  // Metres of the straight way between two sites, prices included.
  [[nodiscard]] double straight(std::int32_t a, std::int32_t b) const {
    return (places[static_cast<std::size_t>(a)] - places[static_cast<std::size_t>(b)]).norm() +
           walls.price_between(corners[static_cast<std::size_t>(a)], corners[static_cast<std::size_t>(b)]);
  }
};

namespace {

constexpr std::int32_t none = -1;
constexpr double infinity = std::numeric_limits<double>::infinity();

// The shortest way known to a site: its length, and the last site at which it bends.
struct BentWay {
  double metres = infinity;
  std::int32_t bend = none;
};

}  // namespace

BarrierWays::BarrierWays(const Points& points, const BarrierLines& barriers) {
  CutNetwork network = cut_network(points, barriers);
  const std::vector<Wall> walls = walls_of(barriers);
  Points places(2, network.sites.size());
  for (Index site = 0; site < places.cols(); ++site) {
    const GridPoint& p = network.sites.grid[static_cast<std::size_t>(site)];
    places.col(site) = network.sites.metres(p.x, p.y);
  }
  auto ground =
      std::make_shared<Ground>(Ground{std::move(network), {walls, grid_around(places, walls)}, {}, {}});
  for (Index site = 0; site < places.cols(); ++site) {
    ground->places.push_back(places.col(site));
    ground->corners.push_back(ground->walls.round(places.col(site)));
  }
  ground_ = std::move(ground);
}

Values BarrierWays::distances_from(Index stop) const {
  const CutNetwork& network = ground_->network;
  if (stop < 0 || stop >= network.stops)
    throw InputError(message("stop is ", stop, "; stops count from 0 to ", network.stops - 1));
  const auto place = [&](std::int32_t site) { return ground_->places[static_cast<std::size_t>(site)]; };
  std::vector<BentWay> ways(ground_->places.size());
  using Waiting = std::pair<double, std::int32_t>;
  std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
  const auto offer = [&](std::int32_t site, double metres, std::int32_t bend) {
    BentWay& way = ways[static_cast<std::size_t>(site)];
    if (metres >= way.metres) return;
    way = {metres, bend};
    waiting.emplace(metres, site);
  };
  const std::int32_t start = network.sites.of_stop[static_cast<std::size_t>(stop)];
  offer(start, 0.0, start);
  while (!waiting.empty()) {
    const auto [metres, site] = waiting.top();
    waiting.pop();
    const BentWay here = ways[static_cast<std::size_t>(site)];
    if (metres > here.metres) continue;
    const double to_bend = ways[static_cast<std::size_t>(here.bend)].metres;
    const auto [begin, end] = network.entries(site);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t next = network.neighbours.sites[at];
      const double known = ways[static_cast<std::size_t>(next)].metres;
      if (to_bend + (place(next) - place(here.bend)).norm() < known)
        offer(next, to_bend + ground_->straight(here.bend, next), here.bend);
      if (network.open(at)) offer(next, here.metres + network.ways[at], site);
    }
  }
  Values result(network.stops);
  for (Index other = 0; other < network.stops; ++other)
    result[other] =
        ways[static_cast<std::size_t>(network.sites.of_stop[static_cast<std::size_t>(other)])].metres;
  return result;
}

namespace {

// Ways from one stop to all others are found at once, and asked for again and again.
class WaysAroundBarriers : public Distances {
 public:
  WaysAroundBarriers(Points points, BarrierWays ways) : points_(std::move(points)), ways_(std::move(ways)) {}

  [[nodiscard]] Index stops() const override { return points_.cols(); }

  void measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const override {
    if (from != from_) {
      metres_ = ways_.distances_from(from);
      from_ = from;
    }
    for (std::size_t at = 0; at < to.size(); ++at) {
      const double metres = metres_[to[at]];
      const bool reachable = metres < infinity;
      ways[at] = {reachable ? metres : unreachable_factor * (points_.col(from) - points_.col(to[at])).norm(),
                  reachable};
    }
  }

 private:
  Points points_;
  BarrierWays ways_;
  mutable Index from_ = none;
  mutable Values metres_;
};

}  // namespace

BarrierMetric::BarrierMetric(BarrierLines barriers, Values visits)
    : Metric(std::move(visits)), barriers_(std::move(barriers)) {
  check_barriers(barriers_);
}

std::unique_ptr<const Distances> BarrierMetric::between(const Points& points) const {
  return std::make_unique<WaysAroundBarriers>(points, over(points));
}

}  // namespace equizone
