#include "partition/parts.hpp"

#include <algorithm>
#include <numeric>

namespace equizone {

std::vector<std::vector<Index>> zones_of_parts(const Ground& ground, const Problem& problem) {
  std::vector<Index> zones(static_cast<std::size_t>(problem.zones()));
  std::iota(zones.begin(), zones.end(), Index{0});
  std::stable_sort(zones.begin(), zones.end(),
                   [&](Index a, Index b) { return problem.aim[a] > problem.aim[b]; });
  std::vector<double> left;  // load that no zone has been given for yet
  for (const auto& part : ground.parts) {
    double load = 0;
    for (const Index stop : part) load += problem.loads[stop];
    left.push_back(load);
  }
  std::vector<std::vector<Index>> result(ground.parts.size());
  for (std::size_t next = 0; next < zones.size(); ++next) {
    std::size_t part = next;  // the first zones go round: parts come heaviest first
    if (next >= result.size()) {
      part = result.size();
      for (std::size_t p = 0; p < result.size(); ++p) {
        if (result[p].size() >= ground.parts[p].size()) continue;
        if (part == result.size() || left[p] > left[part]) part = p;
      }
    }
    result[part].push_back(zones[next]);
    left[part] -= problem.aim[zones[next]];
  }
  for (auto& part : result) std::sort(part.begin(), part.end());
  return result;
}

PartitionOptions options_of_part(const PartitionOptions& options, const Bounds& bounds,
                                 const std::vector<Index>& zones) {
  PartitionOptions result = options;
  result.zones = static_cast<Index>(zones.size());
  result.start.reset();
  for (Values* values : {&result.targets, &result.lower, &result.upper}) values->resize(result.zones);
  for (std::size_t z = 0; z < zones.size(); ++z) {
    const auto zone = static_cast<Index>(z);
    result.targets[zone] = bounds.targets[zones[z]];
    result.lower[zone] = bounds.lower[zones[z]];
    result.upper[zone] = bounds.upper[zones[z]];
  }
  return result;
}

}  // namespace equizone
