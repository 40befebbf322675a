// Couriers needed, and the estimates of travel behind them.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"

namespace equizone::python {

namespace {

using OptionalReal = std::optional<Real>;

std::optional<double> to_real(const OptionalReal& value, const char* argument) {
  if (!value) return std::nullopt;
  return to_real(*value, argument);
}

void bind_travel(py::module_& module) {
  py::class_<BetaFit>(module, "BetaFit", doc::BetaFit)
      .def_readonly("beta", &BetaFit::beta, doc::BetaFit_beta)
      .def_readonly("standard_error", &BetaFit::standard_error, doc::BetaFit_standard_error)
      .def_readonly("tours", &BetaFit::tours, doc::BetaFit_tours)
      .def("__repr__", [](const BetaFit& fit) {
        return message("BetaFit(beta=", fit.beta, ", standard_error=", fit.standard_error,
                       ", tours=", fit.tours, ")");
      });
  module.attr("default_beta") = default_beta;
  module.def(
      "fit_beta",
      [](const ArrayLike& lengths_km, const ArrayLike& stops, const ArrayLike& areas_km2) {
        return fit_beta(to_values(lengths_km, "lengths_km"), to_values(stops, "stops"),
                        to_values(areas_km2, "areas_km2"));
      },
      py::arg("lengths_km"), py::arg("stops"), py::arg("areas_km2"), doc::fit_beta);
  module.def(
      "occupied_area_m2",
      [](const ArrayLike& points) {
        const Points places = to_points(points);
        const py::gil_scoped_release no_gil;
        return occupied_area_m2(places);
      },
      py::arg("points"), doc::occupied_area_m2);
}

void bind_results(py::module_& module) {
  using Alternative = StaffingAlternative;
  py::class_<Alternative>(module, "StaffingAlternative", doc::StaffingAlternative)
      .def_readonly("couriers", &Alternative::couriers, doc::StaffingAlternative_couriers)
      .def_readonly("hours", &Alternative::hours, doc::StaffingAlternative_hours)
      .def_readonly("hours_per_courier", &Alternative::hours_per_courier,
                    doc::StaffingAlternative_hours_per_courier)
      .def_readonly("load_ratio", &Alternative::load_ratio, doc::StaffingAlternative_load_ratio)
      .def_readonly("fits", &Alternative::fits, doc::StaffingAlternative_fits);
  using Needed = CouriersNeeded;
  py::class_<Needed>(module, "CouriersNeeded", doc::CouriersNeeded)
      .def_readonly("couriers", &Needed::couriers, doc::CouriersNeeded_couriers)
      .def_readonly("exact", &Needed::exact, doc::CouriersNeeded_exact)
      .def_readonly("reason", &Needed::reason, doc::CouriersNeeded_reason)
      .def_readonly("alternatives", &Needed::alternatives, doc::CouriersNeeded_alternatives)
      .def_readonly("added", &Needed::added, doc::CouriersNeeded_added)
      .def_property_readonly(
          "binding",
          [](const Needed& needed) {
            return std::string(staffing_term_names[static_cast<std::size_t>(needed.binding)]);
          },
          doc::CouriersNeeded_binding);
}

}  // namespace

void bind_staffing(py::module_& module) {
  bind_travel(module);
  bind_results(module);
  module.attr("staffing_term_names") =
      std::vector<std::string>(staffing_term_names.begin(), staffing_term_names.end());
  module.def(
      "couriers_needed",
      [](const OptionalReal& minutes, const OptionalReal& stops, const OptionalReal& stops_per_hour,
         const Real& shift_hours, const Real& minutes_per_shift, const OptionalReal& area_km2,
         const OptionalReal& speed_kmh, const OptionalReal& station_distance_km, const OptionalReal& beta) {
        StaffingInput input;
        input.minutes = to_real(minutes, "minutes");
        input.stops = to_real(stops, "stops");
        input.stops_per_hour = to_real(stops_per_hour, "stops_per_hour");
        input.shift_hours = to_real(shift_hours, "shift_hours");
        input.minutes_per_shift = to_real(minutes_per_shift, "minutes_per_shift");
        input.area_km2 = to_real(area_km2, "area_km2");
        input.speed_kmh = to_real(speed_kmh, "speed_kmh");
        input.station_distance_km = to_real(station_distance_km, "station_distance_km");
        input.beta = to_real(beta, "beta");
        return couriers_needed(input);
      },
      py::kw_only(), py::arg("minutes") = py::none(), py::arg("stops") = py::none(),
      py::arg("stops_per_hour") = py::none(), py::arg("shift_hours") = 8.0,
      py::arg("minutes_per_shift") = 0.0, py::arg("area_km2") = py::none(), py::arg("speed_kmh") = py::none(),
      py::arg("station_distance_km") = py::none(), py::arg("beta") = py::none(), doc::couriers_needed);
}

}  // namespace equizone::python
