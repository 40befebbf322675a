#include "equizone/evaluation/evaluate.hpp"

#include <algorithm>
#include <vector>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/targets.hpp"
#include "equizone/evaluation/contiguity.hpp"
#include "equizone/tour/travel_estimate.hpp"
#include "equizone/zoning/fences.hpp"
#include "equizone/zoning/occupied_area.hpp"
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

// Stops that barriers separate from the main piece of their zone, but not those that lie in several pieces
// without any barrier.
void measure_crossings(Evaluation& result, const Points& points, const Values& loads, const Labels& labels,
                       const BarrierLines& barriers) {
  const std::vector<Index> apart = is_contiguous(points, labels).stray;
  std::vector<char> crosses(static_cast<std::size_t>(result.zones), 0);
  double load = 0;
  for (const Index stop : is_contiguous(points, labels, barriers).stray) {
    if (std::binary_search(apart.begin(), apart.end(), stop)) continue;
    load += loads[stop];
    crosses[static_cast<std::size_t>(labels[stop])] = 1;
  }
  result.crossing_load = load / loads.sum();
  result.crossing_zones = std::count(crosses.begin(), crosses.end(), char{1});
}

double mean_distance_km(const Points& stops, const Eigen::Vector2d& station) {
  return (stops.colwise() - station).colwise().norm().mean() / 1000;
}

Values estimated_travel_km(const Points& points, const Labels& labels, Index zones,
                           const EvaluationOptions& options) {
  std::vector<std::vector<Index>> members(static_cast<std::size_t>(zones));
  for (Index stop = 0; stop < labels.size(); ++stop)
    members[static_cast<std::size_t>(labels[stop])].push_back(stop);
  Values travel = Values::Zero(zones);
  for (Index zone = 0; zone < zones; ++zone) {
    const std::vector<Index>& own = members[static_cast<std::size_t>(zone)];
    if (own.empty()) continue;
    const Points stops = points(Eigen::all, own);
    const double area_km2 = occupied_area_m2(stops) / 1e6;
    travel[zone] = tour_length_km(static_cast<double>(own.size()), area_km2, options.beta);
    if (options.station) travel[zone] += line_haul_km(mean_distance_km(stops, *options.station));
  }
  return travel;
}

void measure_land(Evaluation& result, const Points& points, const Labels& labels,
                  const EvaluationOptions& options) {
  FenceOptions cells;
  cells.zones = result.zones;
  cells.area = options.area;
  cells.barriers = options.barriers;
  result.shapes = zone_shapes(fences(points, labels, cells).zones);
  result.hull_overlap = hull_overlap(points, labels, result.zones);
  result.travel_km = estimated_travel_km(points, labels, result.zones, options);
}

void check_station(const std::optional<Eigen::Vector2d>& station) {
  if (station && !station->allFinite())
    throw InputError(message("station is (", station->x(), ", ", station->y(), "); it must be finite"));
}

}  // namespace

Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels,
                    const EvaluationOptions& options) {
  Evaluation result;
  result.zones = checked_zones(points, loads, labels, options.zones);
  check_station(options.station);
  const Values wanted = resolve_targets(options.targets, result.zones, loads.sum());
  measure(result, points, loads, labels);
  result.imbalance = (result.zone_loads.array() / wanted.array()).maxCoeff() - 1;
  result.shortfall = 1 - (result.zone_loads.array() / wanted.array()).minCoeff();
  result.balance = load_balance(result.zone_loads);
  result.far = far_stops(points, labels, result.centers, options.far_factor);
  measure_contiguity(result, points, loads, labels);
  if (options.reference.size() > 0) result.churn = churn(loads, labels, options.reference);
  if (!options.barriers.empty()) measure_crossings(result, points, loads, labels, options.barriers);
  if (options.land) measure_land(result, points, labels, options);
  return result;
}

Evaluation evaluate(const Points& points, const Values& loads, const Labels& labels, Index zones,
                    const Values& targets) {
  EvaluationOptions options;
  options.zones = zones;
  options.targets = targets;
  options.land = false;
  return evaluate(points, loads, labels, options);
}

}  // namespace equizone
