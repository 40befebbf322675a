#pragma once
/// \file
/// The one error of bad input.

#include <sstream>
#include <stdexcept>
#include <string>

namespace equizone {

/// Thrown for input that cannot be meant: the message names the argument, the index and the value, and says
/// what would be accepted. A plan that merely misses its tolerance is a result with a status, never an error.
class InputError : public std::invalid_argument {
 public:
  using std::invalid_argument::invalid_argument;
};

/// Joins its arguments into one message; numbers are written with up to 10 significant digits.
template <class... Parts>
[[nodiscard]] std::string message(const Parts&... parts) {
  std::ostringstream text;
  text.precision(10);
  (text << ... << parts);
  return text.str();
}

}  // namespace equizone
