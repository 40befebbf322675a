#include "medoids/station.hpp"

namespace equizone {

Values visits_of(const Metric& metric, const Values& loads) {
  const Values& visits = metric.visits();
  if (visits.size() == 0) return loads;
  if (visits.size() != loads.size())
    throw InputError(message("visits has ", visits.size(), " entries but points has ", loads.size(),
                             " stops; give one number per stop"));
  return visits;
}

std::vector<Way> ways_from_medians(const Distances& distances, const std::vector<Index>& medians,
                                   const Labels& labels) {
  std::vector<Way> ways(static_cast<std::size_t>(labels.size()));
  const auto members = members_of(labels, static_cast<Index>(medians.size()));
  std::vector<Way> own;
  for (std::size_t zone = 0; zone < members.size(); ++zone) {
    own.resize(members[zone].size());
    distances.measure(medians[zone], members[zone], own);
    for (std::size_t at = 0; at < own.size(); ++at)
      ways[static_cast<std::size_t>(members[zone][at])] = own[at];
  }
  return ways;
}

double cost_of(const std::vector<Way>& ways, const Values& visits) {
  double cost = 0;
  for (std::size_t stop = 0; stop < ways.size(); ++stop)
    cost += visits[static_cast<Index>(stop)] * ways[stop].distance;
  return cost;
}

std::vector<Index> unreachable_stops(const std::vector<Way>& ways) {
  std::vector<Index> stops;
  for (std::size_t stop = 0; stop < ways.size(); ++stop)
    if (!ways[stop].reachable) stops.push_back(static_cast<Index>(stop));
  return stops;
}

}  // namespace equizone
