#pragma once
/// \file
/// The faces of a map with barriers.

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <utility>
#include <vector>

#include "zoning/face_cells.hpp"
#include "zoning/map_edges.hpp"
#include "zoning/nearest_site.hpp"

namespace equizone {

/// The faces of a map with barriers, and which cells they belong to.
class WalledFaces {
 public:
  WalledFaces(const Sites& sites, const std::vector<PlanePoint>& vertices, const std::vector<Seam>& seams,
              const Region& region, const PlaneGrid& grid)
      : sites_(sites),
        vertices_(vertices),
        seams_(seams),
        grid_(grid),
        cells_(vertices, seams, region),
        cycles_(trace_cycles(vertices, edges_of(seams))),
        face_of_half_(2 * seams.size()),
        same_face_(cycles_.size()) {
    for (std::size_t c = 0; c < cycles_.size(); ++c)
      for (const HalfEdge half : cycles_[c]) face_of_half_[static_cast<std::size_t>(half)] = c;
    for (const auto& cycle : cycles_)
      if (is_loose_hole(cycle)) join_with_surrounding(cycle);
    for (std::size_t& face : face_of_half_) face = same_face_.find_set(face);
  }

  [[nodiscard]] std::size_t count() const { return cycles_.size(); }
  [[nodiscard]] std::size_t face_left_of(HalfEdge half) const {
    return face_of_half_[static_cast<std::size_t>(half)];
  }

  // The face around a place, for those that no edge touches; count() if there is none. O(m) for m edges.
  [[nodiscard]] std::size_t face_around(const PlanePoint& place) const {
    const HalfEdge seen = east_of(place);
    return seen >= 0 ? face_left_of(seen) : count();
  }

  // The cell of each face: outside_area, a zone, or a split cell. `cell_at(site)` is that of a site.
  template <class CellAt>
  [[nodiscard]] std::vector<std::int32_t> cells(CellAt&& cell_at) const {
    std::vector<std::int32_t> result(count(), outside_area);
    for (std::size_t c = 0; c < count(); ++c) {
      if (!cells_.inside(cycles_[c]) || is_loose_hole(cycles_[c])) continue;
      const HalfEdge border = cells_.longest_border(cycles_[c]);
      result[face_left_of(cycles_[c].front())] =
          border >= 0 ? cells_.side(border).cell : cell_at(nearest_site(sites_, middle(cycles_[c])));
    }
    return result;
  }

  // The middle of a face's longest edge, metres.
  [[nodiscard]] FencePoint middle(const FaceCells::Cycle& cycle) const {
    const auto [a, b] = cells_.ends(cells_.longest_edge(cycle));
    const FencePoint p = grid_.metres(a), q = grid_.metres(b);
    return {(p.x() + q.x()) / 2, (p.y() + q.y()) / 2};
  }
  [[nodiscard]] FencePoint middle(std::size_t face) const { return middle(cycles_[face]); }

  // Calls `visit(face, other face, site beyond)` for all borders of cells that no wall closes, both ways.
  template <class Visit>
  void for_each_open_border(Visit&& visit) const {
    for (std::size_t e = 0; e < seams_.size(); ++e) {
      const Seam& seam = seams_[e];
      if (seam.wall || seam.inside != 0 || seam.left.cell == Seam::unknown) continue;
      visit(face_of_half_[2 * e], face_of_half_[2 * e + 1], seam.right.site);
      visit(face_of_half_[2 * e + 1], face_of_half_[2 * e], seam.left.site);
    }
  }

 private:
  // A hole of a face that no border of cells leads to: its way around says nothing of the cell.
  [[nodiscard]] bool is_loose_hole(const FaceCells::Cycle& cycle) const {
    return cells_.inside(cycle) && cells_.longest_border(cycle) < 0 && doubled_area(cycle) <= 0;
  }

  [[nodiscard]] const PlanePoint& start(HalfEdge half) const {
    const GraphEdge& ends = seams_[static_cast<std::size_t>(half / 2)].ends;
    return vertices_[static_cast<std::size_t>(half % 2 == 0 ? ends.from : ends.to)];
  }
  [[nodiscard]] Wide doubled_area(const FaceCells::Cycle& cycle) const {
    Wide area = 0;
    for (const HalfEdge half : cycle) area += cross(start(cycle.front()), start(half), start(half ^ 1));
    return area;
  }

  // The easternmost vertex sees what is around the hole.
  void join_with_surrounding(const FaceCells::Cycle& hole) {
    PlanePoint from = start(hole.front());
    for (const HalfEdge half : hole) from = std::max(from, start(half));
    if (const HalfEdge seen = east_of(from); seen >= 0)
      same_face_.union_set(face_left_of(seen), face_left_of(hole.front()));
  }

  // The half-edge nearest to the east of a place, the one with the place to its left; -1 if there is none.
  [[nodiscard]] HalfEdge east_of(const PlanePoint& from) const {
    HalfEdge nearest = -1;
    std::pair<double, double> least;  // where the ray meets the edge, and how the edge goes on from there
    for (HalfEdge half = 0; half < static_cast<HalfEdge>(face_of_half_.size()); ++half) {
      const PlanePoint &low = start(half), &high = start(half ^ 1);
      if (low.y > from.y || high.y <= from.y || turn(low, high, from) <= 0) continue;
      const double slope = static_cast<double>(high.x - low.x) / static_cast<double>(high.y - low.y);
      const std::pair at(static_cast<double>(low.x) + slope * static_cast<double>(from.y - low.y), slope);
      if (nearest >= 0 && at >= least) continue;
      nearest = half;
      least = at;
    }
    return nearest;
  }

  const Sites& sites_;
  const std::vector<PlanePoint>& vertices_;
  const std::vector<Seam>& seams_;
  const PlaneGrid& grid_;
  FaceCells cells_;
  Cycles cycles_;
  std::vector<std::size_t> face_of_half_;
  boost::disjoint_sets_with_storage<> same_face_;
};

}  // namespace equizone
