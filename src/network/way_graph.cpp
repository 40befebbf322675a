#include "network/way_graph.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "network/streets.hpp"

namespace equizone {

namespace {

// Numbers of places in the order in which they stand along the streets; at one doorstep, by coordinates.
std::vector<std::int32_t> along_streets(const std::vector<Doorstep>& doorsteps, const Points& places) {
  std::vector<std::int32_t> order(doorsteps.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::int32_t left, std::int32_t right) {
    const auto key = [&](std::int32_t place) {
      const Doorstep& step = doorsteps[static_cast<std::size_t>(place)];
      return std::make_tuple(step.street, step.along, places(0, place), places(1, place), place);
    };
    return key(left) < key(right);
  });
  return order;
}

double finite_one(double a, double b) { return std::isfinite(a) ? a : b; }

}  // namespace

WayGraph::WayGraph(const StreetNetwork& network, const Points& places) {
  const std::vector<Street> streets = find_streets(network);
  const std::vector<Doorstep> doorsteps = find_doorsteps(network.nodes(), streets, places);
  const std::vector<std::int32_t> order = along_streets(doorsteps, places);
  std::vector<Piece> pieces;
  auto nodes = static_cast<std::int32_t>(network.nodes().cols());
  node_of_place_.resize(doorsteps.size());

  std::size_t next = 0;
  for (std::size_t number = 0; number < streets.size(); ++number) {
    const Street& street = streets[number];
    const double against = finite_one(street.up, street.down);
    std::int32_t before = street.low;
    double done = 0;
    const auto go_to = [&](std::int32_t node, double along) {
      const double share = along - done;
      pieces.push_back({before, node, share * street.up, share * street.down, share * against});
      before = node;
      done = along;
    };
    for (; next < order.size() &&
           doorsteps[static_cast<std::size_t>(order[next])].street == static_cast<std::int32_t>(number);
         ++next) {
      const std::int32_t place = order[next];
      const Doorstep& step = doorsteps[static_cast<std::size_t>(place)];
      if (step.along > done && step.along < 1) go_to(nodes++, step.along);
      const std::int32_t here = step.along < 1 ? before : street.high;
      auto& own = node_of_place_[static_cast<std::size_t>(place)];
      const std::int32_t previous = next > 0 ? order[next - 1] : place;
      const double walk = step.walk_m * network.walk_per_m();
      if (previous != place && places.col(previous) == places.col(place))
        own = node_of_place_[static_cast<std::size_t>(previous)];
      else if (walk <= 0)
        own = here;
      else
        pieces.push_back({here, own = nodes++, walk, walk, walk});
    }
    go_to(street.high, 1.0);
  }
  for (const Crossing& crossing : find_crossings(network.nodes(), streets))
    pieces.push_back(
        {crossing.from, crossing.to, no_way, no_way, crossing.distance_m * network.walk_per_m()});
  first_.assign(static_cast<std::size_t>(nodes) + 1, 0);
  connect(pieces);
}

// Shares of no way are no number where the share is 0: whatever is not finite is no way.
void WayGraph::connect(const std::vector<Piece>& pieces) {
  penalty_ = 1;
  for (const Piece& piece : pieces)
    penalty_ += piece.against + finite_one(piece.there, 0) + finite_one(piece.back, 0);
  const auto length = [&](const Piece& piece, double lawful) {
    return finite_one(lawful, piece.against + penalty_);
  };
  for (const Piece& piece : pieces) {
    ++first_[static_cast<std::size_t>(piece.from) + 1];
    ++first_[static_cast<std::size_t>(piece.to) + 1];
  }
  std::partial_sum(first_.begin(), first_.end(), first_.begin());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  arcs_.resize(first_.back());
  for (const Piece& piece : pieces) {
    arcs_[next[static_cast<std::size_t>(piece.from)]++] = {piece.to, length(piece, piece.there)};
    arcs_[next[static_cast<std::size_t>(piece.to)]++] = {piece.from, length(piece, piece.back)};
  }
}

}  // namespace equizone
