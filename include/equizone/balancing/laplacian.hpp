#pragma once
/// \file
/// Linear systems on the neighbour graph of the zones.

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <algorithm>
#include <vector>

#include "equizone/balancing/zone_graph.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The Laplacian of a zone graph with its conductances, plus a diagonal, factorised (sparse Cholesky; planar:
/// about k^1.5). A trace of the mean conductance on the diagonal keeps a graph without `diagonal` regular; it
/// fixes the free constant at mean zero. The order of elimination is kept until an edge comes that it does
/// not know: finding it takes longer than the factorisation.
class Laplacian {
 public:
  /// Edges are sorted by (a, b), a < b.
  void factorise(const std::vector<ZoneEdge>& edges, const Values& diagonal) {
    if (matrix_.cols() != diagonal.size() || !set_conductances(edges)) {
      order_elimination(edges, diagonal.size());
      set_conductances(edges);
    }
    set_diagonal(edges, diagonal);
    solver_.factorize(matrix_);
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

  void order_elimination(const std::vector<ZoneEdge>& edges, Index zones) {
    entries_.clear();
    for (Index zone = 0; zone < zones; ++zone) entries_.emplace_back(zone, zone, 0.0);
    for (const ZoneEdge& edge : edges) entries_.emplace_back(edge.b, edge.a, 0.0);  // lower triangle
    matrix_.resize(zones, zones);
    matrix_.setFromTriplets(entries_.begin(), entries_.end());
    solver_.analyzePattern(matrix_);
  }

  // False if the matrix has no place for one of the edges. Places without an edge get zero.
  bool set_conductances(const std::vector<ZoneEdge>& edges) {
    matrix_.coeffs().setZero();
    const auto* rows = matrix_.innerIndexPtr();
    const auto* columns = matrix_.outerIndexPtr();
    for (const ZoneEdge& edge : edges) {
      const auto* end = rows + columns[edge.a + 1];
      const auto* place = std::find(rows + columns[edge.a], end, edge.b);  // a zone has few neighbours
      if (place == end) return false;
      matrix_.valuePtr()[place - rows] -= edge.conductance;
    }
    return true;
  }

  void set_diagonal(const std::vector<ZoneEdge>& edges, const Values& diagonal) {
    const Index k = diagonal.size();
    degree_ = Values::Zero(k);
    for (const ZoneEdge& edge : edges) {
      degree_[edge.a] += edge.conductance;
      degree_[edge.b] += edge.conductance;
    }
    const double trace = 1e-9 * (degree_.sum() + diagonal.sum()) / static_cast<double>(k);
    for (Index zone = 0; zone < k; ++zone)
      matrix_.valuePtr()[matrix_.outerIndexPtr()[zone]] =
          alone(zone) ? 1.0 : degree_[zone] + diagonal[zone] + trace;
  }

  Values degree_;
  std::vector<Eigen::Triplet<double>> entries_;
  Eigen::SparseMatrix<double> matrix_;  // lower triangle, the diagonal first in each column
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver_;
};

}  // namespace equizone
