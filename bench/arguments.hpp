#pragma once
// Arguments of the benchmark programs: pairs of a name and a value.

#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>

namespace equizone::bench {

class Arguments {
 public:
  Arguments(int count, char** given) {
    for (int i = 1; i + 1 < count; i += 2) values_[given[i]] = given[i + 1];
  }

  [[nodiscard]] std::optional<std::string> find(const std::string& name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
  }

  [[nodiscard]] std::string text(const std::string& name) const {
    if (const auto value = find(name)) return *value;
    std::cerr << "error: " << name << " is missing\n";
    std::exit(2);
  }

  [[nodiscard]] double number(const std::string& name) const { return std::stod(text(name)); }
  [[nodiscard]] long whole(const std::string& name) const { return std::stol(text(name)); }

 private:
  std::map<std::string, std::string> values_;
};

}  // namespace equizone::bench
