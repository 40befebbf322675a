#include "medoids/division.hpp"

namespace equizone {

std::vector<std::vector<std::int32_t>> members_of(const Labels& labels, Index zones) {
  std::vector<std::vector<std::int32_t>> members(static_cast<std::size_t>(zones));
  for (Index stop = 0; stop < labels.size(); ++stop)
    members[static_cast<std::size_t>(labels[stop])].push_back(static_cast<std::int32_t>(stop));
  return members;
}

Values loads_of_zones(const Labels& labels, const Values& loads, Index zones) {
  Values sums = Values::Zero(zones);
  for (Index stop = 0; stop < labels.size(); ++stop) sums[labels[stop]] += loads[stop];
  return sums;
}

}  // namespace equizone
