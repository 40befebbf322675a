#include "network/way_graph.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "network/streets.hpp"

namespace equizone {

// A way between two nodes, infinite where a direction breaks a rule.
struct WayGraph::Piece {
  std::int32_t from;
  std::int32_t to;
  double there;
  double back;
  double against;  // length of a direction that breaks a rule
};

namespace {

double finite_one(double a, double b) { return std::isfinite(a) ? a : b; }

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

// Cuts one street after the other at the doorsteps along it, from its low node to its high one.
template <class Piece>
class Cutting {
 public:
  Cutting(std::int32_t nodes, double walk_per_m) : nodes_(nodes), walk_per_m_(walk_per_m) {}

  void begin(const Street& street) {
    street_ = street;
    here_ = street.low;
    done_ = 0;
  }
  void go_to(std::int32_t node, double along) {
    const double share = along - done_;
    const double against = finite_one(street_.up, street_.down);
    pieces_.push_back({here_, node, share * street_.up, share * street_.down, share * against});
    here_ = node;
    done_ = along;
  }
  // The node of a place at the next doorstep, whose walk is a piece of its own.
  std::int32_t enter(const Doorstep& step) {
    if (step.along > done_ && step.along < 1) go_to(nodes_++, step.along);
    const std::int32_t door = step.along < 1 ? here_ : street_.high;
    const double walk = step.walk_m * walk_per_m_;
    if (walk <= 0) return door;
    pieces_.push_back({door, nodes_, walk, walk, walk});
    return nodes_++;
  }
  void end() { go_to(street_.high, 1.0); }

  void cross(const Crossing& crossing) {
    pieces_.push_back({crossing.from, crossing.to, no_way, no_way, crossing.distance_m * walk_per_m_});
  }

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] std::int32_t nodes() const { return nodes_; }

 private:
  std::int32_t nodes_;  // so far
  double walk_per_m_;
  std::vector<Piece> pieces_;
  Street street_{};
  std::int32_t here_ = 0;
  double done_ = 0;  // share of the street
};

}  // namespace

WayGraph::WayGraph(const StreetNetwork& network, const Points& places) {
  const std::vector<Street> streets = find_streets(network);
  const std::vector<Doorstep> doorsteps = find_doorsteps(network.nodes(), streets, places);
  const std::vector<std::int32_t> order = along_streets(doorsteps, places);
  Cutting<Piece> cutting(static_cast<std::int32_t>(network.nodes().cols()), network.walk_per_m());
  node_of_place_.resize(doorsteps.size());
  std::size_t next = 0;
  const auto is_along = [&](std::size_t street) {
    return next < order.size() &&
           doorsteps[static_cast<std::size_t>(order[next])].street == static_cast<std::int32_t>(street);
  };
  for (std::size_t street = 0; street < streets.size(); ++street) {
    cutting.begin(streets[street]);
    for (; is_along(street); ++next) {
      const std::int32_t place = order[next];
      const bool shared = next > 0 && places.col(order[next - 1]) == places.col(place);
      node_of_place_[static_cast<std::size_t>(place)] =
          shared ? node_of(order[next - 1]) : cutting.enter(doorsteps[static_cast<std::size_t>(place)]);
    }
    cutting.end();
  }
  for (const Crossing& crossing : find_crossings(network.nodes(), streets)) cutting.cross(crossing);
  first_.assign(static_cast<std::size_t>(cutting.nodes()) + 1, 0);
  connect(cutting.pieces());
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
