// Problems that a solver gets, and solvers that are written in Python.

#include "cover_solver.hpp"

#include <pybind11/stl.h>

#include <memory>
#include <utility>

#include "arrays.hpp"
#include "docstrings.hpp"
#include "equizone/core/error.hpp"

namespace equizone::python {

namespace {

template <class Number>
py::array_t<Number> copied(const std::vector<Number>& numbers) {
  return py::array_t<Number>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

CoverAnswer to_answer(const py::object& given) {
  try {
    auto [chosen, proven] = given.cast<std::pair<std::vector<Index>, bool>>();
    return {std::move(chosen), proven};
  } catch (const py::cast_error&) {
    throw InputError(
        message("cover_solver returned ", shown(given),
                "; it must return a pair: a list of the candidates' numbers, and True or False"));
  }
}

}  // namespace

CoverSolver to_cover_solver(const py::object& given) {
  if (!given.is_none() && PyCallable_Check(given.ptr()) == 0)
    throw InputError(message("cover_solver is ", shown(given), "; give a function of a CoverProblem"));
  // Copies are made and dropped without the GIL, so they share one reference.
  const auto solver = std::make_shared<py::object>(given);
  return [solver](const CoverProblem& problem) {
    const py::gil_scoped_acquire gil;
    const py::object solve =
        solver->is_none() ? py::module_::import("equizone.set_covering").attr("solve_by_highs") : *solver;
    return to_answer(solve(problem));
  };
}

void bind_cover_solver(py::module_& module) {
  using P = const CoverProblem&;
  using H = const py::object&;
  py::class_<CoverProblem> type(module, "CoverProblem", doc::CoverProblem);
  property(type, "costs", [](P p, H self) { return view(p.costs, self); }, doc::CoverProblem_costs);
  property(type, "first", [](P p, H) { return copied(p.first); }, doc::CoverProblem_first);
  property(type, "rows", [](P p, H) { return copied(p.rows); }, doc::CoverProblem_rows);
  property(type, "times", [](P p, H) { return copied(p.times); }, doc::CoverProblem_times);
  property(type, "known_cost", [](P p, H) { return p.known_cost; }, doc::CoverProblem_known_cost);
  property(type, "time_limit_s", [](P p, H) { return p.time_limit_s; }, doc::CoverProblem_time_limit_s);
  type.def("__repr__", [](P p) {
    return message("CoverProblem(candidates=", p.candidates(), ", rows=", p.times.size(), ")");
  });
}

}  // namespace equizone::python
