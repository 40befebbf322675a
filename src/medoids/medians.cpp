#include "equizone/medoids/medians.hpp"

#include <limits>

#include "medoids/station.hpp"
#include "medoids/zone_medians.hpp"

namespace equizone {

Medians medians(const Points& points, const Values& loads, const Labels& labels, const Metric& metric) {
  check_points(points);
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  check_loads(loads, points.cols());
  check_total_load(loads);
  check_labels(labels, points.cols(), 0);
  const Values visits = visits_of(metric, loads);
  const auto distances = metric.between(points);
  const auto members = members_of(labels, check_zone_count(labels, 0));
  Medians found;
  for (std::size_t zone = 0; zone < members.size(); ++zone) {
    if (members[zone].empty()) throw InputError(message("labels has no stop of zone ", zone));
    found.stops.push_back(median_of(*distances, visits, members[zone], members[zone].front(), points.cols()));
  }
  const std::vector<Way> ways = ways_from_medians(*distances, found.stops, labels);
  found.cost = cost_of(ways, visits);
  found.mean_distance = found.cost > 0 ? found.cost / visits.sum() : 0.0;
  found.unreachable = unreachable_stops(ways);
  found.distances.resize(points.cols());
  for (Index stop = 0; stop < points.cols(); ++stop) {
    const Way& way = ways[static_cast<std::size_t>(stop)];
    found.distances[stop] = way.reachable ? way.distance : std::numeric_limits<double>::infinity();
  }
  return found;
}

}  // namespace equizone
