#include "methods/partition_by.hpp"

#include <algorithm>
#include <optional>

#include "equizone/medoids/medians.hpp"
#include "equizone/seeding/hilbert.hpp"
#include "partition/balanced.hpp"
#include "partition/certificate.hpp"
#include "partition/levels.hpp"
#include "partition/result.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

std::string names_of(const std::vector<MethodParameter>& parameters) {
  std::string names;
  for (const MethodParameter& parameter : parameters) names += (names.empty() ? "" : ", ") + parameter.name;
  return names;
}

void check_parameters(const MethodInfo& info, const PartitionOptions& options) {
  for (const auto& [name, value] : options.parameters) {
    const auto known = std::find_if(info.parameters.begin(), info.parameters.end(),
                                    [&](const MethodParameter& parameter) { return parameter.name == name; });
    if (known == info.parameters.end())
      throw InputError(message("parameters has \"", name, "\"; method \"", info.name, "\" takes ",
                               info.parameters.empty() ? "none" : names_of(info.parameters)));
    if (!(value >= known->lowest && value <= known->highest))
      throw InputError(message("parameters[\"", name, "\"] is ", value, "; it must lie between ",
                               known->lowest, " and ", known->highest));
  }
}

void refuse_ground(const MethodInfo& info, const PartitionOptions& options) {
  const bool on_graph = options.contiguous || !options.barriers.empty() || options.graph.has_value();
  if (on_graph && !info.follows_graph)
    throw InputError(message("method \"", info.name,
                             "\" does not look at contiguous, barriers or graph; leave them out, or use "
                             "method \"balanced\""));
  if (options.flag_outliers)
    throw InputError(message("method \"", info.name,
                             "\" does not look at flag_outliers; leave it out, or use method \"balanced\""));
}

// The problem with as many zones as were made: where there are fewer, their targets are equal.
Problem problem_of(const Divided& divided, const Points& points, const Values& loads,
                   const PartitionOptions& options) {
  PartitionOptions fewer = options;
  fewer.zones = divided.zones;
  fewer.targets = {};
  return make_problem(points, loads, fewer);
}

void measure_on_plane(Partition& result, const Problem& problem, const PartitionOptions& options) {
  const int threads = resolve_threads(options.threads);
  Level level = level_where_stops_are(problem, hilbert_order(problem.points, 0.0, threads), threads);
  const PowerDiagram from{problem.to_units(result.centers), Values::Zero(problem.zones())};
  certify(result, problem, diagram_of(result, problem, from, level.pass, options.effort), level.pass);
}

void measure_by(const Metric& metric, Partition& result, const Points& points, const Values& loads) {
  Medians found = medians(points, loads, result.labels, metric);
  for (std::size_t zone = 0; zone < found.stops.size(); ++zone)
    result.centers.col(static_cast<Index>(zone)) = points.col(found.stops[zone]);
  result.center_stops = std::move(found.stops);
  result.unreachable = std::move(found.unreachable);
  result.cost = found.cost;
}

}  // namespace

const Method& method_of(const PartitionOptions& options) {
  const Method& method = find_method(options.method);
  check_parameters(method.info, options);
  return method;
}

Partition partition_by(const Method& method, const Points& points, const Values& loads,
                       const PartitionOptions& options, const Metric* metric) {
  refuse_ground(method.info, options);
  const Deadline deadline(options.time_limit_s);
  const Problem asked = make_problem(points, loads, options);
  if (options.start) (void)start_diagram(*options.start, asked);  // checks it
  Divided divided = method.divide({method.info, points, asked, options, metric, deadline});
  std::optional<Problem> fewer;
  if (divided.zones != asked.zones()) fewer = problem_of(divided, points, loads, options);
  const Problem& problem = fewer ? *fewer : asked;
  Partition result = describe(problem, std::move(divided.labels), resolve_threads(options.threads));
  judge(result, problem, divided.proven);
  if (!divided.remark.empty()) result.reason += (result.reason.empty() ? "" : "; ") + divided.remark;
  if (metric != nullptr)
    measure_by(*metric, result, points, loads);
  else
    measure_on_plane(result, problem, options);
  return result;
}

}  // namespace equizone
