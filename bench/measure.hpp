#pragma once
/// \file
/// What a call takes. The Python side of the benchmark measures its tools in the same way.

#include <functional>

namespace equizone::bench {

/// Time and memory of a call.
struct Measured {
  double seconds = 0.0;       ///< by a steady clock
  double cpu_seconds = 0.0;   ///< of the whole process, all threads
  double memory_bytes = 0.0;  ///< peak resident memory during the call, less that before it
  double peak_bytes = 0.0;    ///< peak resident memory of the process so far
};

/// Calls and measures. Memory is read from /proc and is 0 on systems without it.
[[nodiscard]] Measured measured(const std::function<void()>& call);

/// The figures as fields of a JSON object, without its braces.
void print_fields(const Measured& measured);

}  // namespace equizone::bench
