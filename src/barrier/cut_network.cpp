#include "barrier/cut_network.hpp"

#include <cmath>

#include "barrier/walls.hpp"
#include "equizone/core/checks.hpp"

namespace equizone {

bool CutNetwork::open(std::size_t entry) const { return !std::isinf(ways[entry]); }

bool CutNetwork::holds_stop(std::int32_t site) const {
  const auto first = static_cast<std::size_t>(sites.first[static_cast<std::size_t>(site)]);
  return sites.stops[first] < stops;  // ascending within a site
}

std::pair<std::size_t, std::size_t> CutNetwork::entries(std::int32_t site) const {
  const auto s = static_cast<std::size_t>(site);
  return {static_cast<std::size_t>(neighbours.first[s]), static_cast<std::size_t>(neighbours.first[s + 1])};
}

namespace {

// Each way is measured once, from its lower site, and looked up there from the other.
void measure_ways(CutNetwork& network, const WallIndex& walls) {
  const Sites& sites = network.sites;
  const auto place = [&](std::int32_t site) -> Eigen::Vector2d {
    const GridPoint& p = sites.grid[static_cast<std::size_t>(site)];
    return sites.metres(p.x, p.y);
  };
  network.ways.resize(network.neighbours.sites.size());
  for (std::int32_t site = 0; site < sites.size(); ++site) {
    const PlanePoint here = walls.round(place(site));
    const auto [begin, end] = network.entries(site);
    for (std::size_t at = begin; at < end; ++at) {
      const std::int32_t other = network.neighbours.sites[at];
      if (other > site) {
        network.ways[at] =
            (place(other) - place(site)).norm() + walls.price_between(here, walls.round(place(other)));
      } else {
        std::size_t back = network.entries(other).first;
        while (network.neighbours.sites[back] != site) ++back;
        network.ways[at] = network.ways[back];
      }
    }
  }
}

}  // namespace

CutNetwork cut_network(const Points& points, const BarrierLines& barriers) {
  check_points(points);
  const std::vector<Wall> walls = walls_of(barriers);
  check_near(barriers, points);
  CutNetwork network;
  network.stops = points.cols();
  Points places(2, points.cols() + barriers.crossings.cols());
  places.leftCols(points.cols()) = points;
  places.rightCols(barriers.crossings.cols()) = barriers.crossings;
  network.sites = find_sites(places);
  network.neighbours = find_neighbours(network.sites);
  measure_ways(network, WallIndex(walls, grid_around(places, walls)));
  return network;
}

}  // namespace equizone
