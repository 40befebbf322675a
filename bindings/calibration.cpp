// Fitting a workload model, and shares of factors from comparisons.

#include "equizone/workload/calibration.hpp"

#include <pybind11/eigen.h>
#include <pybind11/stl.h>

#include <map>
#include <string>
#include <tuple>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/workload/hierarchy.hpp"
#include "stop_factors.hpp"

namespace equizone::python {

namespace {

const char* to_string(FitStatus status) {
  switch (status) {
    case FitStatus::fitted:
      return "fitted";
    case FitStatus::at_bound:
      return "at bound";
    case FitStatus::held:
      return "held";
    case FitStatus::not_seen:
      return "not seen";
    case FitStatus::confounded:
      return "confounded";
  }
  return "";
}

using Bounds = std::map<std::string, std::tuple<double, double>>;

Calibration fit(const WorkloadModel& prior, Index visits, const std::map<std::string, ArrayLike>& factors,
                const ArrayLike& shift_of_visit, const ArrayLike& worked_minutes, double confidence,
                double lower, double upper, const Bounds& bounds, const std::vector<std::string>& held,
                const std::optional<ArrayLike>& courier_of_shift) {
  const StopFactors given = to_stop_factors(visits, factors);
  const Labels shift = to_labels(shift_of_visit, "shift_of_visit");
  const Values worked = to_values(worked_minutes, "worked_minutes");
  FitOptions options;
  options.confidence = confidence;
  options.lower = lower;
  options.upper = upper;
  for (const auto& [figure, range] : bounds)
    options.bounds.push_back({figure, std::get<0>(range), std::get<1>(range)});
  options.held = held;
  if (courier_of_shift) options.courier_of_shift = to_labels(*courier_of_shift, "courier_of_shift");
  const py::gil_scoped_release no_gil;
  return calibrate(given, shift, worked, prior, options);
}

Eigen::MatrixXd to_matrix(const ArrayLike& given, const char* argument) {
  const py::array array = numeric_array(given, argument);
  if (array.ndim() != 2)
    throw InputError(message(argument, " has shape ", shape_text(array), "; it must be two-dimensional"));
  return array.cast<Eigen::MatrixXd>();
}

void bind_hierarchy(py::module_& module) {
  py::class_<Priorities> type(module, "Priorities", doc::Priorities);
  property(
      type, "shares", [](const Priorities& p, const py::object& self) { return view(p.shares, self); },
      doc::Priorities_shares);
  type.def_readonly("lambda_max", &Priorities::lambda_max, doc::Priorities_lambda_max)
      .def_readonly("consistency_index", &Priorities::consistency_index, doc::Priorities_consistency_index)
      .def_readonly("consistency_ratio", &Priorities::consistency_ratio, doc::Priorities_consistency_ratio);
  module.def(
      "priorities",
      [](const ArrayLike& comparisons, const Real& most_inconsistent) {
        return priorities(to_matrix(comparisons, "comparisons"),
                          to_real(most_inconsistent, "most_inconsistent"));
      },
      py::arg("comparisons"), py::arg("most_inconsistent") = 0.10, doc::priorities);
  module.def(
      "scored_minutes",
      [](const ArrayLike& scores, const ArrayLike& shares, const Real& mean_minutes) {
        const Eigen::MatrixXd minutes = scored_minutes(
            to_matrix(scores, "scores"), to_values(shares, "shares"), to_real(mean_minutes, "mean_minutes"));
        return py::array_t<double, py::array::f_style>({minutes.rows(), minutes.cols()}, minutes.data());
      },
      py::arg("scores"), py::arg("shares"), py::arg("mean_minutes"), doc::scored_minutes);
}

}  // namespace

void bind_calibration(py::module_& module) {
  py::class_<Coefficient>(module, "Coefficient", doc::Coefficient)
      .def_readonly("name", &Coefficient::name, doc::Coefficient_name)
      .def_readonly("factor", &Coefficient::factor, doc::Coefficient_factor)
      .def_readonly("category", &Coefficient::category, doc::Coefficient_category)
      .def_readonly("unit", &Coefficient::unit, doc::Coefficient_unit)
      .def_readonly("before", &Coefficient::before, doc::Coefficient_before)
      .def_readonly("fitted", &Coefficient::fitted, doc::Coefficient_fitted)
      .def_readonly("low", &Coefficient::low, doc::Coefficient_low)
      .def_readonly("high", &Coefficient::high, doc::Coefficient_high)
      .def_readonly("standard_error", &Coefficient::standard_error, doc::Coefficient_standard_error)
      .def_readonly("seen", &Coefficient::seen, doc::Coefficient_seen)
      .def_property_readonly(
          "status", [](const Coefficient& figure) { return to_string(figure.status); },
          doc::Coefficient_status);
  using C = const Calibration&;
  using H = const py::object&;
  py::class_<Calibration> type(module, "Calibration", doc::Calibration);
  property(
      type, "predicted", [](C c, H self) { return view(c.predicted, self); }, doc::Calibration_predicted);
  property(
      type, "residuals", [](C c, H self) { return view(c.residuals, self); }, doc::Calibration_residuals);
  property(type, "shares", [](C c, H self) { return view(c.shares, self); }, doc::Calibration_shares);
  type.def_readonly("model", &Calibration::model, "The fitted model.")
      .def_readonly("coefficients", &Calibration::coefficients, doc::Calibration_coefficients)
      .def_readonly("sigma_min", &Calibration::sigma_min, doc::Calibration_sigma_min)
      .def_readonly("before_min", &Calibration::before_min, doc::Calibration_before_min)
      .def_readonly("r2", &Calibration::r2, doc::Calibration_r2)
      .def_readonly("warnings", &Calibration::warnings, doc::Calibration_warnings);
  module.def("calibrate", &fit, py::arg("prior"), py::arg("visits"), py::arg("factors"),
             py::arg("shift_of_visit"), py::arg("worked_minutes"), py::kw_only(),
             py::arg("confidence") = 0.95, py::arg("lower") = 0.0, py::arg("upper") = 10.0,
             py::arg("bounds") = Bounds{}, py::arg("held") = std::vector<std::string>{},
             py::arg("courier_of_shift") = py::none(), doc::calibrate);
  bind_hierarchy(module);
}

}  // namespace equizone::python
