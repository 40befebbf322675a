#pragma once
/// \file
/// Which zones are neighbours, and how readily load flows between them.

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>
#include <algorithm>
#include <vector>

#include "equizone/clustering/power_diagram.hpp"
#include "equizone/clustering/power_pass.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// A pair of neighbouring zones.
struct ZoneEdge {
  std::int32_t a;
  std::int32_t b;
  /// Load that changes hands per unit of difference between the two offsets.
  double conductance;
  Eigen::Vector2d place;  ///< the middle of their border
};

/// The neighbour graph of the zones: an edge per pair with stops near their border, and per pair of adjacent
/// Voronoi cells of the centers, so that it is connected. Its Laplacian, with the conductances, is the
/// Hessian of the dual of the transportation problem (up to sign). Conductances have a floor per edge: an
/// empty gap between two neighbourhoods would otherwise call for giant steps; a floor on the zones instead
/// would damp the long waves that carry load across town. O(k log k + borders).
inline std::vector<ZoneEdge> zone_graph(const PowerDiagram& diagram, const Values& targets,
                                        const std::vector<BorderLoad>& borders) {
  constexpr double floor_share = 0.2;
  std::vector<ZoneEdge> edges;
  edges.reserve(borders.size() + static_cast<std::size_t>(3 * diagram.zones()));
  const auto add = [&](std::int32_t a, std::int32_t b, double load, const Eigen::Vector2d& place) {
    const double distance_squared = (diagram.centers.col(a) - diagram.centers.col(b)).squaredNorm();
    if (distance_squared <= 0) return;
    const double measured = load / (2 * PowerPass::band * distance_squared);
    const double floor = floor_share * std::min(targets[a], targets[b]) / distance_squared;
    edges.push_back({a, b, std::max(measured, floor), place});
  };
  for (const BorderLoad& border : borders)
    if (border.load > 0)
      add(border.a, border.b, border.load, Eigen::Vector2d(border.x, border.y) / border.load);

  const Sites sites = find_sites(diagram.centers);
  const Neighbours neighbours = find_neighbours(sites);
  for (std::size_t site = 0; site + 1 < neighbours.first.size(); ++site)
    for (auto at = neighbours.first[site]; at < neighbours.first[site + 1]; ++at) {
      const auto other = static_cast<std::size_t>(neighbours.sites[static_cast<std::size_t>(at)]);
      if (other < site) continue;
      const auto a = sites.stops[static_cast<std::size_t>(sites.first[site])];
      const auto b = sites.stops[static_cast<std::size_t>(sites.first[other])];
      add(std::min(a, b), std::max(a, b), 0.0, (diagram.centers.col(a) + diagram.centers.col(b)) / 2);
    }

  // A pair seen at its border comes first and stays; the Voronoi pair only fills in what was not seen.
  std::stable_sort(edges.begin(), edges.end(), [](const ZoneEdge& left, const ZoneEdge& right) {
    return left.a != right.a ? left.a < right.a : left.b < right.b;
  });
  edges.erase(std::unique(edges.begin(), edges.end(),
                          [](const ZoneEdge& left, const ZoneEdge& right) {
                            return left.a == right.a && left.b == right.b;
                          }),
              edges.end());
  return edges;
}

/// Solves (Laplacian of the edges + diagonal) u = right by sparse Cholesky (planar: about k^1.5). A trace of
/// the mean conductance on the diagonal keeps a graph without `diagonal` regular; it fixes the free constant
/// at mean zero. Zones without an edge, and systems too ill-conditioned to solve (loads over very many orders
/// of magnitude), get no change.
inline Values solve_laplacian(const std::vector<ZoneEdge>& edges, const Values& diagonal,
                              const Values& right) {
  const Index k = right.size();
  Values degree = Values::Zero(k);
  std::vector<Eigen::Triplet<double>> entries;
  entries.reserve(edges.size() + static_cast<std::size_t>(k));
  for (const ZoneEdge& edge : edges) {
    degree[edge.a] += edge.conductance;
    degree[edge.b] += edge.conductance;
    entries.emplace_back(edge.b, edge.a, -edge.conductance);  // lower triangle: a < b
  }
  const double trace = 1e-9 * (degree.sum() + diagonal.sum()) / static_cast<double>(k);
  Values rhs = right;
  for (Index zone = 0; zone < k; ++zone) {
    const bool alone = degree[zone] <= 0;  // all centers at one place: nothing flows
    if (alone) rhs[zone] = 0;
    entries.emplace_back(zone, zone, alone ? 1.0 : degree[zone] + diagonal[zone] + trace);
  }
  Eigen::SparseMatrix<double> matrix(k, k);
  matrix.setFromTriplets(entries.begin(), entries.end());
  const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(matrix);
  const Values solution = solver.solve(rhs);
  if (solver.info() != Eigen::Success || !solution.allFinite()) return Values::Zero(k);
  return solution;
}

}  // namespace equizone
