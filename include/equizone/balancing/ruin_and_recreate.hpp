#pragma once
/// \file
/// Escapes local optima: a few neighbouring zones at a time are divided anew.

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "equizone/balancing/group_clustering.hpp"
#include "equizone/balancing/group_descent.hpp"
#include "equizone/balancing/repair.hpp"
#include "equizone/balancing/zone_group.hpp"
#include "equizone/core/deadline.hpp"
#include "equizone/core/random.hpp"

namespace equizone {

/// Takes 3 to 6 neighbouring zones out of a zoning, divides them anew (GroupClustering, GroupDescent) and
/// keeps the result if it costs less, or, by annealing, a little more. No violation grows. Where zones may
/// scatter, each piece more has a price, so that only zones of few stops do, which otherwise are caught:
/// there the neighbour graph leaves few ways. What was best is kept, prices included. Source: Schrimpf and
/// others 2000 (ruin and recreate), Kirkpatrick and others 1983 (annealing).
class RuinAndRecreate {
 public:
  RuinAndRecreate(ZoningState& state, Random random, Wholeness wholeness)
      : state_(state), random_(random), wholeness_(wholeness) {}

  /// Tries `tries` times; deterministic but for `go_on`. A try costs O(stops of the group * its zones).
  void run(std::int64_t tries, const GoOn& go_on) {
    if (state_.zones() < 2) return;
    constexpr std::int64_t asked_every = 64;
    prepare();
    for (std::int64_t at = 0; at < tries; ++at) {
      const double done = static_cast<double>(at) / static_cast<double>(tries);
      if (at % asked_every == 0 && !go_on(done)) break;
      try_group(heat_ * (1 - done));
    }
    if (risen_ > 0) state_.take_labels(best_);
    state_.recompute_masses();
  }

 private:
  void prepare() {
    constexpr double per_load = 1000;  // of violation, in mean costs of a unit of load
    constexpr double per_zone = 10;    // outside its bounds, in mean costs of a stop
    constexpr double first_heat = 3;   // rise of cost accepted at first, in mean costs of a stop
    constexpr double per_piece = 2;    // in mean costs of a stop; below, a few zones of 20 stops scatter
    const double mean_cost = state_.mean_cost();
    const double stop_cost = mean_cost * state_.graph().loads.mean();
    price_ = {per_load * mean_cost, per_zone * stop_cost};
    heat_ = first_heat * stop_cost;
    constexpr double forbidden = std::numeric_limits<double>::infinity();
    piece_price_ = wholeness_ == Wholeness::may_scatter ? per_piece * stop_cost : forbidden;
    best_ = state_.labels();
    risen_ = 0;
  }

  void try_group(double heat) {
    pick_zones();
    if (picked_.size() < 2) return;
    group_.take(state_, picked_, price_);
    const double cost = group_.cost();
    const double before = cost + group_.penalty();
    const double violation = group_.violation();
    labels_ = group_.labels();
    clustering_.run(group_, random_);
    // Whole stops will make it dearer still.
    if (group_.has_empty_zone() || group_.cost() > hopeless * cost) return;
    descent_.run(group_);

    const double rise = group_.cost() + group_.penalty() - before;
    const double accepted = heat > 0 ? -heat * std::log(1 - random_.uniform()) : 0.0;
    const bool same = std::abs(rise) <= 1e-9 * cost;
    if (same || rise > accepted || group_.violation() > violation) return;
    put_back(rise, accepted);
  }

  // A zone and those around it that are nearest to one of its stops.
  void pick_zones() {
    constexpr std::size_t fewest = 3;
    constexpr std::size_t sizes = 4;
    const std::size_t wanted = fewest + draw(sizes);
    picked_.assign(1, static_cast<std::int32_t>(draw(static_cast<std::size_t>(state_.zones()))));
    const auto& members = state_.members(picked_.front());
    const Eigen::Vector2d place = state_.place(members[draw(members.size())]);
    for (std::size_t at = 0; at < picked_.size() && picked_.size() < wanted; ++at) {
      find_ring(picked_[at]);
      const auto distance = [&](std::int32_t zone) {
        return (state_.mass(zone).centroid - place).squaredNorm();
      };
      std::sort(ring_.begin(), ring_.end(), [&](std::int32_t a, std::int32_t b) {
        return distance(a) != distance(b) ? distance(a) < distance(b) : a < b;
      });
      ring_.resize(std::min(ring_.size(), wanted - picked_.size()));
      picked_.insert(picked_.end(), ring_.begin(), ring_.end());
    }
  }

  // Zones next to `zone` that are not picked yet.
  void find_ring(std::int32_t zone) {
    const auto contains = [](const std::vector<std::int32_t>& list, std::int32_t entry) {
      return std::find(list.begin(), list.end(), entry) != list.end();
    };
    ring_.clear();
    for (const std::int32_t stop : state_.members(zone)) {
      if (!state_.at_border(stop)) continue;
      state_.for_each_touching_zone(stop, [&](std::int32_t other) {
        if (!contains(ring_, other) && !contains(picked_, other)) ring_.push_back(other);
      });
    }
  }

  // Puts the group's labels into the zoning, unless that makes more pieces than it is worth.
  void put_back(double rise, double accepted) {
    const std::size_t before = count_pieces();
    move_to(group_.labels());
    const std::size_t after = count_pieces();
    if (after != before) rise += piece_price_ * (static_cast<double>(after) - static_cast<double>(before));
    if (rise <= accepted) {
      keep(rise);
    } else {
      move_to(labels_);
    }
  }

  void move_to(const std::vector<std::int32_t>& labels) {
    for (std::size_t at = 0; at < group_.stops(); ++at) {
      const std::int32_t zone = group_.zone(static_cast<std::size_t>(labels[at]));
      if (state_.zone(group_.stop(at)) != zone) state_.move(group_.stop(at), zone);
    }
  }

  [[nodiscard]] std::size_t count_pieces() const {
    std::size_t count = 0;
    for (const std::int32_t zone : picked_) count += state_.count_pieces(zone);
    return count;
  }

  void keep(double rise) {
    risen_ += rise;
    if (risen_ >= 0) return;
    risen_ = 0;
    best_ = state_.labels();
  }

  std::size_t draw(std::size_t below) {
    return std::min(below - 1, static_cast<std::size_t>(random_.uniform() * static_cast<double>(below)));
  }

  static constexpr double hopeless = 1.05;

  ZoningState& state_;
  Random random_;
  Wholeness wholeness_;
  ZoneGroup group_;
  GroupClustering clustering_;
  GroupDescent descent_;
  Price price_;
  double heat_ = 0;
  double piece_price_ = 0;
  Labels best_;
  double risen_ = 0;  // objective above that of the best
  std::vector<std::int32_t> picked_, ring_, labels_;
};

}  // namespace equizone
