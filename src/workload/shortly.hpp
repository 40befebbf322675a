#pragma once
// A number as sentences give it.

#include <sstream>
#include <string>

namespace equizone::workload {

inline std::string shortly(double value) {
  std::ostringstream text;
  text.precision(3);
  text << value;
  return text.str();
}

}  // namespace equizone::workload
