#pragma once
/// \file
/// The rings of polygons, one after the other.

#include "equizone/core/polygon.hpp"

namespace equizone {

/// Calls `use` with each ring: of every part the outer one, then its holes.
template <class Use>
void for_each_ring(const MultiPolygon& polygons, Use&& use) {
  for (const Polygon& polygon : polygons) {
    use(polygon.outer());
    for (const auto& hole : polygon.inners()) use(hole);
  }
}

}  // namespace equizone
