#pragma once
// Casts between NumPy arrays and the library's types. Arrays hold one row per stop, the library one column:
// the same bytes.

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "equizone/core/error.hpp"
#include "equizone/core/types.hpp"

namespace equizone::python {

namespace py = pybind11;

// Anything NumPy makes an array of; only its name in signatures and stubs differs from py::object.
class ArrayLike : public py::object {
  PYBIND11_OBJECT_DEFAULT(ArrayLike, py::object, [](PyObject*) { return true; })
};

inline py::array numeric_array(const py::handle& value, const char* argument) {
  py::array array;
  try {
    array = py::module_::import("numpy").attr("asarray")(value);
  } catch (py::error_already_set& failure) {
    if (!failure.matches(PyExc_ValueError)) throw;
    throw InputError(message(argument, " is not an array: ", failure.what()));
  }
  if (py::hasattr(value, "mask") &&
      py::module_::import("numpy").attr("ma").attr("is_masked")(value).cast<bool>())
    throw InputError(message(argument, " has masked entries; fill them or leave these stops out"));
  const char kind = array.dtype().kind();
  if (std::string("fiub").find(kind) == std::string::npos)
    throw InputError(
        message(argument, " has dtype ", py::str(array.dtype()).cast<std::string>(), "; give real numbers"));
  return array;
}

// Numbers that Python calls int, float or str in signatures; any other object gets one clear error instead of
// pybind11's list of overloads.
class Whole : public py::object {
  PYBIND11_OBJECT_DEFAULT(Whole, py::object, [](PyObject*) { return true; })
};
class Real : public py::object {
  PYBIND11_OBJECT_DEFAULT(Real, py::object, [](PyObject*) { return true; })
};
class Text : public py::object {
  PYBIND11_OBJECT_DEFAULT(Text, py::object, [](PyObject*) { return true; })
};
class Flag : public py::object {
  PYBIND11_OBJECT_DEFAULT(Flag, py::object, [](PyObject*) { return true; })
};

// A value as errors name it: on one line, and cut where it is long, such as an array.
inline std::string shown(const py::handle& value) {
  constexpr py::ssize_t longest = 80;
  const py::str line = py::str(" ").attr("join")(py::repr(value).attr("split")());
  if (static_cast<py::ssize_t>(py::len(line)) <= longest) return line.cast<std::string>();
  return line[py::slice(0, longest, 1)].cast<std::string>() + " ...";
}

template <class Integer>
Integer to_whole(const Whole& value, const char* argument) {
  try {
    if (PyBool_Check(value.ptr()) != 0) throw py::cast_error();
    return py::cast<Integer>(py::module_::import("operator").attr("index")(value));
  } catch (const py::cast_error&) {
    throw InputError(message(argument, " is ", shown(value), "; give a whole number in range"));
  } catch (py::error_already_set& failure) {
    if (!failure.matches(PyExc_TypeError)) throw;
    throw InputError(message(argument, " is ", shown(value), "; give a whole number"));
  }
}

inline double to_real(const Real& value, const char* argument) {
  const double number = py::isinstance<py::str>(value) ? -1.0 : PyFloat_AsDouble(value.ptr());
  if (py::isinstance<py::str>(value) || PyErr_Occurred() != nullptr) {
    PyErr_Clear();
    throw InputError(message(argument, " is ", shown(value), "; give a number"));
  }
  return number;
}

inline std::string to_text(const Text& value, const char* argument) {
  if (!py::isinstance<py::str>(value))
    throw InputError(message(argument, " is ", shown(value), "; give a name in quotes"));
  return value.cast<std::string>();
}

inline bool to_flag(const Flag& value, const char* argument) {
  if (PyBool_Check(value.ptr()) == 0 && !py::isinstance(value, py::module_::import("numpy").attr("bool_")))
    throw InputError(message(argument, " is ", shown(value), "; give True or False"));
  return PyObject_IsTrue(value.ptr()) == 1;
}

inline std::string shape_text(const py::array& array) {
  return py::str(array.attr("shape")).cast<std::string>();
}

inline Points to_points(const py::handle& value, const char* argument = "points") {
  const py::array array = numeric_array(value, argument);
  if (array.ndim() != 2 || array.shape(1) != 2)
    throw InputError(
        message(argument, " has shape ", shape_text(array), "; it must be (n, 2): one row (x, y) per stop"));
  const auto rows = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!rows) throw py::error_already_set();
  return Eigen::Map<const Points>(rows.data(), 2, rows.shape(0));
}

inline Values to_values(const py::handle& value, const char* argument) {
  const py::array array = numeric_array(value, argument);
  if (array.ndim() > 1)
    throw InputError(message(argument, " has shape ", shape_text(array), "; it must be one-dimensional"));
  const auto row = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!row) throw py::error_already_set();
  return Eigen::Map<const Values>(row.data(), row.size());
}

inline Values to_values(const std::optional<ArrayLike>& value, const char* argument) {
  return value ? to_values(*value, argument) : Values();
}

inline Labels to_labels(const py::handle& value, const char* argument = "labels") {
  const py::array array = numeric_array(value, argument);
  if (array.ndim() != 1)
    throw InputError(message(argument, " has shape ", shape_text(array), "; it must be one-dimensional"));
  if (array.dtype().kind() == 'f' && array.size() > 0)  // an empty list has no other type
    throw InputError(message(argument, " has dtype ", py::str(array.dtype()).cast<std::string>(),
                             "; labels are whole numbers"));
  if (array.dtype().kind() == 'u' && array.dtype().itemsize() == 8) {
    const auto high = py::array_t<std::uint64_t, py::array::c_style | py::array::forcecast>::ensure(array);
    for (py::ssize_t i = 0; i < high.size(); ++i)
      if (high.data()[i] > static_cast<std::uint64_t>(std::numeric_limits<std::int32_t>::max()))
        throw InputError(message(argument, "[", i, "] is ", high.data()[i], "; labels count from 0"));
  }
  const auto wide = py::array_t<std::int64_t, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!wide) throw py::error_already_set();
  for (py::ssize_t i = 0; i < wide.size(); ++i)
    if (wide.data()[i] < 0 || wide.data()[i] > std::numeric_limits<std::int32_t>::max())
      throw InputError(message(argument, "[", i, "] is ", wide.data()[i], "; labels count from 0"));
  return Eigen::Map<const Eigen::Matrix<std::int64_t, Eigen::Dynamic, 1>>(wide.data(), wide.size())
      .cast<std::int32_t>();
}

// A read-only view that keeps `owner` alive.
template <class Scalar>
py::array_t<Scalar> view(const Scalar* data, std::vector<py::ssize_t> shape, const py::handle& owner) {
  py::array_t<Scalar> array(std::move(shape), data, owner);
  array.attr("flags").attr("writeable") = false;
  return array;
}
inline py::array_t<double> view(const Values& values, const py::handle& owner) {
  return view(values.data(), {values.size()}, owner);
}
inline py::array_t<double> view(const Points& points, const py::handle& owner) {
  return view(points.data(), {points.cols(), 2}, owner);
}
inline py::array_t<std::int32_t> view(const Labels& labels, const py::handle& owner) {
  return view(labels.data(), {labels.size()}, owner);
}

inline py::array_t<Index> to_array(const std::vector<Index>& stops) {
  return py::array_t<Index>(static_cast<py::ssize_t>(stops.size()), stops.data());
}

// A read-only property whose value may be a view that keeps the object alive.
template <class Class, class Get>
inline void property(Class& type, const char* name, Get get, const char* doc) {
  type.def_property_readonly(
      name, [get](const py::object& self) { return get(self.cast<const typename Class::type&>(), self); },
      doc);
}

/// A place (x, y), or none.
inline std::optional<Eigen::Vector2d> to_place(const std::optional<ArrayLike>& given) {
  if (!given) return std::nullopt;
  const Values place = to_values(*given, "station");
  if (place.size() != 2)
    throw InputError(message("station has ", place.size(), " numbers; give (x, y) in metres"));
  return Eigen::Vector2d(place);
}

}  // namespace equizone::python

namespace pybind11::detail {
template <>
struct handle_type_name<equizone::python::ArrayLike> {
  static constexpr auto name = const_name("numpy.typing.ArrayLike");
};
template <>
struct handle_type_name<equizone::python::Whole> {
  static constexpr auto name = const_name("int");
};
template <>
struct handle_type_name<equizone::python::Real> {
  static constexpr auto name = const_name("float");
};
template <>
struct handle_type_name<equizone::python::Text> {
  static constexpr auto name = const_name("str");
};
template <>
struct handle_type_name<equizone::python::Flag> {
  static constexpr auto name = const_name("bool");
};
}  // namespace pybind11::detail
