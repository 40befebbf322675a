#pragma once
// Barriers as Python gives them.

#include "arrays.hpp"
#include "equizone/barrier/neighbour_graph.hpp"

namespace equizone::python {

// None, BarrierLines, or whatever equizone.barrier_lines makes BarrierLines of.
inline BarrierLines to_barriers(const py::object& given) {
  if (given.is_none()) return {};
  const py::object lines =
      py::isinstance<BarrierLines>(given)
          ? given
          : py::module_::import("equizone.barrier_lines").attr("as_barrier_lines")(given);
  return lines.cast<const BarrierLines&>();
}

// Pairs of stops, one row each.
inline StopPairs to_pairs(const py::handle& value) {
  const py::array array = numeric_array(value, "graph");
  if (array.ndim() != 2 || array.shape(1) != 2 || array.dtype().kind() == 'f')
    throw InputError(message("graph has shape ", shape_text(array), " and dtype ",
                             py::str(array.dtype()).cast<std::string>(),
                             "; it must be whole numbers of shape (m, 2): one row of two stops per edge"));
  const auto rows = py::array_t<Index, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!rows) throw py::error_already_set();
  return Eigen::Map<const StopPairs>(rows.data(), 2, rows.shape(0));
}

}  // namespace equizone::python
