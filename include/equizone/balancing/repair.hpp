#pragma once
/// \file
/// Zones are brought within their bounds at the least increase of cost.

#include <limits>

#include "equizone/balancing/chains.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

namespace detail {

constexpr int nearby = 3;  // links; most violations are settled close by
constexpr int far = 60;

template <class State>
RepairWork repair_work(const State& state, std::int64_t& budget) {
  return {2'000'000 + 100 * static_cast<std::int64_t>(state.stops()), budget};
}

// Cheap chains first: each makes room for others, and a dear way is often a poor one that a longer, cheaper
// one replaces.
template <class State>
double apply_chains(State& state, BorderStops<State>& borders, const LoadSizes& sizes, Reach reach,
                    std::int64_t& budget, const GoOn& go_on) {
  constexpr double dearer = 4;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  RepairWork work = repair_work(state, budget);
  const double mean_cost = state.mean_cost();
  Chains chains(state, borders, sizes, reach);
  double fair = 1;
  double left = chains.run(nearby, mean_cost, work, go_on);
  for (int longest = 2 * nearby; left > 0 && longest <= far; longest *= 2)
    left = chains.run(longest, (fair *= dearer) * mean_cost, work, go_on);
  return left > 0 ? chains.run(far, infinity, work, go_on) : left;
}

// Only the chains that are short and cost no more than the load they move costs anyway.
template <class State>
void repair_cheaply(State& state, BorderStops<State>& borders, const LoadSizes& sizes, std::int64_t& budget,
                    const GoOn& go_on) {
  RepairWork work = repair_work(state, budget);
  Chains(state, borders, sizes, Reach::borders).run(nearby, state.mean_cost(), work, go_on);
}

}  // namespace detail

/// What the repairs of a station may look at: links, and the stops they are made of. Only stations that are
/// nearly impossible to divide need as much.
inline std::int64_t repair_budget(Index stops) {
  return 400'000'000 + 500 * static_cast<std::int64_t>(stops);
}

/// Whether zones may fall apart where that meets all bounds and nothing else does.
enum class Wholeness { may_scatter, stay_whole };

/// Brings every zone within its bounds, if chains can; returns the violation left. `borders` are those of the
/// state; what is looked at is taken off the budget, which may be that of several repairs.
template <class State>
double repair(State& state, BorderStops<State>& borders, std::int64_t& budget, const GoOn& go_on,
              Wholeness wholeness = Wholeness::may_scatter) {
  const LoadSizes sizes(state.loads());
  detail::repair_cheaply(state, borders, sizes, budget, go_on);
  const double left = detail::apply_chains(state, borders, sizes, Reach::exchanges, budget, go_on);
  // Beyond, so many stops meet at the borders that going anywhere is not needed.
  constexpr Index few_ways = 200'000;
  if (left <= 0 || wholeness == Wholeness::stay_whole || state.stops() * state.zones() > few_ways)
    return left;
  State scattered = state;
  BorderStops anywhere(scattered, true);
  if (detail::apply_chains(scattered, anywhere, sizes, Reach::anywhere, budget, go_on) > 0) return left;
  state.take_labels(scattered.labels());
  return 0;
}

/// The same with borders that are found for it.
template <class State>
double repair(State& state, std::int64_t& budget, const GoOn& go_on,
              Wholeness wholeness = Wholeness::may_scatter) {
  BorderStops borders(state);
  return repair(state, borders, budget, go_on, wholeness);
}

}  // namespace equizone
