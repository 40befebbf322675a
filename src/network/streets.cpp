#include "network/streets.hpp"

#include <algorithm>
#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/segment.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <numeric>
#include <tuple>

namespace equizone {

namespace {

namespace index = boost::geometry::index;
using Place = boost::geometry::model::d2::point_xy<double>;
using Segment = boost::geometry::model::segment<Place>;
template <class Shape>
using Tree = index::rtree<std::pair<Shape, std::int32_t>, index::rstar<16>>;

Place place_of(const Points& points, Index at) { return {points(0, at), points(1, at)}; }

Doorstep doorstep(const Points& nodes, const std::vector<Street>& streets, std::int32_t number,
                  const Eigen::Vector2d& place) {
  const Street& street = streets[static_cast<std::size_t>(number)];
  const Eigen::Vector2d start = nodes.col(street.low);
  const Eigen::Vector2d way = nodes.col(street.high) - start;
  const double square = way.squaredNorm();
  const double along = square > 0 ? std::clamp((place - start).dot(way) / square, 0.0, 1.0) : 0.0;
  return {number, along, (place - start - along * way).norm()};
}

// Parts that streets connect: for each node the lowest node of its part.
std::vector<std::int32_t> connected_parts(Index nodes, const std::vector<Street>& streets) {
  std::vector<std::int32_t> lower(static_cast<std::size_t>(nodes));
  std::iota(lower.begin(), lower.end(), 0);
  const auto find = [&](std::int32_t node) {
    auto& first = lower[static_cast<std::size_t>(node)];
    while (first != lower[static_cast<std::size_t>(first)]) first = lower[static_cast<std::size_t>(first)];
    return first;
  };
  for (const Street& street : streets) {
    const auto [a, b] = std::minmax({find(street.low), find(street.high)});
    lower[static_cast<std::size_t>(b)] = a;
  }
  for (std::int32_t node = 0; node < static_cast<std::int32_t>(nodes); ++node) find(node);
  return lower;
}

}  // namespace

std::vector<Street> find_streets(const StreetNetwork& network) {
  std::vector<Street> streets;
  for (Index edge = 0; edge < network.edges().cols(); ++edge) {
    const auto from = static_cast<std::int32_t>(network.edges()(0, edge));
    const auto to = static_cast<std::int32_t>(network.edges()(1, edge));
    const double length = network.lengths()[edge];
    if (from < to) streets.push_back({from, to, length, no_way});
    if (from > to) streets.push_back({to, from, no_way, length});
  }
  const auto nodes = [](const Street& street) { return std::tie(street.low, street.high); };
  std::stable_sort(streets.begin(), streets.end(),
                   [&](const Street& left, const Street& right) { return nodes(left) < nodes(right); });
  std::size_t kept = 0;
  for (std::size_t at = 0; at < streets.size(); ++at) {
    if (kept > 0 && nodes(streets[kept - 1]) == nodes(streets[at])) {
      streets[kept - 1].up = std::min(streets[kept - 1].up, streets[at].up);
      streets[kept - 1].down = std::min(streets[kept - 1].down, streets[at].down);
    } else {
      streets[kept++] = streets[at];
    }
  }
  streets.resize(kept);
  if (streets.empty()) throw InputError("edges all go from a node to itself; no stop can use them");
  return streets;
}

std::vector<Doorstep> find_doorsteps(const Points& nodes, const std::vector<Street>& streets,
                                     const Points& places) {
  std::vector<std::pair<Segment, std::int32_t>> segments;
  segments.reserve(streets.size());
  for (std::size_t at = 0; at < streets.size(); ++at)
    segments.emplace_back(Segment(place_of(nodes, streets[at].low), place_of(nodes, streets[at].high)),
                          static_cast<std::int32_t>(at));
  const Tree<Segment> tree(segments);
  std::vector<Doorstep> doorsteps;
  doorsteps.reserve(static_cast<std::size_t>(places.cols()));
  for (Index at = 0; at < places.cols(); ++at) {
    const auto nearest = tree.qbegin(index::nearest(place_of(places, at), 1));
    doorsteps.push_back(doorstep(nodes, streets, nearest->second, places.col(at)));
  }
  return doorsteps;
}

std::vector<Crossing> find_crossings(const Points& nodes, const std::vector<Street>& streets) {
  const std::vector<std::int32_t> part = connected_parts(nodes.cols(), streets);
  std::vector<std::int32_t> size(part.size(), 0);
  for (const std::int32_t first : part) ++size[static_cast<std::size_t>(first)];
  const auto largest = static_cast<std::int32_t>(std::max_element(size.begin(), size.end()) - size.begin());
  std::vector<std::pair<Place, std::int32_t>> mainland;
  for (std::size_t node = 0; node < part.size(); ++node)
    if (part[node] == largest)
      mainland.emplace_back(place_of(nodes, static_cast<Index>(node)), static_cast<std::int32_t>(node));
  const Tree<Place> tree(mainland);
  std::vector<Crossing> shortest(part.size(), {-1, -1, no_way});  // by the first node of the part
  for (std::size_t node = 0; node < part.size(); ++node) {
    const auto first = static_cast<std::size_t>(part[node]);
    if (part[node] == largest || size[first] < 2) continue;
    const auto at = static_cast<Index>(node);
    const auto shore = tree.qbegin(index::nearest(place_of(nodes, at), 1));
    const double distance_m = (nodes.col(at) - nodes.col(shore->second)).norm();
    if (distance_m < shortest[first].distance_m)
      shortest[first] = {static_cast<std::int32_t>(node), shore->second, distance_m};
  }
  std::erase_if(shortest, [](const Crossing& crossing) { return crossing.from < 0; });
  return shortest;
}

}  // namespace equizone
