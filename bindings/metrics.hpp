#pragma once
// What partition() takes as a metric.

#include "arrays.hpp"
#include "equizone/core/metric.hpp"

namespace equizone::python {

// Any objects; only their names in signatures and stubs differ from py::object.
class MetricLike : public py::object {
  PYBIND11_OBJECT_DEFAULT(MetricLike, py::object, [](PyObject*) { return true; })
};

class NetworkLike : public py::object {
  PYBIND11_OBJECT_DEFAULT(NetworkLike, py::object, [](PyObject*) { return true; })
};

// The metric, or nothing for None; anything else is one clear error.
const Metric* to_metric(const py::object& given);

}  // namespace equizone::python

namespace pybind11::detail {
template <>
struct handle_type_name<equizone::python::MetricLike> {
  static constexpr auto name = const_name("Metric");
};
template <>
struct handle_type_name<equizone::python::NetworkLike> {
  static constexpr auto name = const_name("StreetNetwork");
};
}  // namespace pybind11::detail
