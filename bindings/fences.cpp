// Fences as ragged arrays, the way shapely reads and writes them.

#include "equizone/zoning/fences.hpp"

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "barriers.hpp"
#include "equizone/zoning/blocks.hpp"
#include "polygons.hpp"
#include "stops_partition.hpp"

namespace equizone::python {

namespace {

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

// Draws without the GIL.
template <class Draw>
py::tuple as_arrays(Draw&& draw) {
  Fences result;
  Ragged ragged;
  {
    const py::gil_scoped_release release;
    result = draw();
    for (const MultiPolygon& fence : result.zones) ragged.add(fence);
  }
  return py::make_tuple(ragged.arrays(), result.shared, result.outside);
}

py::tuple cell_fences_as_arrays(const ArrayLike& points, const ArrayLike& labels, Index zones,
                                const std::optional<RaggedArea>& area, const py::object& barriers,
                                const Real& simplify_m) {
  const Points stops = to_points(points);
  const Labels zone_of_stop = to_labels(labels);
  FenceOptions options;
  options.zones = zones;
  options.area = to_area(area);
  options.barriers = to_barriers(barriers);
  options.simplify_m = to_real(simplify_m, "simplify_m");
  return as_arrays([&] { return fences(stops, zone_of_stop, options); });
}

py::tuple block_fences_as_arrays(const ArrayLike& points, const ArrayLike& labels, Index zones,
                                 const RaggedBlocks& blocks, const std::optional<ArrayLike>& loads,
                                 const py::object& barriers) {
  const Points stops = to_points(points);
  const Labels zone_of_stop = to_labels(labels);
  FenceOptions options;
  options.kind = FenceKind::blocks;
  options.zones = zones;
  options.blocks = to_blocks(blocks);
  options.loads = to_values(loads, "loads");
  options.barriers = to_barriers(barriers);
  return as_arrays([&] { return fences(stops, zone_of_stop, options); });
}

py::tuple power_fences_as_arrays(const StopsPartition& partition, const std::optional<RaggedArea>& area) {
  FenceOptions options;
  options.kind = FenceKind::power;
  options.area = to_area(area);
  return as_arrays([&] { return fences(partition.result, partition.points, options); });
}

py::array_t<std::int32_t> blocks_of_stops_as_array(const ArrayLike& points, const RaggedBlocks& blocks) {
  const Labels found = blocks_of_stops(to_points(points), to_blocks(blocks));
  return py::array_t<std::int32_t>(found.size(), found.data());
}

py::array_t<Index> neighbouring_blocks_as_array(const RaggedBlocks& blocks) {
  const StopPairs pairs = neighbouring_blocks(to_blocks(blocks));
  return py::array_t<Index>(std::vector<py::ssize_t>{pairs.cols(), 2}, pairs.data());
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
  module.def(
      "fences", &cell_fences_as_arrays, py::arg("points"), py::arg("labels"), py::arg("zones"),
      py::arg("area"), py::arg("barriers"), py::arg("simplify_m"),
      "Fences of kind cells as ragged arrays of multipolygons, and the stops that share another zone's "
      "cell or lie outside.\n\nCalled by equizone.fences, which makes them a GeoSeries.");
  module.def("block_fences", &block_fences_as_arrays, py::arg("points"), py::arg("labels"), py::arg("zones"),
             py::arg("blocks"), py::arg("loads"), py::arg("barriers"),
             "The same of kind blocks.\n\nCalled by equizone.fences, which makes them a GeoSeries.");
  module.def("power_fences", &power_fences_as_arrays, py::arg("partition"), py::arg("area"),
             "The same of kind power.\n\nCalled by a partition's fences, which makes them a GeoSeries.");
  module.def("blocks_of_stops", &blocks_of_stops_as_array, py::arg("points"), py::arg("blocks"),
             "Block of each stop, from ragged arrays.\n\nCalled by equizone.block_loads.");
  module.def("neighbouring_blocks", &neighbouring_blocks_as_array, py::arg("blocks"),
             "Pairs of blocks that share a border, from ragged arrays.\n\nCalled by "
             "equizone.neighbouring_blocks.");
  module.def("service_area", &service_area_as_arrays, py::arg("points"), py::arg("margin_m"),
             "Service area as ragged arrays of one multipolygon.\n\n"
             "Called by equizone.service_area, which makes it a polygon.");
}

}  // namespace equizone::python
