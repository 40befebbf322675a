#pragma once
// Barriers as Python gives them.

#include "arrays.hpp"
#include "equizone/barrier/barrier_lines.hpp"

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

}  // namespace equizone::python
