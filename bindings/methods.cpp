// The methods that partition() knows.

#include <pybind11/stl.h>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

void bind_method_parameter(py::module_& module) {
  using P = const MethodParameter&;
  using H = const py::object&;
  py::class_<MethodParameter> type(module, "MethodParameter", doc::MethodParameter);
  property(type, "name", [](P p, H) { return p.name; }, doc::MethodParameter_name);
  property(type, "standard", [](P p, H) { return p.standard; }, doc::MethodParameter_standard);
  property(type, "lowest", [](P p, H) { return p.lowest; }, doc::MethodParameter_lowest);
  property(type, "highest", [](P p, H) { return p.highest; }, doc::MethodParameter_highest);
  property(type, "meaning", [](P p, H) { return p.meaning; }, doc::MethodParameter_meaning);
  type.def("__repr__",
           [](P p) { return message("MethodParameter(\"", p.name, "\", standard=", p.standard, ")"); });
}

void bind_method_info(py::module_& module) {
  using I = const MethodInfo&;
  using H = const py::object&;
  py::class_<MethodInfo> type(module, "MethodInfo", doc::MethodInfo);
  property(type, "name", [](I i, H) { return i.name; }, doc::MethodInfo_name);
  property(type, "description", [](I i, H) { return i.description; }, doc::MethodInfo_description);
  property(type, "source", [](I i, H) { return i.source; }, doc::MethodInfo_source);
  property(type, "complexity", [](I i, H) { return i.complexity; }, doc::MethodInfo_complexity);
  property(type, "guarantees", [](I i, H) { return i.guarantees; }, doc::MethodInfo_guarantees);
  property(
      type, "budget",
      [](I i, H) {
        py::dict budget;
        budget["fast"] = i.budget.fast;
        budget["default"] = i.budget.standard;
        budget["thorough"] = i.budget.thorough;
        return budget;
      },
      doc::MethodInfo_budget);
  property(type, "parameters", [](I i, H) { return i.parameters; }, doc::MethodInfo_parameters);
  property(type, "follows_graph", [](I i, H) { return i.follows_graph; }, doc::MethodInfo_follows_graph);
  property(
      type, "needs_cover_solver", [](I i, H) { return i.needs_cover_solver; },
      doc::MethodInfo_needs_cover_solver);
  type.def("__repr__", [](I i) { return message("MethodInfo(\"", i.name, "\": ", i.description, ")"); });
}

}  // namespace

void bind_methods(py::module_& module) {
  bind_method_parameter(module);
  bind_method_info(module);
  module.def(
      "methods",
      [] {
        py::dict descriptions;
        for (const MethodInfo& info : methods()) descriptions[py::str(info.name)] = info.description;
        return descriptions;
      },
      "The methods that partition() knows, the default one first: their names and what they do, in one line "
      "each.\n\nMore of each is told by method_info().");
  module.def(
      "method_info", [](const std::string& name) { return method_info(name); }, py::arg("name"),
      doc::method_info);
}

}  // namespace equizone::python
