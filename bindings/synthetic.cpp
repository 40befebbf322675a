// Synthetic stations.

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

SyntheticStation draw(const Text& kind, const Whole& stops, const Whole& seed) {
  const auto name = to_text(kind, "kind");
  const auto count = to_whole<Index>(stops, "stops");
  const auto number = to_whole<std::uint64_t>(seed, "seed");
  const py::gil_scoped_release no_gil;
  return synthetic_station(name, count, number);
}

py::object kind_names(const std::vector<PlaceKind>& kinds) {
  py::list names;
  for (const PlaceMinutes& place : place_minutes()) names.append(place.name);
  const py::array_t<std::uint8_t> codes(static_cast<py::ssize_t>(kinds.size()),
                                        reinterpret_cast<const std::uint8_t*>(kinds.data()));
  return py::module_::import("numpy").attr("array")(names).attr("take")(codes);
}

}  // namespace

void bind_synthetic(py::module_& module) {
  using S = const SyntheticStation&;
  using H = const py::object&;
  py::class_<SyntheticStation> type(module, "SyntheticStation", doc::SyntheticStation);
  property(type, "points", [](S s, H self) { return view(s.points, self); }, doc::SyntheticStation_points);
  property(type, "loads", [](S s, H self) { return view(s.loads, self); }, doc::SyntheticStation_loads);
  property(
      type, "station", [](S s, H self) { return view(s.station.data(), {2}, self); },
      doc::SyntheticStation_station);
  property(type, "kinds", [](S s, H) { return py::array(kind_names(s.kinds)); }, doc::SyntheticStation_kinds);
  property(type, "barriers", [](S s, H) { return s.barriers; }, doc::SyntheticStation_barriers);
  type.def(
      "to_frame",
      [](const py::object& self) {
        return py::module_::import("equizone.synthetic").attr("stops_table")(self);
      },
      "Its stops as a pandas.DataFrame: x, y (metres), minutes, kind; one row per stop.\n\nFor "
      "equizone.plan() say that x and y are metres of some projected coordinate system, such as "
      "crs=\"EPSG:32648\".");
  type.def("__repr__", [](S s) { return message("SyntheticStation(", s.loads.size(), " stops)"); });
  module.def("synthetic_station", &draw, py::arg("kind"), py::arg("stops"), py::arg("seed") = 0,
             doc::synthetic_station);
  module.def(
      "station_kinds",
      [] {
        py::dict descriptions;
        for (const StationKind& kind : station_kinds()) descriptions[py::str(kind.name)] = kind.description;
        return descriptions;
      },
      "The kinds of stations that can be drawn: their names and what they are, in one line each.");
  module.def(
      "place_minutes",
      [] {
        py::dict minutes;
        for (const PlaceMinutes& place : place_minutes()) minutes[py::str(place.name)] = place.mean_minutes;
        return minutes;
      },
      "Mean minutes of each kind of place, by the default workload profile.\n\nLoads are lognormal around "
      "them, with a standard deviation of the logarithm of 0.4. Stops of kind \"any\", which \"city\" "
      "and\n\"uniform\" have, load 1 on average and vary more.");
}

}  // namespace equizone::python
