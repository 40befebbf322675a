#include "methods/method.hpp"

#include <algorithm>
#include <stdexcept>

#include "partition/asking.hpp"

namespace equizone {

double MethodCall::parameter(std::string_view name) const {
  const auto given = options.parameters.find(std::string(name));
  if (given != options.parameters.end()) return given->second;
  const auto known = std::find_if(info.parameters.begin(), info.parameters.end(),
                                  [&](const MethodParameter& parameter) { return parameter.name == name; });
  if (known == info.parameters.end()) throw std::logic_error(info.name + " lists no parameter of that name");
  return known->standard;
}

std::int64_t MethodCall::budget() const {
  if (options.budget > 0) return options.budget;
  switch (options.effort) {
    case Effort::fast:
      return info.budget.fast;
    case Effort::standard:
      return info.budget.standard;
    case Effort::thorough:
      return info.budget.thorough;
  }
  return 0;
}

GoOn MethodCall::go_on(const char* stage) const { return asking(options, deadline, stage); }

}  // namespace equizone
