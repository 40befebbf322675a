#pragma once
// Streets cut at the doorsteps of the stops: a plain directed graph with lengths.

#include <span>
#include <vector>

#include "equizone/network/street_network.hpp"

namespace equizone {

// Nodes are those of the network, the doorsteps and the places of the stops. Every way can be gone: one that
// breaks a rule (against a oneway, a crossing to an island) carries a penalty longer than all lengths
// together, so that a shortest path first breaks as few rules as possible and then is short.
class WayGraph {
 public:
  struct Arc {
    std::int32_t to;
    double length;
  };

  // O((n + m) log(n + m)).
  WayGraph(const StreetNetwork& network, const Points& places);

  [[nodiscard]] Index nodes() const { return static_cast<Index>(first_.size()) - 1; }
  [[nodiscard]] std::span<const Arc> from(std::int32_t node) const {
    const auto at = static_cast<std::size_t>(node);
    return std::span(arcs_).subspan(first_[at], first_[at + 1] - first_[at]);
  }
  // The node where a place is; places with the same coordinates share one.
  [[nodiscard]] std::int32_t node_of(Index place) const {
    return node_of_place_[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] double penalty() const { return penalty_; }

 private:
  struct Piece;
  void connect(const std::vector<Piece>& pieces);

  std::vector<std::size_t> first_;
  std::vector<Arc> arcs_;
  std::vector<std::int32_t> node_of_place_;
  double penalty_ = 0;
};

}  // namespace equizone
