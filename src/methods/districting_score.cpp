#include "methods/districting_score.hpp"

#include <algorithm>

#include "equizone/barrier/neighbour_graph.hpp"
#include "equizone/core/error.hpp"
#include "equizone/workload/hierarchy.hpp"
#include "partition/result.hpp"

namespace equizone {

namespace {

constexpr double most_important = 9.0;  // of Saaty's scale
constexpr const char* balance_over_compactness = "balance_over_compactness";
constexpr const char* compactness_over_border = "compactness_over_border";
constexpr const char* balance_over_border = "balance_over_border";

}  // namespace

Factors& Factors::operator+=(const Factors& other) {
  beyond += other.beyond;
  uneven += other.uneven;
  spread += other.spread;
  border += other.border;
  return *this;
}

std::vector<MethodParameter> factor_comparisons() {
  return {
      {.name = balance_over_compactness,
       .standard = 1,
       .lowest = 1 / most_important,
       .highest = most_important,
       .meaning = "how many times as important balance is as compactness, on Saaty's scale from 1/9 to 9; "
                  "load outside the bounds counts ever more in any case"},
      {.name = compactness_over_border,
       .standard = 9,
       .lowest = 1 / most_important,
       .highest = most_important,
       .meaning = "how many times as important compactness is as short borders"},
      {.name = balance_over_border,
       .standard = 0,
       .lowest = 0,
       .highest = most_important,
       .meaning = "how many times as important balance is as short borders; 0: the product of the others, "
                  "so that nothing is contradicted"}};
}

FactorShares factor_shares(const MethodCall& call) {
  const double over_compactness = call.parameter(balance_over_compactness);
  const double over_border = call.parameter(compactness_over_border);
  const double given = call.parameter(balance_over_border);
  const double direct = given > 0 ? given : over_compactness * over_border;
  Eigen::Matrix3d comparisons;
  comparisons << 1, over_compactness, direct,  //
      1 / over_compactness, 1, over_border,    //
      1 / direct, 1 / over_border, 1;
  try {
    const Values shares = priorities(comparisons).shares;
    return {shares[0], shares[1], shares[2]};
  } catch (const InputError& error) {
    throw InputError(message("parameters compare balance, compactness and border (0, 1, 2): ", error.what()));
  }
}

DistrictingScore::DistrictingScore(const Problem& problem, const FactorShares& shares,
                                   const Labels& reference)
    : problem_(problem), shares_(shares), total_(problem.loads.sum()), mean_aim_(problem.aim.mean()) {
  const StopPairs pairs = neighbouring_stops(problem.points);
  first_.assign(static_cast<std::size_t>(problem.stops()) + 1, 0);
  for (const Index stop : pairs.reshaped()) ++first_[static_cast<std::size_t>(stop) + 1];
  for (std::size_t stop = 1; stop < first_.size(); ++stop) first_[stop] += first_[stop - 1];
  neighbours_.resize(static_cast<std::size_t>(pairs.size()));
  std::vector<std::int32_t> next(first_.begin(), first_.end() - 1);
  const auto link = [&](Index stop, Index other) {
    neighbours_[static_cast<std::size_t>(next[static_cast<std::size_t>(stop)]++)] =
        static_cast<std::int32_t>(other);
  };
  for (const auto& pair : pairs.colwise()) {
    link(pair[0], pair[1]);
    link(pair[1], pair[0]);
  }
  const double cost = describe(problem, reference, 1).cost / (problem.unit_m * problem.unit_m);
  if (cost > 0) reference_cost_ = cost;
  if (const double cut = cut_pairs(reference); cut > 0) reference_cut_ = cut;
}

double DistrictingScore::unevenness(Index zone, double load) const {
  const double off = (load - problem_.aim[zone]) / mean_aim_;
  return off * off / static_cast<double>(problem_.zones());
}

double DistrictingScore::cut_pairs(const Labels& labels) const {
  double twice = 0;
  for (Index stop = 0; stop < labels.size(); ++stop) {
    const auto s = static_cast<std::size_t>(stop);
    for (auto at = first_[s]; at < first_[s + 1]; ++at)
      twice += labels[stop] != labels[neighbours_[static_cast<std::size_t>(at)]] ? 1 : 0;
  }
  return twice / 2;
}

double DistrictingScore::stop_part() const {
  return shares_.compactness / static_cast<double>(problem_.stops());
}

Factors DistrictingScore::factors(const ZoningState& state) const {
  Factors found;
  for (Index zone = 0; zone < state.zones(); ++zone) {
    found.beyond += state.violation(zone) / total_;
    found.uneven += unevenness(zone, state.zone_load(zone));
  }
  found.spread = state.cost() / reference_cost_;
  found.border = cut_pairs(state.labels()) / reference_cut_;
  return found;
}

Factors DistrictingScore::handing_over(const ZoningState& state, Index from, Index to, double net) const {
  const double giver = state.zone_load(from);
  const double taker = state.zone_load(to);
  Factors change;
  change.beyond = (state.violation_change(from, -net) + state.violation_change(to, net)) / total_;
  change.uneven = unevenness(from, giver - net) - unevenness(from, giver) + unevenness(to, taker + net) -
                  unevenness(to, taker);
  return change;
}

double DistrictingScore::cut_change(const ZoningState& state, Index stop, std::int32_t to) const {
  const std::int32_t from = state.zone(stop);
  const auto s = static_cast<std::size_t>(stop);
  double change = 0;
  for (auto at = first_[s]; at < first_[s + 1]; ++at) {
    const std::int32_t zone = state.zone(neighbours_[static_cast<std::size_t>(at)]);
    if (zone == from) ++change;
    if (zone == to) --change;
  }
  return change;
}

Factors DistrictingScore::change_by_move(const ZoningState& state, Index stop, std::int32_t to) const {
  Factors change = handing_over(state, state.zone(stop), to, state.load(stop));
  change.spread = (state.leaving(stop) + state.joining(stop, to)) / reference_cost_;
  change.border = cut_change(state, stop, to) / reference_cut_;
  return change;
}

Factors DistrictingScore::change_by_exchange(const ZoningState& state, Index first, Index second) const {
  const std::int32_t from = state.zone(first);
  const std::int32_t to = state.zone(second);
  Factors change = handing_over(state, from, to, state.load(first) - state.load(second));
  change.spread = state.exchanging(first, second) / reference_cost_;
  // Either counts the pair of the two as joined, and it stays cut.
  const auto begin = neighbours_.begin() + first_[static_cast<std::size_t>(first)];
  const auto end = neighbours_.begin() + first_[static_cast<std::size_t>(first) + 1];
  const double joined = std::find(begin, end, static_cast<std::int32_t>(second)) != end ? 2 : 0;
  change.border = (cut_change(state, first, to) + cut_change(state, second, from) + joined) / reference_cut_;
  return change;
}

}  // namespace equizone
