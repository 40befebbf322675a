#pragma once
/// \file
/// Linear systems on the neighbour graph of the zones.

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <vector>

#include "equizone/balancing/zone_graph.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The Laplacian of a zone graph with its conductances, plus a diagonal, factorised (sparse Cholesky; planar:
/// about k^1.5). A trace of the mean conductance on the diagonal keeps a graph without `diagonal` regular; it
/// fixes the free constant at mean zero.
class Laplacian {
 public:
  void factorise(const std::vector<ZoneEdge>& edges, const Values& diagonal) {
    const Index k = diagonal.size();
    entries_.clear();
    degree_ = Values::Zero(k);
    for (const ZoneEdge& edge : edges) {
      degree_[edge.a] += edge.conductance;
      degree_[edge.b] += edge.conductance;
      entries_.emplace_back(edge.b, edge.a, -edge.conductance);  // lower triangle: a < b
    }
    const double trace = 1e-9 * (degree_.sum() + diagonal.sum()) / static_cast<double>(k);
    for (Index zone = 0; zone < k; ++zone)
      entries_.emplace_back(zone, zone, alone(zone) ? 1.0 : degree_[zone] + diagonal[zone] + trace);
    matrix_.resize(k, k);
    matrix_.setFromTriplets(entries_.begin(), entries_.end());
    solver_.compute(matrix_);
  }

  /// The solution for a right side; zones without an edge, and systems too ill-conditioned to solve (loads
  /// over very many orders of magnitude), get zero.
  [[nodiscard]] Values solve(Values right) const {
    for (Index zone = 0; zone < right.size(); ++zone)
      if (alone(zone)) right[zone] = 0;  // all centers at one place: nothing flows
    if (solver_.info() != Eigen::Success) return Values::Zero(right.size());
    Values solution = solver_.solve(right);
    return solution.allFinite() ? solution : Values::Zero(right.size());
  }

 private:
  [[nodiscard]] bool alone(Index zone) const { return degree_[zone] <= 0; }

  Values degree_;
  std::vector<Eigen::Triplet<double>> entries_;
  Eigen::SparseMatrix<double> matrix_;
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver_;
};

}  // namespace equizone
