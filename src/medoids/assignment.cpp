#include "medoids/assignment.hpp"

#include <algorithm>
#include <limits>

#include "equizone/balancing/finish.hpp"
#include "equizone/balancing/transportation.hpp"
#include "medoids/medoid_state.hpp"

namespace equizone {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// What a unit of a stop's load costs in the zones of its list.
class ListedCosts {
 public:
  ListedCosts(const MedoidProblem& problem, const NearZones& near) : problem_(problem), near_(near) {}

  void measure(Index stop, Eigen::ArrayXd& costs) const {
    const double visits_per_load = problem_.visits[stop] / problem_.loads[stop];
    costs.setConstant(infinity);
    for (const NearZones::Entry& entry : near_.of(stop)) costs[entry.zone] = visits_per_load * entry.distance;
  }

 private:
  const MedoidProblem& problem_;
  const NearZones& near_;
};

std::int32_t nearest(const NearZones& near, Index stop) {
  const auto list = near.of(stop);
  return std::min_element(list.begin(), list.end(),
                          [](const auto& left, const auto& right) {
                            return left.distance != right.distance ? left.distance < right.distance
                                                                   : left.zone < right.zone;
                          })
      ->zone;
}

}  // namespace

void assign_parts(const MedoidProblem& problem, const NearZones& near, Values& offsets, Labels& labels) {
  labels.resize(problem.stops());
  for (Index stop = 0; stop < problem.stops(); ++stop) labels[stop] = nearest(near, stop);
  Transportation transportation(ListedCosts(problem, near), problem.loads, problem.bounds);
  offsets = transportation.raise(offsets);
  transportation.label(labels);
}

double dual_value(const MedoidProblem& problem, const NearZones& near, const Values& offsets) {
  double value = 0;
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    double least = infinity;
    for (const NearZones::Entry& entry : near.of(stop))
      least =
          std::min(least, problem.visits[stop] * entry.distance - problem.loads[stop] * offsets[entry.zone]);
    value += least;
  }
  const double total = problem.loads.sum();
  for (Index zone = 0; zone < problem.zones(); ++zone)
    value += problem.bounds.lower[zone] * std::max(offsets[zone], 0.0) +
             std::min(problem.bounds.upper[zone], total) * std::min(offsets[zone], 0.0);
  return value;
}

void fill_empty_zones(const std::vector<Index>& medians, Labels& labels) {
  std::vector<Index> count(medians.size(), 0);
  for (const std::int32_t zone : labels) ++count[static_cast<std::size_t>(zone)];
  const auto spared = [&](Index stop) { return count[static_cast<std::size_t>(labels[stop])] > 1; };
  for (std::size_t zone = 0; zone < medians.size(); ++zone) {
    if (count[zone] > 0) continue;
    Index stop = medians[zone];
    if (!spared(stop))
      for (stop = 0; !spared(stop);) ++stop;
    --count[static_cast<std::size_t>(labels[stop])];
    labels[stop] = static_cast<std::int32_t>(zone);
    count[zone] = 1;
  }
}

void list_own_zones(const MedoidProblem& problem, const std::vector<Index>& medians, const Labels& labels,
                    NearZones& near) {
  if (near.all) return;
  std::vector<std::vector<std::int32_t>> missing(medians.size());
  for (Index stop = 0; stop < labels.size(); ++stop) {
    const auto list = near.of(stop);
    if (std::none_of(list.begin(), list.end(), [&](const auto& entry) { return entry.zone == labels[stop]; }))
      missing[static_cast<std::size_t>(labels[stop])].push_back(static_cast<std::int32_t>(stop));
  }
  std::vector<Way> ways;
  for (std::size_t zone = 0; zone < medians.size(); ++zone) {
    ways.resize(missing[zone].size());
    problem.distances.measure(medians[zone], missing[zone], ways);
    for (std::size_t at = 0; at < ways.size(); ++at)
      near.entries[static_cast<std::size_t>((missing[zone][at] + 1) * near.width - 1)] = {
          static_cast<std::int32_t>(zone), ways[at].distance};
  }
}

void assign_whole(const MedoidProblem& problem, const NearZones& near, Labels& labels, std::int64_t& budget,
                  const GoOn& go_on) {
  MedoidState state(problem, near, std::move(labels));
  BorderStops borders(state);
  if (state.total_violation() > 0) repair(state, borders, budget, go_on);
  lower_cost(state, borders, go_on);
  labels = state.labels();
}

}  // namespace equizone
