#include "equizone/evaluation/evaluate.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <optional>
#include <span>
#include <vector>

#include "equizone/core/checks.hpp"
#include "equizone/core/sites.hpp"
#include "equizone/core/targets.hpp"

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

// The stops of one zone at one place.
struct Group {
  std::int32_t zone;
  double load;
};

// Groups by place, those of one place ordered by zone.
class Groups {
 public:
  Groups(const Sites& sites, const Values& loads, const Labels& labels) {
    std::vector<std::int32_t> stops = sites.stops;
    for (std::size_t site = 0; site + 1 < sites.first.size(); ++site) {
      first_.push_back(groups_.size());
      const auto begin = stops.begin() + sites.first[site];
      const auto end = stops.begin() + sites.first[site + 1];
      std::stable_sort(begin, end, [&](std::int32_t a, std::int32_t b) { return labels[a] < labels[b]; });
      for (auto stop = begin; stop != end; ++stop) {
        if (stop == begin || labels[*stop] != groups_.back().zone) groups_.push_back({labels[*stop], 0.0});
        groups_.back().load += loads[*stop];
      }
    }
    first_.push_back(groups_.size());
  }

  [[nodiscard]] const std::vector<Group>& all() const { return groups_; }
  [[nodiscard]] std::size_t begin(std::int32_t site) const { return first_[static_cast<std::size_t>(site)]; }
  [[nodiscard]] std::size_t end(std::int32_t site) const {
    return first_[static_cast<std::size_t>(site) + 1];
  }
  [[nodiscard]] std::size_t size(std::int32_t site) const { return end(site) - begin(site); }

  [[nodiscard]] std::optional<std::size_t> find(std::int32_t site, std::int32_t zone) const {
    const std::span here(groups_.data() + begin(site), size(site));
    const auto found = std::ranges::lower_bound(here, zone, {}, &Group::zone);
    if (found == here.end() || found->zone != zone) return std::nullopt;
    return begin(site) + static_cast<std::size_t>(found - here.begin());
  }

 private:
  std::vector<Group> groups_;
  std::vector<std::size_t> first_;
};

using Connection = boost::disjoint_sets_with_storage<>;

// The place with fewer zones looks up its zones at the other: in a planar graph these add up to O(n) look-ups
// even if one place holds stops of many zones.
Connection connect(const Groups& groups, const Neighbours& neighbours) {
  Connection connection(groups.all().size());
  const auto sites = static_cast<std::int32_t>(neighbours.first.size()) - 1;
  for (std::int32_t site = 0; site < sites; ++site) {
    const auto at = static_cast<std::size_t>(site);
    for (auto next = neighbours.first[at]; next < neighbours.first[at + 1]; ++next) {
      const std::int32_t other = neighbours.sites[static_cast<std::size_t>(next)];
      if (groups.size(site) > groups.size(other)) continue;
      for (std::size_t group = groups.begin(site); group < groups.end(site); ++group)
        if (const auto same = groups.find(other, groups.all()[group].zone))
          connection.union_set(group, *same);
    }
  }
  return connection;
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
