#pragma once
// Solvers of covers that are written in Python.

#include <pybind11/pybind11.h>

#include "equizone/core/cover_solver.hpp"

namespace equizone::python {

// A function of a CoverProblem; without one, SciPy's HiGHS.
CoverSolver to_cover_solver(const pybind11::object& given);

}  // namespace equizone::python
