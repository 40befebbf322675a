#pragma once
// A method of the literature: what it is told, what it answers, how it is called.

#include <string>
#include <string_view>

#include "equizone/balancing/problem.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/core/metric.hpp"
#include "equizone/core/options.hpp"
#include "equizone/methods/methods.hpp"

namespace equizone {

// What a method divides; all checked, references outlive the call.
struct MethodCall {
  const MethodInfo& info;
  const Points& points;             // metres
  const Problem& problem;           // the same in the solver's units, with targets and bounds
  const PartitionOptions& options;  // zones, seed, effort, station, start, graph
  const Metric* metric;             // or none
  const Deadline& deadline;

  // A parameter as given, or its standard.
  [[nodiscard]] double parameter(std::string_view name) const;
  // Candidates that a search may look at.
  [[nodiscard]] std::int64_t budget() const;
  // Reports progress, and says whether there is time left.
  [[nodiscard]] GoOn go_on(const char* stage) const;
};

// What a method answers: the zone of each stop, numbered from 0 without a gap.
struct Divided {
  Labels labels;
  Index zones = 0;      // as many as asked for, but where the method as published leaves fewer
  std::string remark;   // what the caller should know, such as why there are fewer zones
  bool proven = false;  // a complete search found no assignment within the bounds
};

struct Method {
  MethodInfo info;
  Divided (*divide)(const MethodCall& call) = nullptr;  // none: the balanced method
};

// All of them, the balanced method first.
const std::vector<Method>& all_methods();

// The one of that name. Throws InputError.
const Method& find_method(const std::string& name);

}  // namespace equizone
