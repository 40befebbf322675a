// The extension module: casts and docs, no logic.

#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "arrays.hpp"
#include "barriers.hpp"
#include "cover_solver.hpp"
#include "docstrings.hpp"
#include "equizone/equizone.hpp"
#include "metrics.hpp"
#include "stops_partition.hpp"

namespace equizone::python {

void bind_barriers(py::module_& module);
void bind_calibration(py::module_& module);
void bind_certificate(py::module_& module);
void bind_cover_solver(py::module_& module);
void bind_evaluation(py::module_& module);
void bind_fences(py::module_& module);
void bind_methods(py::module_& module);
void bind_metrics(py::module_& module);
void bind_staffing(py::module_& module);
void bind_synthetic(py::module_& module);
void bind_workload(py::module_& module);

namespace {

using ProgressCall = std::function<void(const std::string&, double)>;

Effort to_effort(const Text& given) {
  const std::string name = to_text(given, "effort");
  if (name == "fast") return Effort::fast;
  if (name == "default") return Effort::standard;
  if (name == "thorough") return Effort::thorough;
  throw InputError(message("effort is \"", name, "\"; use \"fast\", \"default\" or \"thorough\""));
}

// Labels of an earlier partition are those of its own stops: for others, only its diagram is of use.
Start to_start(const py::object& given, const ArrayLike& points) {
  Start start;
  if (py::isinstance<StopsPartition>(given)) {
    const auto& partition = given.cast<const StopsPartition&>();
    if (partition.points == to_points(points)) start.labels = partition.result.labels;
    start.centers = partition.result.centers;
    if (partition.result.center_stops.empty()) start.offsets = partition.result.offsets;
    return start;
  }
  const py::array array = numeric_array(given, "start");
  if (array.ndim() == 1)
    start.labels = to_labels(array, "start");
  else
    start.centers = to_points(array, "start");
  return start;
}

// Progress reports go to Python with the GIL held; Ctrl-C is noticed there too.
std::function<void(const Progress&)> to_progress(std::optional<ProgressCall> call) {
  return [call = std::move(call)](const Progress& progress) {
    const py::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    if (call) (*call)(progress.stage, progress.fraction);
  };
}

std::map<std::string, double> to_parameters(const py::object& given) {
  if (given.is_none()) return {};
  if (!py::isinstance<py::dict>(given))
    throw InputError("parameters must be a dict of names and numbers, such as {\"cells\": 100}");
  std::map<std::string, double> parameters;
  for (const auto& [name, value] : given.cast<py::dict>()) {
    const std::string key = py::str(name);
    parameters[key] = to_real(value.cast<py::object>(), message("parameters[\"", key, "\"]").c_str());
  }
  return parameters;
}

PartitionOptions to_options(const Whole& zones, const std::optional<ArrayLike>& targets,
                            const Real& tolerance, const std::optional<ArrayLike>& lower,
                            const std::optional<ArrayLike>& upper, const Whole& seed, const Text& effort,
                            const std::optional<Real>& time_limit_s, const Whole& threads,
                            const std::string& method, const std::optional<ArrayLike>& station,
                            std::optional<ProgressCall> progress) {
  PartitionOptions options;
  options.zones = to_whole<Index>(zones, "zones");
  options.targets = to_values(targets, "targets");
  options.tolerance = to_real(tolerance, "tolerance");
  options.lower = to_values(lower, "lower");
  options.upper = to_values(upper, "upper");
  options.seed = to_whole<std::uint64_t>(seed, "seed");
  options.effort = to_effort(effort);
  if (time_limit_s) options.time_limit_s = to_real(*time_limit_s, "time_limit_s");
  options.threads = to_whole<int>(threads, "threads");
  options.method = method;
  options.station = to_place(station);
  options.progress = to_progress(std::move(progress));
  return options;
}

template <class Solve>
StopsPartition run(const ArrayLike& points, const ArrayLike& loads, Solve&& solve) {
  StopsPartition answer;
  answer.points = to_points(points);
  answer.loads = to_values(loads, "loads");
  const py::gil_scoped_release no_gil;
  answer.result = solve(answer.points, answer.loads);
  return answer;
}

std::string describe(const StopsPartition& partition) {
  const Partition& p = partition.result;
  return message("Partition(zones=", p.centers.cols(), ", stops=", p.labels.size(),
                 ", imbalance=", p.imbalance, ", shortfall=", p.shortfall, ", cost=", p.cost, ", status='",
                 to_string(p.status), "')");
}

// Results are plain data: they can be stored, and sent to other processes.
py::tuple to_state(const py::object& self) {
  const Partition& p = self.cast<const StopsPartition&>().result;
  return py::make_tuple(self.attr("points"), self.attr("labels"), self.attr("centers"), self.attr("offsets"),
                        self.attr("zone_loads"), self.attr("targets"), self.attr("lower"), self.attr("upper"),
                        p.imbalance, p.shortfall, p.cost, p.lower_bound, static_cast<int>(p.status), p.reason,
                        p.moved, p.center_stops, p.unreachable, p.enclosed, p.outliers, self.attr("loads"));
}

StopsPartition from_state(const py::tuple& state) {
  StopsPartition partition;
  Partition& p = partition.result;
  partition.points = to_points(py::object(state[0]));
  p.labels = to_labels(py::object(state[1]));
  p.centers = to_points(py::object(state[2]), "centers");
  p.offsets = to_values(py::object(state[3]), "offsets");
  p.zone_loads = to_values(py::object(state[4]), "zone_loads");
  p.targets = to_values(py::object(state[5]), "targets");
  p.lower = to_values(py::object(state[6]), "lower");
  p.upper = to_values(py::object(state[7]), "upper");
  p.imbalance = state[8].cast<double>();
  p.shortfall = state[9].cast<double>();
  p.cost = state[10].cast<double>();
  p.lower_bound = state[11].cast<double>();
  p.status = static_cast<Status>(state[12].cast<int>());
  p.reason = state[13].cast<std::string>();
  p.moved = state[14].cast<std::vector<Index>>();
  p.center_stops = state[15].cast<std::vector<Index>>();
  p.unreachable = state[16].cast<std::vector<Index>>();
  p.enclosed = state[17].cast<std::vector<Index>>();
  p.outliers = state[18].cast<std::vector<Index>>();
  partition.loads = to_values(py::object(state[19]), "loads");
  return partition;
}

void bind_partition_class(py::module_& module) {
  using P = const StopsPartition&;
  using H = const py::object&;
  py::class_<StopsPartition> type(module, "Partition", doc::Partition);
  property(type, "labels", [](P p, H self) { return view(p.result.labels, self); }, doc::Partition_labels);
  property(type, "centers", [](P p, H self) { return view(p.result.centers, self); }, doc::Partition_centers);
  property(type, "offsets", [](P p, H self) { return view(p.result.offsets, self); }, doc::Partition_offsets);
  property(
      type, "zone_loads", [](P p, H self) { return view(p.result.zone_loads, self); },
      doc::Partition_zone_loads);
  property(type, "targets", [](P p, H self) { return view(p.result.targets, self); }, doc::Partition_targets);
  property(type, "lower", [](P p, H self) { return view(p.result.lower, self); }, doc::Partition_lower);
  property(type, "upper", [](P p, H self) { return view(p.result.upper, self); }, doc::Partition_upper);
  property(type, "imbalance", [](P p, H) { return p.result.imbalance; }, doc::Partition_imbalance);
  property(type, "shortfall", [](P p, H) { return p.result.shortfall; }, doc::Partition_shortfall);
  property(type, "cost", [](P p, H) { return p.result.cost; }, doc::Partition_cost);
  property(type, "lower_bound", [](P p, H) { return p.result.lower_bound; }, doc::Partition_lower_bound);
  property(
      type, "status", [](P p, H) { return std::string(to_string(p.result.status)); }, doc::Partition_status);
  property(type, "reason", [](P p, H) { return p.result.reason; }, doc::Partition_reason);
  property(
      type, "points", [](P p, H self) { return view(p.points, self); }, "(n, 2) stops as given, metres.");
  property(type, "moved", [](P p, H) { return to_array(p.result.moved); }, doc::Partition_moved);
  property(
      type, "center_stops", [](P p, H) { return to_array(p.result.center_stops); },
      doc::Partition_center_stops);
  property(
      type, "unreachable", [](P p, H) { return to_array(p.result.unreachable); }, doc::Partition_unreachable);
  property(type, "loads", [](P p, H self) { return view(p.loads, self); }, "(n,) loads as given.");
  property(type, "enclosed", [](P p, H) { return to_array(p.result.enclosed); }, doc::Partition_enclosed);
  property(type, "outliers", [](P p, H) { return to_array(p.result.outliers); }, doc::Partition_outliers);
  type.def("__repr__", &describe);
  type.def(py::pickle(&to_state, &from_state));
  type.def(
      "locate",
      [](P p, const ArrayLike& points) {
        const Points places = to_points(points);
        Labels* labels = nullptr;
        {
          const py::gil_scoped_release no_gil;
          labels = new Labels(locate(p.result, places));
        }
        const py::capsule owner(labels, [](void* held) { delete static_cast<Labels*>(held); });
        return py::array_t<std::int32_t>(labels->size(), labels->data(), owner);
      },
      py::arg("points"), doc::locate);
  type.def(
      "fences",
      [](const py::object& self, const py::object& kind, const py::object& area, const py::object& barriers,
         const py::object& lines, const py::object& blocks, const py::object& simplify_m) {
        return py::module_::import("equizone.fencing")
            .attr("partition_fences")(self, kind, area, py::arg("barriers") = barriers,
                                      py::arg("lines") = lines, py::arg("blocks") = blocks,
                                      py::arg("simplify_m") = simplify_m);
      },
      py::arg("kind") = "cells", py::arg("area") = py::none(), py::arg("barriers") = py::none(),
      py::arg("lines") = py::none(), py::arg("blocks") = py::none(), py::arg("simplify_m") = 0.0,
      "Fences of the zones as a GeoSeries: of kind \"cells\", \"blocks\" or \"power\".\n\nSee "
      "equizone.fences(). Power fences are the convex cells of centers and offsets; the stops that the exact "
      "finish\nmoved lie outside and are listed in attrs[\"outside\"].");
}

void bind_stages(py::module_& module) {
#define EQUIZONE_OPTION_ARGUMENTS                                                                \
  py::kw_only(), py::arg("zones"), py::arg("targets") = py::none(), py::arg("tolerance") = 0.03, \
                                   py::arg("lower") = py::none(), py::arg("upper") = py::none(), \
                                   py::arg("seed") = 0, py::arg("effort") = "default",           \
                                   py::arg("time_limit_s") = py::none(), py::arg("threads") = 1
  module.def(
      "partition",
      [](const ArrayLike& points, const ArrayLike& loads, const Whole& zones,
         const std::optional<ArrayLike>& targets, const Real& tolerance,
         const std::optional<ArrayLike>& lower, const std::optional<ArrayLike>& upper, const Whole& seed,
         const Text& effort, const std::optional<Real>& time_limit_s, const Whole& threads,
         const py::object& start, const Text& method, const Whole& budget, const py::object& parameters,
         const py::object& cover_solver, const std::optional<ArrayLike>& station, const Flag& contiguous,
         const py::object& barriers, const py::object& graph, const Flag& flag_outliers,
         std::optional<ProgressCall> progress, const std::optional<MetricLike>& metric) {
        PartitionOptions options =
            to_options(zones, targets, tolerance, lower, upper, seed, effort, time_limit_s, threads,
                       to_text(method, "method"), station, std::move(progress));
        if (!start.is_none()) options.start = to_start(start, points);
        options.budget = to_whole<std::int64_t>(budget, "budget");
        options.parameters = to_parameters(parameters);
        options.cover_solver = to_cover_solver(cover_solver);
        options.contiguous = to_flag(contiguous, "contiguous");
        options.barriers = to_barriers(barriers);
        if (!graph.is_none()) options.graph = to_pairs(graph);
        options.flag_outliers = to_flag(flag_outliers, "flag_outliers");
        const Metric* distances = metric ? to_metric(*metric) : nullptr;
        return run(points, loads, [&](const Points& p, const Values& w) {
          return distances != nullptr ? partition(p, w, options, *distances) : partition(p, w, options);
        });
      },
      py::arg("points"), py::arg("loads"), EQUIZONE_OPTION_ARGUMENTS, py::arg("start") = py::none(),
      py::arg("method") = "balanced", py::arg("budget") = 0, py::arg("parameters") = py::none(),
      py::arg("cover_solver") = py::none(), py::arg("station") = py::none(), py::arg("contiguous") = false,
      py::arg("barriers") = py::none(), py::arg("graph") = py::none(), py::arg("flag_outliers") = false,
      py::arg("progress") = py::none(), py::arg("metric") = py::none(), doc::partition);
  module.def(
      "kmeans",
      [](const ArrayLike& points, const ArrayLike& loads, const Whole& zones,
         const std::optional<ArrayLike>& targets, const Real& tolerance,
         const std::optional<ArrayLike>& lower, const std::optional<ArrayLike>& upper, const Whole& seed,
         const Text& effort, const std::optional<Real>& time_limit_s, const Whole& threads,
         const py::object& start, std::optional<ProgressCall> progress) {
        PartitionOptions options = to_options(zones, targets, tolerance, lower, upper, seed, effort,
                                              time_limit_s, threads, "balanced", {}, std::move(progress));
        if (!start.is_none()) options.start = to_start(start, points);
        return run(points, loads, [&](const Points& p, const Values& w) { return kmeans(p, w, options); });
      },
      py::arg("points"), py::arg("loads"), EQUIZONE_OPTION_ARGUMENTS, py::arg("start") = py::none(),
      py::arg("progress") = py::none(), doc::kmeans);
  module.def(
      "balance",
      [](const ArrayLike& points, const ArrayLike& loads, const py::object& start, const Whole& zones,
         const std::optional<ArrayLike>& targets, const Real& tolerance,
         const std::optional<ArrayLike>& lower, const std::optional<ArrayLike>& upper, const Whole& seed,
         const Text& effort, const std::optional<Real>& time_limit_s, const Whole& threads,
         std::optional<ProgressCall> progress) {
        const PartitionOptions options =
            to_options(zones, targets, tolerance, lower, upper, seed, effort, time_limit_s, threads,
                       "balanced", {}, std::move(progress));
        const Start from = to_start(start, points);
        return run(points, loads,
                   [&](const Points& p, const Values& w) { return balance(p, w, from, options); });
      },
      py::arg("points"), py::arg("loads"), py::arg("start"), EQUIZONE_OPTION_ARGUMENTS,
      py::arg("progress") = py::none(), doc::balance);
#undef EQUIZONE_OPTION_ARGUMENTS
}

}  // namespace

PYBIND11_MODULE(_core, module) {
  module.doc() = "The compiled part of equizone.";
  module.attr("__version__") = EQUIZONE_VERSION;
  py::register_exception<InputError>(module, "InputError", PyExc_ValueError);
  bind_methods(module);
  bind_cover_solver(module);
  bind_metrics(module);
  bind_barriers(module);
  bind_partition_class(module);
  bind_stages(module);
  bind_evaluation(module);
  bind_certificate(module);
  bind_fences(module);
  bind_staffing(module);
  bind_synthetic(module);
  bind_workload(module);
  bind_calibration(module);
}

}  // namespace equizone::python
