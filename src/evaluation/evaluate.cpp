#include "equizone/evaluation/evaluate.hpp"

#include <algorithm>
#include <vector>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/targets.hpp"
#include "evaluation/groups.hpp"

namespace equizone {

namespace {

Index checked_zones(const Points& points, const Values& loads, const Labels& labels, Index zones) {
  if (points.cols() == 0) throw InputError("points is empty; give at least one stop");
  check_points(points);
  check_loads(loads, points.cols());
  check_total_load(loads);
  check_labels(labels, points.cols(), zones);
  return check_zone_count(labels, zones);
}

// Sums in the order of the stops. Positions are taken relative to the middle of the stops: squares of UTM
// northings would leave no digits for the distances within a zone.
void measure(Evaluation& result, const Points& points, const Values& loads, const Labels& labels) {
  const Index k = result.zones;
  const Eigen::Vector2d origin = points.rowwise().minCoeff() / 2 + points.rowwise().maxCoeff() / 2;
  const Points places = points.colwise() - origin;
  result.stops = Labels::Zero(k);
  result.zone_loads = Values::Zero(k);
  Points moments = Points::Zero(2, k);
  Points plain = Points::Zero(2, k);
  for (Index stop = 0; stop < labels.size(); ++stop) {
    const Index zone = labels[stop];
    ++result.stops[zone];
    result.zone_loads[zone] += loads[stop];
    moments.col(zone) += loads[stop] * places.col(stop);
    plain.col(zone) += places.col(stop);
  }
  Points centers(2, k);
  for (Index zone = 0; zone < k; ++zone)
    centers.col(zone) = result.zone_loads[zone] > 0
                            ? Eigen::Vector2d(moments.col(zone) / result.zone_loads[zone])
                            : Eigen::Vector2d(plain.col(zone) / static_cast<double>(result.stops[zone]));
  result.zone_costs = Values::Zero(k);
  for (Index stop = 0; stop < labels.size(); ++stop)
    result.zone_costs[labels[stop]] +=
        loads[stop] * (places.col(stop) - centers.col(labels[stop])).squaredNorm();
  result.centers = centers.colwise() + origin;
  result.cost = result.zone_costs.sum();
  result.empty_zones = (result.stops.array() == 0).count();
}

void measure_contiguity(Evaluation& result, const Points& points, const Values& loads, const Labels& labels) {
  const Sites sites = find_sites(points);
  const Groups groups(sites, loads, labels);
  Connection connection = connect(groups, find_neighbours(sites));

  std::vector<double> piece_load(groups.all().size(), 0.0);
  for (std::size_t group = 0; group < groups.all().size(); ++group)
    piece_load[connection.find_set(group)] += groups.all()[group].load;

  result.pieces = Labels::Zero(result.zones);
  Values heaviest = Values::Zero(result.zones);
  for (std::size_t group = 0; group < groups.all().size(); ++group) {
    if (connection.find_set(group) != group) continue;
    const std::int32_t zone = groups.all()[group].zone;
    ++result.pieces[zone];
    heaviest[zone] = std::max(heaviest[zone], piece_load[group]);
  }
  // Zones in one piece count as nothing, whatever their sums' rounding.
  const Values astray = (result.pieces.array() > 1).select(result.zone_loads - heaviest, 0.0);
  result.stray_load = astray.sum() / loads.sum();
}

}  // namespace

Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels, Index zones,
                    const Values& targets) {
  Evaluation result;
  result.zones = checked_zones(points, loads, labels, zones);
  const Values wanted = resolve_targets(targets, result.zones, loads.sum());
  measure(result, points, loads, labels);
  result.imbalance = (result.zone_loads.array() / wanted.array()).maxCoeff() - 1;
  result.shortfall = 1 - (result.zone_loads.array() / wanted.array()).minCoeff();
  measure_contiguity(result, points, loads, labels);
  return result;
}

}  // namespace equizone
