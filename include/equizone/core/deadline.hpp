#pragma once
/// \file
/// A point in time after which improvement stops.

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <limits>

namespace equizone {

/// Asked by long loops with the fraction done, in [0, 1]; false: stop improving.
using GoOn = std::function<bool(double)>;

/// Passed or not; a limit of infinity never passes and never looks at the clock.
class Deadline {
 public:
  explicit Deadline(double seconds) : limited_(std::isfinite(seconds)) {
    using clock = std::chrono::steady_clock;
    constexpr double year_s = 3.2e7;
    if (limited_)
      end_ = clock::now() + std::chrono::duration_cast<clock::duration>(
                                std::chrono::duration<double>(std::min(seconds, year_s)));
  }
  /// Seconds until it passes, at least 0; infinity without a limit.
  [[nodiscard]] double remaining_s() const {
    if (!limited_) return std::numeric_limits<double>::infinity();
    return std::max(0.0, std::chrono::duration<double>(end_ - std::chrono::steady_clock::now()).count());
  }
  [[nodiscard]] bool passed() const { return limited_ && std::chrono::steady_clock::now() >= end_; }

 private:
  bool limited_;
  std::chrono::steady_clock::time_point end_{};
};

}  // namespace equizone
