#include "equizone/network/street_network.hpp"

#include <cmath>
#include <limits>

#include "equizone/core/checks.hpp"
#include "network/stop_streets.hpp"

namespace equizone {

namespace {

void check_edges(const Edges& edges, Index nodes) {
  if (edges.cols() == 0) throw InputError("edges is empty; give at least one edge");
  for (Index edge = 0; edge < edges.cols(); ++edge)
    for (Index end = 0; end < 2; ++end)
      if (edges(end, edge) < 0 || edges(end, edge) >= nodes)
        throw InputError(message("edges[", edge, "] goes ", end == 0 ? "from" : "to", " node ",
                                 edges(end, edge), "; nodes count from 0 to ", nodes - 1));
}

void check_lengths(const Values& lengths, Index edges) {
  constexpr double most = 1e15;
  if (lengths.size() != edges)
    throw InputError(message("lengths has ", lengths.size(), " entries but there are ", edges,
                             " edges; give one length per edge"));
  for (Index edge = 0; edge < edges; ++edge)
    if (!(lengths[edge] >= 0 && lengths[edge] <= most))
      throw InputError(message("lengths[", edge, "] is ", lengths[edge],
                               "; every length must be finite, >= 0 and at most 1e15"));
}

Values straight_lengths(const Points& nodes, const Edges& edges) {
  Values lengths(edges.cols());
  for (Index edge = 0; edge < edges.cols(); ++edge)
    lengths[edge] = (nodes.col(edges(1, edge)) - nodes.col(edges(0, edge))).norm();
  return lengths;
}

}  // namespace

StreetNetwork::StreetNetwork(Points nodes, Edges edges, Values lengths, double walk_per_m)
    : nodes_(std::move(nodes)),
      edges_(std::move(edges)),
      lengths_(std::move(lengths)),
      walk_per_m_(walk_per_m) {
  constexpr double most_per_m = 1e6;
  check_points(nodes_, "nodes");
  check_edges(edges_, nodes_.cols());
  if (!(walk_per_m >= 0 && walk_per_m <= most_per_m))
    throw InputError(message("walk_per_m is ", walk_per_m, "; it must be >= 0 and at most 1e6"));
  if (lengths_.size() == 0) lengths_ = straight_lengths(nodes_, edges_);
  check_lengths(lengths_, edges_.cols());
}

DistanceMatrix StreetNetwork::distances_from(const Points& places, const Points& points) const {
  check_points(places, "places");
  check_points(points);
  Points all(2, places.cols() + points.cols());
  all << places, points;
  const StopStreets streets(*this, all);
  std::vector<std::int32_t> to(static_cast<std::size_t>(points.cols()));
  for (std::size_t at = 0; at < to.size(); ++at)
    to[at] = static_cast<std::int32_t>(places.cols() + static_cast<Index>(at));
  std::vector<Way> ways(to.size());
  DistanceMatrix distances(places.cols(), points.cols());
  for (Index place = 0; place < places.cols(); ++place) {
    streets.measure(place, to, ways);
    for (Index at = 0; at < points.cols(); ++at) {
      const Way& way = ways[static_cast<std::size_t>(at)];
      distances(place, at) = way.reachable ? way.distance : std::numeric_limits<double>::infinity();
    }
  }
  return distances;
}

}  // namespace equizone
