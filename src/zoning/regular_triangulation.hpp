#pragma once
/// \file
/// The dual of a power diagram.

#include <array>
#include <cstdint>
#include <vector>

#include "core/plane.hpp"

namespace equizone {

/// A center with its offset.
struct OffsetSite {
  PlanePoint place;  ///< relative to the middle of all, each coordinate at most 2^41 in size
  double offset;     ///< a whole number of squared steps, at most 0; that of one site is 0
};

/// The regular triangulation of sites: their power cells meet at its edges, three of them at each triangle.
/// Three sites far away are added around all, numbers n to n + 2, so that every site lies inside; their cells
/// do not come near the others. Sites without a cell are in no triangle; of two that are equal, the later
/// one has none. Decisions are exact: doubles where they suffice, else 256-bit integers.
/// Method: Bowyer and Watson 1981, on lifted places. O(n^2) time for n sites.
class RegularTriangulation {
 public:
  using Triangle = std::array<std::int32_t, 3>;  // counterclockwise

  explicit RegularTriangulation(std::vector<OffsetSite> sites);

  [[nodiscard]] const std::vector<Triangle>& triangles() const { return triangles_; }
  [[nodiscard]] const std::vector<OffsetSite>& sites() const { return sites_; }  ///< far ones included

 private:
  [[nodiscard]] bool in_conflict(const Triangle& triangle, const OffsetSite& site) const;
  void insert(std::int32_t site);

  std::vector<OffsetSite> sites_;
  std::vector<Triangle> triangles_;
};

}  // namespace equizone
