#pragma once
// What partition() takes as a metric.

#include "arrays.hpp"
#include "equizone/core/metric.hpp"

namespace equizone::python {

// Any object; only its name in signatures and stubs differs from py::object.
class MetricLike : public py::object {
  PYBIND11_OBJECT_DEFAULT(MetricLike, py::object, [](PyObject*) { return true; })
};

// The metric, or nothing for None; anything else is one clear error.
const Metric* to_metric(const py::object& given);

}  // namespace equizone::python

namespace pybind11::detail {
template <>
struct handle_type_name<equizone::python::MetricLike> {
  static constexpr auto name = const_name("Metric");
};
}  // namespace pybind11::detail
