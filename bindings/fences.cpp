// Fences as ragged arrays, the way shapely reads and writes them.

#include "equizone/zoning/fences.hpp"

#include <pybind11/stl.h>

#include "arrays.hpp"

namespace equizone::python {

namespace {

using Coordinates = py::array_t<double, py::array::c_style | py::array::forcecast>;
using Offsets = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>;

// Multipolygons the way shapely.to_ragged_array writes them: points, then where rings, polygons, and
// multipolygons start.
struct Ragged {
  std::vector<double> coordinates;
  std::vector<std::int64_t> rings{0};
  std::vector<std::int64_t> polygons{0};
  std::vector<std::int64_t> geometries{0};

  void add(const Polygon::ring_type& ring) {
    for (const auto& p : ring) coordinates.insert(coordinates.end(), {p.x(), p.y()});
    rings.push_back(static_cast<std::int64_t>(coordinates.size() / 2));
  }
  void add(const MultiPolygon& geometry) {
    for (const Polygon& polygon : geometry) {
      add(polygon.outer());
      for (const auto& hole : polygon.inners()) add(hole);
      polygons.push_back(static_cast<std::int64_t>(rings.size() - 1));
    }
    geometries.push_back(static_cast<std::int64_t>(polygons.size() - 1));
  }
  [[nodiscard]] py::tuple arrays() const {
    const auto count = static_cast<py::ssize_t>(coordinates.size() / 2);
    const auto offsets = [](const std::vector<std::int64_t>& values) {
      return Offsets(static_cast<py::ssize_t>(values.size()), values.data());
    };
    return py::make_tuple(Coordinates({count, py::ssize_t{2}}, coordinates.data()), offsets(rings),
                          offsets(polygons), offsets(geometries));
  }
};

MultiPolygon to_multipolygon(const Coordinates& coordinates, const Offsets& rings, const Offsets& polygons) {
  const auto point = coordinates.unchecked<2>();
  const auto ring_start = rings.unchecked<1>();
  const auto polygon_start = polygons.unchecked<1>();
  MultiPolygon result;
  for (py::ssize_t p = 0; p + 1 < polygon_start.size(); ++p) {
    Polygon& polygon = result.emplace_back();
    for (auto r = polygon_start(p); r < polygon_start(p + 1); ++r) {
      auto& ring = r == polygon_start(p) ? polygon.outer() : polygon.inners().emplace_back();
      for (auto c = ring_start(r); c < ring_start(r + 1); ++c) ring.emplace_back(point(c, 0), point(c, 1));
    }
  }
  return result;
}

py::tuple fences_as_arrays(const ArrayLike& points, const ArrayLike& labels, Index zones,
                           const std::optional<std::tuple<Coordinates, Offsets, Offsets>>& area) {
  const Points stops = to_points(points);
  const Labels zone_of_stop = to_labels(labels);
  FenceOptions options;
  options.zones = zones;
  if (area) options.area = std::apply(to_multipolygon, *area);
  Fences result;
  Ragged ragged;
  {
    const py::gil_scoped_release release;
    result = fences(stops, zone_of_stop, options);
    for (const MultiPolygon& fence : result.zones) ragged.add(fence);
  }
  return py::make_tuple(ragged.arrays(), result.shared);
}

py::tuple service_area_as_arrays(const ArrayLike& points, std::optional<double> margin_m) {
  const Points stops = to_points(points);
  Ragged ragged;
  {
    const py::gil_scoped_release release;
    ragged.add(service_area(stops, margin_m));
  }
  return ragged.arrays();
}

}  // namespace

void bind_fences(py::module_& module) {
  module.def("fences", &fences_as_arrays, py::arg("points"), py::arg("labels"), py::arg("zones"),
             py::arg("area"),
             "Fences as ragged arrays of multipolygons, and the stops without a cell of their own zone.\n\n"
             "Called by equizone.fences, which makes them a GeoSeries.");
  module.def("service_area", &service_area_as_arrays, py::arg("points"), py::arg("margin_m"),
             "Service area as ragged arrays of one multipolygon.\n\n"
             "Called by equizone.service_area, which makes it a polygon.");
}

}  // namespace equizone::python
