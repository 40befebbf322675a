// Barriers, the neighbour graph they cut, and what is judged on it.

#include "barriers.hpp"

#include <pybind11/stl.h>

#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

py::array_t<Index> pairs_array(const StopPairs& pairs) {
  return py::array_t<Index>(std::vector<py::ssize_t>{pairs.cols(), 2}, pairs.data());
}

BarrierLines make_barrier_lines(const ArrayLike& segments, const std::optional<ArrayLike>& prices,
                                const std::optional<ArrayLike>& crossings, const Real& reach_m,
                                const Flag& mapped) {
  BarrierLines barriers;
  const py::array array = numeric_array(segments, "segments");
  if (array.ndim() != 2 || array.shape(1) != 4)
    throw InputError(message("segments has shape ", shape_text(array),
                             "; it must be (m, 4): one row (x1, y1, x2, y2) per straight piece"));
  const auto rows = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!rows) throw py::error_already_set();
  barriers.segments = Eigen::Map<const Eigen::Matrix4Xd>(rows.data(), 4, rows.shape(0));
  barriers.prices = to_values(prices, "prices");
  if (crossings) barriers.crossings = to_points(*crossings, "crossings");
  barriers.reach_m = to_real(reach_m, "reach_m");
  barriers.mapped = to_flag(mapped, "mapped");
  check_barriers(barriers);
  return barriers;
}

void bind_lines(py::module_& module) {
  using B = const BarrierLines&;
  using H = const py::object&;
  py::class_<BarrierLines> type(module, "BarrierLines", doc::BarrierLines);
  type.def(py::init(&make_barrier_lines), py::arg("segments"), py::arg("prices") = py::none(),
           py::arg("crossings") = py::none(), py::arg("reach_m") = 15.0, py::arg("mapped") = false,
           doc::BarrierLines);
  property(
      type, "segments", [](B b, H self) { return view(b.segments.data(), {b.segments.cols(), 4}, self); },
      doc::BarrierLines_segments);
  property(type, "prices", [](B b, H self) { return view(b.prices, self); }, doc::BarrierLines_prices);
  property(
      type, "crossings", [](B b, H self) { return view(b.crossings, self); }, doc::BarrierLines_crossings);
  property(type, "reach_m", [](B b, H) { return b.reach_m; }, doc::BarrierLines_reach_m);
  property(type, "mapped", [](B b, H) { return b.mapped; }, doc::BarrierLines_mapped);
  type.def(py::pickle(
      [](const py::object& self) -> py::tuple {
        return py::make_tuple(self.attr("segments"), self.attr("prices"), self.attr("crossings"),
                              self.attr("reach_m"), self.attr("mapped"));
      },
      [](const py::tuple& state) {
        return make_barrier_lines(state[0].cast<ArrayLike>(), state[1].cast<ArrayLike>(),
                                  state[2].cast<ArrayLike>(), state[3].cast<Real>(), state[4].cast<Flag>());
      }));
  type.def("__repr__", [](B b) {
    return message("BarrierLines(pieces=", b.segments.cols(), ", crossings=", b.crossings.cols(), ")");
  });
  module.def(
      "neighbouring_stops",
      [](const ArrayLike& points, const py::object& barriers) {
        const Points places = to_points(points);
        const BarrierLines lines = to_barriers(barriers);
        StopPairs pairs;
        {
          const py::gil_scoped_release no_gil;
          pairs = neighbouring_stops(places, lines);
        }
        return pairs_array(pairs);
      },
      py::arg("points"), py::arg("barriers") = py::none(), doc::neighbouring_stops);
  module.def(
      "enclosures",
      [](const ArrayLike& points, const py::object& barriers) {
        const Points places = to_points(points);
        const BarrierLines lines = to_barriers(barriers);
        Labels rings;
        {
          const py::gil_scoped_release no_gil;
          rings = enclosures(places, lines);
        }
        return py::array_t<std::int32_t>(rings.size(), rings.data());
      },
      py::arg("points"), py::arg("barriers"), doc::enclosures);
}

void bind_metric(py::module_& module) {
  py::class_<BarrierWays>(module, "BarrierWays", doc::BarrierWays)
      .def(
          "distances_from",
          [](const BarrierWays& ways, const Whole& stop) {
            const auto from = to_whole<Index>(stop, "stop");
            Values metres;
            {
              const py::gil_scoped_release no_gil;
              metres = ways.distances_from(from);
            }
            return py::array_t<double>(metres.size(), metres.data());
          },
          py::arg("stop"), doc::BarrierWays_distances_from);
  py::class_<BarrierMetric, Metric>(module, "BarrierMetric", doc::BarrierMetric)
      .def(py::init([](const py::object& barriers, const std::optional<ArrayLike>& visits) {
             if (barriers.is_none())
               throw InputError("barriers is None; give barriers, or leave the metric out");
             return BarrierMetric(to_barriers(barriers), to_values(visits, "visits"));
           }),
           py::arg("barriers"), py::arg("visits") = py::none(), doc::BarrierMetric)
      .def_property_readonly(
          "barriers", [](const BarrierMetric& metric) { return metric.barriers(); },
          doc::BarrierMetric_barriers)
      .def(py::pickle(
          [](const py::object& self) -> py::tuple {
            return py::make_tuple(self.attr("barriers"), self.attr("visits"));
          },
          [](const py::tuple& state) {
            return BarrierMetric(to_barriers(state[0]), to_values(py::object(state[1]), "visits"));
          }))
      .def(
          "over",
          [](const BarrierMetric& metric, const ArrayLike& points) {
            const Points places = to_points(points);
            const py::gil_scoped_release no_gil;
            return metric.over(places);
          },
          py::arg("points"), doc::BarrierMetric_over);
}

Contiguity judge(const ArrayLike& points, const ArrayLike& labels, const py::object& barriers,
                 const py::object& graph) {
  const Labels zones = to_labels(labels);
  if (graph.is_none()) {
    const Points places = to_points(points);
    const BarrierLines lines = to_barriers(barriers);
    const py::gil_scoped_release no_gil;
    return is_contiguous(places, zones, lines);
  }
  if (!barriers.is_none())
    throw InputError("barriers and graph are both given; a graph says itself who are neighbours");
  const StopPairs pairs = to_pairs(graph);
  const py::gil_scoped_release no_gil;
  return is_contiguous(zones, pairs);
}

void bind_contiguity(py::module_& module) {
  using C = const Contiguity&;
  using H = const py::object&;
  py::class_<Contiguity> type(module, "Contiguity", doc::Contiguity);
  property(type, "contiguous", [](C c, H) { return c.contiguous; }, doc::Contiguity_contiguous);
  property(type, "pieces", [](C c, H self) { return view(c.pieces, self); }, doc::Contiguity_pieces);
  property(type, "stray", [](C c, H) { return to_array(c.stray); }, doc::Contiguity_stray);
  property(type, "enclosed", [](C c, H) { return to_array(c.enclosed); }, doc::Contiguity_enclosed);
  type.def("__bool__", [](C c) { return c.contiguous; });
  type.def("__repr__", [](C c) {
    return message("Contiguity(contiguous=", c.contiguous ? "True" : "False", ", stray=", c.stray.size(),
                   ", enclosed=", c.enclosed.size(), ")");
  });
  module.def("is_contiguous", &judge, py::arg("points"), py::arg("labels"), py::arg("barriers") = py::none(),
             py::arg("graph") = py::none(), doc::is_contiguous);
}

void bind_outliers(py::module_& module) {
  module.def(
      "outliers",
      [](const ArrayLike& points, const Real& factor, const Real& least_m, const Whole& group) {
        const Points places = to_points(points);
        const OutlierOptions options{to_real(factor, "factor"), to_real(least_m, "least_m"),
                                     to_whole<Index>(group, "group")};
        return to_array(outliers(places, options));
      },
      py::arg("points"), py::kw_only(), py::arg("factor") = 8.0, py::arg("least_m") = 1000.0,
      py::arg("group") = 3, doc::outliers);
}

}  // namespace

void bind_barriers(py::module_& module) {
  bind_lines(module);
  bind_metric(module);
  bind_contiguity(module);
  bind_outliers(module);
}

}  // namespace equizone::python
