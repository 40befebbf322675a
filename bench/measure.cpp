#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <string>

namespace equizone::bench {
namespace {

double cpu_now() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

double status_bytes(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string name; status >> name;) {
    double kilobytes = 0;
    if (name == field + ":" && status >> kilobytes) return 1024 * kilobytes;
    status.ignore(256, '\n');
  }
  return 0;
}

// From here on the kernel's peak is that of what follows.
void forget_peak() { std::ofstream("/proc/self/clear_refs") << 5; }

}  // namespace

Measured measured(const std::function<void()>& call) {
  Measured result;
  const double earlier_peak = status_bytes("VmHWM");
  forget_peak();
  const double before = status_bytes("VmRSS");
  const double cpu_start = cpu_now();
  const auto start = std::chrono::steady_clock::now();
  call();
  result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  result.cpu_seconds = cpu_now() - cpu_start;
  const double peak = status_bytes("VmHWM");
  result.memory_bytes = std::max(0.0, peak - before);
  result.peak_bytes = std::max(peak, earlier_peak);
  return result;
}

void print_fields(const Measured& measured) {
  std::printf("\"seconds\": %.9g, \"cpu_seconds\": %.9g, \"memory_bytes\": %.0f, \"peak_bytes\": %.0f",
              measured.seconds, measured.cpu_seconds, measured.memory_bytes, measured.peak_bytes);
}

}  // namespace equizone::bench
