#pragma once
// Polygons as ragged arrays, the way shapely writes them.

#include <optional>
#include <tuple>
#include <vector>

#include "arrays.hpp"
#include "equizone/core/polygon.hpp"

namespace equizone::python {

using Coordinates = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Offsets = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

// The polygons [first, last) of ragged arrays.
inline MultiPolygon to_multipolygon(const Coordinates& coordinates, const Offsets& rings,
                                    const Offsets& polygons, py::ssize_t first, py::ssize_t last) {
  const auto point = coordinates.unchecked<2>();
  const auto ring_start = rings.unchecked<1>();
  const auto polygon_start = polygons.unchecked<1>();
  MultiPolygon result;
  for (py::ssize_t p = first; p < last; ++p) {
    Polygon& polygon = result.emplace_back();
    for (auto r = polygon_start(p); r < polygon_start(p + 1); ++r) {
      auto& ring = r == polygon_start(p) ? polygon.outer() : polygon.inners().emplace_back();
      for (auto c = ring_start(r); c < ring_start(r + 1); ++c) ring.emplace_back(point(c, 0), point(c, 1));
    }
  }
  return result;
}

using RaggedArea = std::tuple<Coordinates, Offsets, Offsets>;
using RaggedBlocks = std::tuple<Coordinates, Offsets, Offsets, Offsets>;

inline std::optional<MultiPolygon> to_area(const std::optional<RaggedArea>& area) {
  if (!area) return std::nullopt;
  const auto& [coordinates, rings, polygons] = *area;
  return to_multipolygon(coordinates, rings, polygons, 0, polygons.size() - 1);
}

inline std::vector<MultiPolygon> to_blocks(const RaggedBlocks& blocks) {
  const auto& [coordinates, rings, polygons, geometries] = blocks;
  const auto start = geometries.unchecked<1>();
  std::vector<MultiPolygon> result;
  for (py::ssize_t block = 0; block + 1 < start.size(); ++block)
    result.push_back(to_multipolygon(coordinates, rings, polygons, start(block), start(block + 1)));
  return result;
}

}  // namespace equizone::python
