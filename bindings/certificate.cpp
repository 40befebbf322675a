// The checker of certificates.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <limits>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

using Given = std::optional<ArrayLike>;

// What is given by name goes first, then what the partition has; none: nothing is claimed.
py::object claimed(const py::object& partition, const char* name, const py::object& given) {
  return given.is_none() ? py::getattr(partition, name, py::none()) : given;
}

py::object required(const py::object& partition, const char* name, const py::object& given) {
  py::object value = claimed(partition, name, given);
  if (value.is_none())
    throw InputError(message(name, " is missing; give a partition, or labels, centers and offsets by name"));
  return value;
}

Values optional_values(const py::object& partition, const char* name, const py::object& given) {
  const py::object value = claimed(partition, name, given);
  return value.is_none() ? Values() : to_values(value, name);
}

double optional_figure(const py::object& partition, const char* name, const py::object& given) {
  const py::object value = claimed(partition, name, given);
  return value.is_none() ? std::numeric_limits<double>::quiet_NaN()
                         : to_real(py::reinterpret_borrow<Real>(value), name);
}

void bind_results(py::module_& module) {
  using Stop = DeviatingStop;
  py::class_<Stop>(module, "DeviatingStop", doc::DeviatingStop)
      .def_readonly("stop", &Stop::stop, doc::DeviatingStop_stop)
      .def_readonly("zone", &Stop::zone, doc::DeviatingStop_zone)
      .def_readonly("nearest", &Stop::nearest, doc::DeviatingStop_nearest)
      .def_readonly("excess", &Stop::excess, doc::DeviatingStop_excess)
      .def_readonly("cost", &Stop::cost, doc::DeviatingStop_cost)
      .def_readonly("why", &Stop::why, doc::DeviatingStop_why)
      .def("__repr__", [](const Stop& stop) {
        return message("DeviatingStop(stop=", stop.stop, ", zone=", stop.zone, ", nearest=", stop.nearest,
                       ", excess=", stop.excess, ", cost=", stop.cost, ", why='", stop.why, "')");
      });
  using Check = CertificateCheck;
  using C = const Check&;
  using H = const py::object&;
  py::class_<Check> type(module, "CertificateCheck", doc::CertificateCheck);
  type.def_readonly("valid", &Check::valid, doc::CertificateCheck_valid)
      .def_readonly("faults", &Check::faults, doc::CertificateCheck_faults)
      .def_readonly("cost", &Check::cost, doc::CertificateCheck_cost)
      .def_readonly("lower_bound", &Check::lower_bound, doc::CertificateCheck_lower_bound)
      .def_readonly("gap", &Check::gap, doc::CertificateCheck_gap)
      .def_readonly("moved_cost", &Check::moved_cost, doc::CertificateCheck_moved_cost)
      .def_readonly("slack_cost", &Check::slack_cost, doc::CertificateCheck_slack_cost)
      .def_readonly("deviating", &Check::deviating, doc::CertificateCheck_deviating)
      .def("__repr__", [](C check) {
        return message("CertificateCheck(valid=", check.valid ? "True" : "False", ", cost=", check.cost,
                       ", lower_bound=", check.lower_bound, ", deviating=", check.deviating.size(),
                       " stops)");
      });
  property(
      type, "zone_loads", [](C check, H self) { return view(check.zone_loads, self); },
      doc::CertificateCheck_zone_loads);
  property(
      type, "diagram_loads", [](C check, H self) { return view(check.diagram_loads, self); },
      doc::CertificateCheck_diagram_loads);
}

}  // namespace

void bind_certificate(py::module_& module) {
  bind_results(module);
  module.def(
      "check_certificate",
      [](const ArrayLike& points, const ArrayLike& loads, const py::object& partition, const Given& labels,
         const Given& centers, const Given& offsets, const Given& lower, const Given& upper,
         const std::optional<Real>& cost, const std::optional<Real>& lower_bound) {
        const auto given = [](const auto& value) { return value ? py::object(*value) : py::none(); };
        Partition claim;
        const py::object medians = py::getattr(partition, "center_stops", py::none());
        if (!medians.is_none()) claim.center_stops = medians.cast<std::vector<Index>>();
        claim.labels = to_labels(required(partition, "labels", given(labels)));
        claim.centers = to_points(required(partition, "centers", given(centers)), "centers");
        claim.offsets = to_values(required(partition, "offsets", given(offsets)), "offsets");
        claim.lower = optional_values(partition, "lower", given(lower));
        claim.upper = optional_values(partition, "upper", given(upper));
        claim.cost = optional_figure(partition, "cost", given(cost));
        claim.lower_bound = optional_figure(partition, "lower_bound", given(lower_bound));
        const Points places = to_points(points);
        const Values values = to_values(loads, "loads");
        const py::gil_scoped_release no_gil;
        return check_certificate(places, values, claim);
      },
      py::arg("points"), py::arg("loads"), py::arg("partition") = py::none(), py::kw_only(),
      py::arg("labels") = py::none(), py::arg("centers") = py::none(), py::arg("offsets") = py::none(),
      py::arg("lower") = py::none(), py::arg("upper") = py::none(), py::arg("cost") = py::none(),
      py::arg("lower_bound") = py::none(), doc::check_certificate);
}

}  // namespace equizone::python
