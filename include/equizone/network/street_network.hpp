#pragma once
/// \file
/// Streets as nodes and directed edges.

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"
#include "equizone/medoids/matrix_metric.hpp"

namespace equizone {

/// Directed edges, one column each: row 0 = the node it leaves, row 1 = the node it reaches.
using Edges = Eigen::Matrix<std::int64_t, 2, Eigen::Dynamic>;

/// A network of streets. A street that may be used in both directions is two edges. Stops stand beside the
/// street that is nearest to them in a straight line, at the nearest point of it (both directions of a street
/// share that point), and the walk from there counts. An edge may be left and entered anywhere along it, in
/// its own direction only. Edges are straight: give bends nodes of their own. Edges from a node to itself are
/// no use to anybody and are left out; of several edges between the same two nodes the shortest counts.
///
/// \param nodes       2 x n, projected metres
/// \param edges       2 x m, numbers of nodes, from and to
/// \param lengths     m lengths in metres or in minutes, >= 0; empty: the straight lengths in metres
/// \param walk_per_m  length of a metre on foot between a stop and its street, in the unit of the lengths
/// \throws InputError naming argument, index and value
/// Complexity: O(n + m).
class StreetNetwork {
 public:
  StreetNetwork(Points nodes, Edges edges, Values lengths = {}, double walk_per_m = 1.0);

  /// Nodes, 2 x n, projected metres.
  [[nodiscard]] const Points& nodes() const { return nodes_; }
  /// Edges, 2 x m, numbers of nodes, from and to.
  [[nodiscard]] const Edges& edges() const { return edges_; }
  /// Lengths of the edges, m numbers.
  [[nodiscard]] const Values& lengths() const { return lengths_; }
  /// Length of a metre on foot.
  [[nodiscard]] double walk_per_m() const { return walk_per_m_; }

  /// Distances over the streets from some places (rows) to others (columns), both walks included; infinity
  /// where streets give no way.
  /// Complexity: a Dijkstra search per place of departure.
  [[nodiscard]] DistanceMatrix distances_from(const Points& places, const Points& points) const;

 private:
  Points nodes_;
  Edges edges_;
  Values lengths_;
  double walk_per_m_;
};

}  // namespace equizone
