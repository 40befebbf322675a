#pragma once
/// \file
/// The methods that partition() knows: ours, and the literature's to compare with.

#include <cstdint>
#include <string>
#include <vector>

namespace equizone {

/// A number that a method takes beyond the options common to all.
struct MethodParameter {
  std::string name;       ///< key in PartitionOptions::parameters
  double standard = 0.0;  ///< used if none is given
  double lowest = 0.0;    ///< least value allowed
  double highest = 0.0;   ///< greatest value allowed
  std::string meaning;    ///< what it does, and its unit
};

/// How many candidate solutions a search looks at, by effort; all 0 for a method that does not search.
struct MethodBudget {
  std::int64_t fast = 0;
  std::int64_t standard = 0;
  std::int64_t thorough = 0;
};

/// What there is to know of a method before it is called.
struct MethodInfo {
  std::string name;                         ///< as in PartitionOptions::method
  std::string description;                  ///< one line
  std::string source;                       ///< who published it, and what is ours
  std::string complexity;                   ///< for n stops and k zones
  std::string guarantees;                   ///< what holds for every result
  MethodBudget budget;                      ///< candidates looked at, unless the options give a number
  std::vector<MethodParameter> parameters;  ///< numbers it takes
  bool follows_graph = false;       ///< whether it knows the options `contiguous`, `barriers` and `graph`
  bool needs_cover_solver = false;  ///< whether C++ callers must give the option `cover_solver`
};

/// All methods, the default one first. O(1).
[[nodiscard]] const std::vector<MethodInfo>& methods();

/// What there is to know of one method.
/// \param name  one of methods()
/// \throws InputError naming those that are known
/// Complexity: O(1).
[[nodiscard]] const MethodInfo& method_info(const std::string& name);

}  // namespace equizone
