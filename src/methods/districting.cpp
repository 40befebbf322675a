#include "methods/districting.hpp"

#include <cmath>
#include <utility>

#include "equizone/balancing/finish.hpp"
#include "methods/literature.hpp"
#include "partition/start.hpp"

namespace equizone {

namespace {

// The zone of each stop by the least squared distance - offset.
Labels nearest_zones(const Problem& problem, const PowerDiagram& diagram) {
  Labels labels(problem.stops());
  for (Index stop = 0; stop < problem.stops(); ++stop) {
    const Values distances =
        (diagram.centers.colwise() - problem.points.col(stop)).colwise().squaredNorm().transpose() -
        diagram.offsets;
    Index nearest = 0;
    distances.minCoeff(&nearest);
    labels[stop] = static_cast<std::int32_t>(nearest);
  }
  return labels;
}

}  // namespace

Labels districts_along_curve(const MethodCall& call) { return hilbert().divide(call).labels; }

Labels first_districts(const MethodCall& call) {
  if (!call.options.start) return districts_along_curve(call);
  const PowerDiagram diagram = start_diagram(*call.options.start, call.problem);
  Labels labels = call.options.start->labels.size() > 0 ? call.options.start->labels
                                                        : nearest_zones(call.problem, diagram);
  fill_empty_zones(labels, call.problem.points, diagram.centers);
  return labels;
}

Districting::Districting(const StopGraph& graph, const Problem& problem, const DistrictingScore& score,
                         Labels labels)
    : score_(score),
      state_(graph, problem.bounds, std::move(labels)),
      standing_(score.factors(state_)),
      best_(state_.labels()),
      best_standing_(standing_),
      is_changed_(static_cast<std::size_t>(graph.stops()), 0) {}

bool Districting::better(const Factors& one, const Factors& other) const {
  constexpr double rounding = 1e-12;
  if (std::abs(one.beyond - other.beyond) > negligible) return one.beyond < other.beyond;
  return score_.of(one, 1.0) < score_.of(other, 1.0) - rounding;
}

bool Districting::take(const Step& step, const Factors& change) {
  if (!state_.removable(step.stop)) return false;
  if (!(step.back == Step::none ? move(step) : exchange(step))) return false;
  arrive(change);
  return true;
}

bool Districting::move(const Step& step) {
  state_.move(step.stop, step.to);
  changed(step.stop);
  return true;
}

bool Districting::exchange(const Step& step) {
  const std::int32_t from = state_.zone(step.stop);
  state_.move(step.stop, step.to);
  if (!state_.removable(step.back) || !state_.touches(step.back, from)) {
    state_.move(step.stop, from);
    return false;
  }
  state_.move(step.back, from);
  changed(step.stop);
  changed(step.back);
  return true;
}

void Districting::begin_anew(std::int32_t last_stop, std::int32_t to, std::int32_t seed) {
  state_.move(seed, state_.zone(last_stop));
  state_.move(last_stop, to);
  changed(seed);
  changed(last_stop);
  settle();
  arrive({});
}

void Districting::settle() {
  state_.recompute_masses();
  standing_ = score_.factors(state_);
}

const Labels& Districting::take_best() {
  state_.take_labels(best_);
  settle();
  return best_;
}

void Districting::changed(Index stop) {
  if (std::exchange(is_changed_[static_cast<std::size_t>(stop)], 1) == 0)
    changed_.push_back(static_cast<std::int32_t>(stop));
}

void Districting::arrive(const Factors& change) {
  standing_ += change;
  if (better(standing_, best_standing_)) keep();
}

// Only stops that moved since the last time are looked at, so that a step costs O(1) on average.
void Districting::keep() {
  for (const std::int32_t stop : changed_) {
    best_[stop] = state_.zone(stop);
    is_changed_[static_cast<std::size_t>(stop)] = 0;
  }
  changed_.clear();
  best_standing_ = standing_;
}

}  // namespace equizone
