// The workload model: figures and arrays in, itemised minutes out.

#include <pybind11/stl.h>

#include <algorithm>
#include <map>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/workload/workload_model.hpp"
#include "stop_factors.hpp"

namespace equizone::python {

namespace {

Category to_category(const std::string& name, const Real& minutes, const Real& minutes_per_parcel,
                     const Real& multiplier, const Real& sign_for_rate) {
  return {name, to_real(minutes, "minutes"), to_real(minutes_per_parcel, "minutes_per_parcel"),
          to_real(multiplier, "multiplier"), to_real(sign_for_rate, "sign_for_rate")};
}

Labels to_codes(const std::optional<ArrayLike>& given, const char* argument) {
  if (!given) return {};
  const auto codes = py::array_t<std::int32_t, py::array::c_style | py::array::forcecast>::ensure(
      numeric_array(*given, argument));
  if (!codes || codes.ndim() != 1) throw InputError(message(argument, " must be one-dimensional"));
  return Eigen::Map<const Labels>(codes.data(), codes.size());
}

Factor to_factor(const std::string& name) {
  const auto found = std::find(factor_names.begin(), factor_names.end(), name == "shape" ? "parcel" : name);
  if (found == factor_names.end()) throw InputError(message("there is no factor ", name));
  return static_cast<Factor>(found - factor_names.begin());
}

}  // namespace

StopFactors to_stop_factors(Index stops, const std::map<std::string, ArrayLike>& arrays) {
  StopFactors factors;
  factors.stops = stops;
  const std::map<std::string, Labels*> categories{{"road_category", &factors.road_category},
                                                  {"customer_category", &factors.customer_category},
                                                  {"waiting_category", &factors.waiting_category},
                                                  {"shape_category", &factors.shape_category},
                                                  {"other_category", &factors.other_category}};
  const std::map<std::string, Values*> numbers{
      {"road_minutes", &factors.road_minutes},
      {"customer_minutes", &factors.customer_minutes},
      {"customer_minutes_per_parcel", &factors.customer_minutes_per_parcel},
      {"waiting_minutes", &factors.waiting_minutes},
      {"shape_multiplier", &factors.shape_multiplier},
      {"other_minutes", &factors.other_minutes},
      {"other_multiplier", &factors.other_multiplier},
      {"visits", &factors.visits},
      {"parcels", &factors.parcels},
      {"volume_l", &factors.volume_l},
      {"weight_kg", &factors.weight_kg},
      {"sign_for_rate", &factors.sign_for_rate},
      {"pace", &factors.pace}};
  for (const auto& [name, array] : arrays) {
    if (const auto category = categories.find(name); category != categories.end())
      *category->second = to_codes(array, name.c_str());
    else if (const auto number = numbers.find(name); number != numbers.end())
      *number->second = to_values(array, name.c_str());
    else
      throw InputError(message("there is no factor ", name));
  }
  return factors;
}

void bind_workload(py::module_& module) {
  module.attr("FACTORS") = py::cast(std::vector<std::string>(factor_names.begin(), factor_names.end()));
  py::class_<Category>(module, "Category", doc::Category)
      .def(py::init(&to_category), py::arg("name"), py::kw_only(), py::arg("minutes") = 0.0,
           py::arg("minutes_per_parcel") = 0.0, py::arg("multiplier") = 1.0, py::arg("sign_for_rate") = 0.0)
      .def_readonly("name", &Category::name)
      .def_readonly("minutes", &Category::minutes, doc::Category_minutes)
      .def_readonly("minutes_per_parcel", &Category::minutes_per_parcel, doc::Category_minutes_per_parcel)
      .def_readonly("multiplier", &Category::multiplier, doc::Category_multiplier)
      .def_readonly("sign_for_rate", &Category::sign_for_rate, doc::Category_sign_for_rate);
  py::class_<WorkloadModel>(module, "WorkloadModel", doc::WorkloadModel)
      .def(py::init<>())
      .def_readwrite("road", &WorkloadModel::road)
      .def_readwrite("customer", &WorkloadModel::customer)
      .def_readwrite("waiting", &WorkloadModel::waiting)
      .def_readwrite("shape", &WorkloadModel::shape)
      .def_readwrite("other", &WorkloadModel::other)
      .def_readwrite("minutes_per_parcel", &WorkloadModel::minutes_per_parcel)
      .def_readwrite("minutes_per_kg", &WorkloadModel::minutes_per_kg)
      .def_readwrite("minutes_per_litre", &WorkloadModel::minutes_per_litre)
      .def_readwrite("parcel_kg", &WorkloadModel::parcel_kg)
      .def_readwrite("parcel_litres", &WorkloadModel::parcel_litres)
      .def_readwrite("scale", &WorkloadModel::scale)
      .def_readwrite("sign_for_rate", &WorkloadModel::sign_for_rate)
      .def_readwrite("most_attempts", &WorkloadModel::most_attempts)
      .def_readwrite("minutes_per_shift", &WorkloadModel::minutes_per_shift)
      .def(
          "category",
          [](const WorkloadModel& model, const std::string& factor, const std::string& name) {
            return model.category(to_factor(factor), name);
          },
          py::arg("factor"), py::arg("name"), doc::WorkloadModel_category)
      .def(
          "minutes",
          [](const WorkloadModel& model, const Whole& stops,
             const std::map<std::string, ArrayLike>& factors) {
            const StopFactors given = to_stop_factors(to_whole<Index>(stops, "stops"), factors);
            auto* items = new decltype(Workload::items);
            const py::capsule owner(items, [](void* held) { delete static_cast<decltype(items)>(held); });
            {
              const py::gil_scoped_release no_gil;
              *items = model.minutes(given).items;
            }
            return py::array_t<double, py::array::f_style>({items->rows(), items->cols()}, items->data(),
                                                           owner);
          },
          py::arg("stops"), py::arg("factors"), doc::WorkloadModel_minutes);
}

}  // namespace equizone::python
