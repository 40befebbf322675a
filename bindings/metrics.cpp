// Metrics: matrices, street networks, and what they say of anybody's zones.

#include "metrics.hpp"

#include <pybind11/stl.h>

#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

DistanceMatrix to_matrix(const py::handle& value) {
  const py::array array = numeric_array(value, "matrix");
  if (array.ndim() != 2)
    throw InputError(
        message("matrix has shape ", shape_text(array), "; it must be square: row = from, column = to"));
  const auto rows = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!rows) throw py::error_already_set();
  return Eigen::Map<const DistanceMatrix>(rows.data(), rows.shape(0), rows.shape(1));
}

Edges to_edges(const py::handle& value) {
  const py::array array = numeric_array(value, "edges");
  if (array.ndim() != 2 || array.shape(1) != 2)
    throw InputError(
        message("edges has shape ", shape_text(array), "; it must be (m, 2): one row (from, to) per edge"));
  if (array.dtype().kind() != 'i' && array.dtype().kind() != 'u')
    throw InputError(message("edges has dtype ", py::str(array.dtype()).cast<std::string>(),
                             "; numbers of nodes are whole numbers"));
  const auto rows = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!rows) throw py::error_already_set();
  return Eigen::Map<const Edges>(rows.data(), 2, rows.shape(0));
}

StreetNetwork to_network(const py::object& given) {
  if (!py::isinstance<StreetNetwork>(given))
    throw InputError(message("network is ", shown(given), "; give a StreetNetwork"));
  return given.cast<const StreetNetwork&>();
}

py::array_t<double> matrix_array(const DistanceMatrix& matrix) {
  return py::array_t<double>({matrix.rows(), matrix.cols()}, matrix.data());
}

void bind_network(py::module_& module) {
  using N = const StreetNetwork&;
  using H = const py::object&;
  py::class_<StreetNetwork> type(module, "StreetNetwork", doc::StreetNetwork);
  type.def(py::init([](const ArrayLike& nodes, const ArrayLike& edges,
                       const std::optional<ArrayLike>& lengths, const Real& walk_per_m) {
             return StreetNetwork(to_points(nodes, "nodes"), to_edges(edges), to_values(lengths, "lengths"),
                                  to_real(walk_per_m, "walk_per_m"));
           }),
           py::arg("nodes"), py::arg("edges"), py::arg("lengths") = py::none(), py::arg("walk_per_m") = 1.0);
  type.def(py::pickle(
      [](const py::object& self) -> py::tuple {
        // Networks of maps remember more.
        const py::dict more = py::hasattr(self, "__dict__") ? py::dict(self.attr("__dict__")) : py::dict();
        return py::make_tuple(self.attr("nodes"), self.attr("edges"), self.attr("lengths"),
                              self.attr("walk_per_m"), more);
      },
      [](const py::tuple& state) {
        return std::pair(
            StreetNetwork(to_points(py::object(state[0]), "nodes"), to_edges(py::object(state[1])),
                          to_values(py::object(state[2]), "lengths"), state[3].cast<double>()),
            state[4].cast<py::dict>());
      }));
  property(type, "nodes", [](N n, H self) { return view(n.nodes(), self); }, doc::StreetNetwork_nodes);
  property(
      type, "edges", [](N n, H self) { return view(n.edges().data(), {n.edges().cols(), 2}, self); },
      doc::StreetNetwork_edges);
  property(type, "lengths", [](N n, H self) { return view(n.lengths(), self); }, doc::StreetNetwork_lengths);
  property(type, "walk_per_m", [](N n, H) { return n.walk_per_m(); }, doc::StreetNetwork_walk_per_m);
  type.def(
      "distances_from",
      [](N network, const ArrayLike& places, const ArrayLike& points) {
        const Points from = to_points(places, "places");
        const Points to = to_points(points);
        DistanceMatrix distances;
        {
          const py::gil_scoped_release no_gil;
          distances = network.distances_from(from, to);
        }
        return matrix_array(distances);
      },
      py::arg("places"), py::arg("points"), doc::StreetNetwork_distances_from);
  type.def("__repr__", [](N n) {
    return message("StreetNetwork(nodes=", n.nodes().cols(), ", edges=", n.edges().cols(), ")");
  });
}

void bind_metric_classes(py::module_& module) {
  py::class_<Metric>(module, "Metric", doc::Metric)
      .def_property_readonly(
          "visits", [](const py::object& self) { return view(self.cast<const Metric&>().visits(), self); },
          doc::Metric_visits);
  py::class_<MatrixMetric, Metric>(module, "MatrixMetric", doc::MatrixMetric)
      .def(py::init([](const ArrayLike& matrix, const std::optional<ArrayLike>& visits) {
             return MatrixMetric(to_matrix(matrix), to_values(visits, "visits"));
           }),
           py::arg("matrix"), py::arg("visits") = py::none())
      .def_property_readonly(
          "matrix",
          [](const py::object& self) {
            const auto& matrix = self.cast<const MatrixMetric&>().matrix();
            return view(matrix.data(), {matrix.rows(), matrix.cols()}, self);
          },
          doc::MatrixMetric_matrix)
      .def(py::pickle(
          [](const py::object& self) -> py::tuple {
            return py::make_tuple(self.attr("matrix"), self.attr("visits"));
          },
          [](const py::tuple& state) {
            return MatrixMetric(to_matrix(py::object(state[0])), to_values(py::object(state[1]), "visits"));
          }))
      .def("__repr__",
           [](const MatrixMetric& metric) { return message("MatrixMetric(stops=", metric.size(), ")"); });
  py::class_<NetworkMetric, Metric>(module, "NetworkMetric", doc::NetworkMetric)
      .def(py::init([](const NetworkLike& network, const std::optional<ArrayLike>& visits) {
             return NetworkMetric(to_network(network), to_values(visits, "visits"));
           }),
           py::arg("network"), py::arg("visits") = py::none())
      .def_property_readonly("network", &NetworkMetric::network, doc::NetworkMetric_network)
      .def(py::pickle([](const py::object& self)
                          -> py::tuple { return py::make_tuple(self.attr("network"), self.attr("visits")); },
                      [](const py::tuple& state) {
                        return NetworkMetric(to_network(state[0]), to_values(py::object(state[1]), "visits"));
                      }))
      .def("__repr__", [](const NetworkMetric& metric) {
        return message("NetworkMetric(nodes=", metric.network().nodes().cols(), ")");
      });
}

[[noreturn]] void refuse_metric(const py::object& given) {
  throw InputError(
      message("metric is ", shown(given), "; give a MatrixMetric, a NetworkMetric or a BarrierMetric"));
}

void bind_medians(py::module_& module) {
  using M = const Medians&;
  using H = const py::object&;
  py::class_<Medians> type(module, "Medians", doc::Medians);
  property(type, "stops", [](M m, H) { return to_array(m.stops); }, doc::Medians_stops);
  property(type, "distances", [](M m, H self) { return view(m.distances, self); }, doc::Medians_distances);
  property(type, "cost", [](M m, H) { return m.cost; }, doc::Medians_cost);
  property(type, "mean_distance", [](M m, H) { return m.mean_distance; }, doc::Medians_mean_distance);
  property(type, "unreachable", [](M m, H) { return to_array(m.unreachable); }, doc::Medians_unreachable);
  type.def("__repr__", [](M m) {
    return message("Medians(zones=", m.stops.size(), ", mean_distance=", m.mean_distance,
                   ", unreachable=", m.unreachable.size(), " stops)");
  });
  module.def(
      "medians",
      [](const ArrayLike& points, const ArrayLike& loads, const ArrayLike& labels, const MetricLike& metric) {
        const Points places = to_points(points);
        const Values values = to_values(loads, "loads");
        const Labels zones = to_labels(labels);
        const Metric* distances = to_metric(metric);
        if (distances == nullptr) refuse_metric(metric);
        const py::gil_scoped_release no_gil;
        return medians(places, values, zones, *distances);
      },
      py::arg("points"), py::arg("loads"), py::arg("labels"), py::arg("metric"), doc::medians);
}

}  // namespace

const Metric* to_metric(const py::object& given) {
  if (given.is_none()) return nullptr;
  if (!py::isinstance<Metric>(given)) refuse_metric(given);
  return &given.cast<const Metric&>();
}

void bind_metrics(py::module_& module) {
  bind_network(module);
  bind_metric_classes(module);
  bind_medians(module);
}

}  // namespace equizone::python
