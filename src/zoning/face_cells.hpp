#pragma once
/// \file
/// Which cell lies to the left of a cycle of the map of fences.

#include <cmath>
#include <utility>
#include <vector>

#include "zoning/map_edges.hpp"
#include "zoning/region.hpp"

namespace equizone {

/// Answers face by face, from the seams around it.
class FaceCells {
 public:
  using Cycle = std::vector<HalfEdge>;

  FaceCells(const std::vector<PlanePoint>& vertices, const std::vector<Seam>& seams, const Region& region)
      : vertices_(vertices), seams_(seams), region_(region) {}

  [[nodiscard]] bool inside(const Cycle& cycle) const {
    for (const HalfEdge half : cycle)
      if (seam(half).inside != 0) return (seam(half).inside > 0) == (half % 2 == 0);
    const auto [a, b] = ends(cycle.front());
    return region_.covers_middle(a, b);
  }

  /// The longest half-edge with a known cell to its left, or -1. Rounding may confuse the sides of the
  /// shortest borders, never those of the longest.
  [[nodiscard]] HalfEdge longest_border(const Cycle& cycle) const {
    return longest(cycle, [&](HalfEdge half) { return side(half).cell != Seam::unknown; });
  }
  [[nodiscard]] HalfEdge longest_edge(const Cycle& cycle) const {
    return longest(cycle, [](HalfEdge) { return true; });
  }

  [[nodiscard]] const Seam& seam(HalfEdge half) const { return seams_[static_cast<std::size_t>(half / 2)]; }
  /// What lies to the left of a half-edge.
  [[nodiscard]] const SeamSide& side(HalfEdge half) const {
    return half % 2 == 0 ? seam(half).left : seam(half).right;
  }
  /// The ends of a half-edge's seam, the lower vertex first.
  [[nodiscard]] std::pair<PlanePoint, PlanePoint> ends(HalfEdge half) const {
    return {vertices_[static_cast<std::size_t>(seam(half).ends.from)],
            vertices_[static_cast<std::size_t>(seam(half).ends.to)]};
  }

 private:
  template <class Wanted>
  [[nodiscard]] HalfEdge longest(const Cycle& cycle, Wanted&& wanted) const {
    HalfEdge result = -1;
    double longest_squared = 0;
    for (const HalfEdge half : cycle) {
      const auto [a, b] = ends(half);
      const double squared =
          std::pow(static_cast<double>(b.x - a.x), 2) + std::pow(static_cast<double>(b.y - a.y), 2);
      if (squared > longest_squared && wanted(half)) {
        result = half;
        longest_squared = squared;
      }
    }
    return result;
  }

  const std::vector<PlanePoint>& vertices_;
  const std::vector<Seam>& seams_;
  const Region& region_;
};

}  // namespace equizone
