#pragma once
/// \file
/// The Delaunay graph of places on the grid of Sites, exact.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "equizone/core/sites.hpp"

namespace equizone {

/// The Delaunay graph of distinct places in the order of the Z-curve (core/z_order.hpp): edges across those
/// of the Voronoi diagram. Its faces are triangles, and whole polygons where more than three places lie on
/// one empty circle.
///
/// Divide and conquer with a seam of edges between the halves. A run of the Z-curve is always cut by a line
/// along the grid, first across its longer side, so that cells stay fat and seams short (Dwyer 1987); at most
/// 58 cuts deep. Integers decide exactly, whichever places lie on one line or circle. Expected O(n) time, at
/// most O(58 n); 76 bytes a place.
/// Source: Guibas and Stolfi 1985, with half-edges in rings around their places instead of quad-edges.
class Delaunay {
 public:
  using Edge = std::int32_t;

  explicit Delaunay(std::span<const GridPoint> places);

  /// Half-edges are numbered below this, including some that were deleted.
  [[nodiscard]] Edge edges() const { return used_; }
  [[nodiscard]] bool deleted(Edge edge) const { return at(edge).to == none; }
  /// The same edge from its other end.
  [[nodiscard]] static Edge reversed(Edge edge) { return edge ^ 1; }
  /// The place at the end of an edge.
  [[nodiscard]] std::int32_t to(Edge edge) const { return at(edge).to; }
  /// The next edge counterclockwise (clockwise) around the place where an edge begins.
  [[nodiscard]] Edge next(Edge edge) const { return at(edge).next; }
  [[nodiscard]] Edge previous(Edge edge) const { return at(edge).previous; }
  /// An edge of the hull, which lies to its left; `none` if there are fewer than two places.
  [[nodiscard]] Edge hull_edge() const { return hull_edge_; }
  /// Any edge from a place; `none` if there are fewer than two places.
  [[nodiscard]] Edge edge_from(std::int32_t i) const { return edge_from_[static_cast<std::size_t>(i)]; }

  static constexpr std::int32_t none = -1;

 private:
  struct HalfEdge {
    std::int32_t to;
    Edge next;
    Edge previous;
  };

  // Corners of a hull: its least and greatest places by (x, y) and by (y, x).
  struct Corners {
    std::array<std::int32_t, 2> least;
    std::array<std::int32_t, 2> greatest;
  };

  [[nodiscard]] HalfEdge& at(Edge edge) { return edges_[static_cast<std::size_t>(edge)]; }
  [[nodiscard]] const HalfEdge& at(Edge edge) const { return edges_[static_cast<std::size_t>(edge)]; }
  [[nodiscard]] const GridPoint& place(std::int32_t i) const { return places_[static_cast<std::size_t>(i)]; }
  [[nodiscard]] Edge& edge_from(std::int32_t i) { return edge_from_[static_cast<std::size_t>(i)]; }

  [[nodiscard]] bool to_the_left(std::int32_t a, std::int32_t b, std::int32_t c) const;
  [[nodiscard]] bool in_circle(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) const;
  [[nodiscard]] bool on_circle(std::int32_t a, std::int32_t b, std::int32_t c, std::int32_t d) const;
  [[nodiscard]] bool before(std::int32_t a, std::int32_t b, std::size_t axis) const;

  Corners triangulate(std::int32_t begin, std::int32_t end);
  Edge lower_tangent(std::int32_t left, std::int32_t right);
  Edge sew(Edge base);
  Edge clear_left(Edge base);
  Edge clear_right(Edge base);

  Edge connect(std::int32_t from, Edge after_from, std::int32_t to, Edge after_to);
  void insert(Edge edge, Edge after);
  void remove(Edge edge);
  void remove_diagonals();

  std::span<const GridPoint> places_;
  std::unique_ptr<HalfEdge[]> edges_;  // room for a planar graph
  Edge used_ = 0;
  std::vector<Edge> edge_from_;  // a place; until all are joined: from a corner of a hull, its next side
  Edge free_ = none;             // deleted pairs, linked by `next`
  Edge hull_edge_ = none;
};

}  // namespace equizone
