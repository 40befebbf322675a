#pragma once
/// \file
/// The transportation problem between stops and fixed centers: its dual at the greatest.

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// What a unit of load costs around centers in the plane: the squared distance.
class SquaredDistances {
 public:
  /// `points` must outlive this.
  SquaredDistances(const Points& points, const Points& centers)
      : points_(points), xs_(centers.row(0)), ys_(centers.row(1)) {}

  void measure(Index stop, Eigen::ArrayXd& costs) const {
    costs = (xs_ - points_(0, stop)).square() + (ys_ - points_(1, stop)).square();
  }

 private:
  const Points& points_;
  Eigen::ArrayXd xs_, ys_;
};

/// Raises offsets to where the dual is greatest, by shortest paths between the zones. Every stop starts in
/// the zone that the offsets give it, every zone asks for the bound that its offset presses on. Surplus load
/// then flows, parts of stops included, along the paths that cost least to the zones that lack some; a node
/// of its own, the open, takes and gives the room within the bounds at no cost. The offsets are the
/// potentials: each path raises them by its length, so the dual never falls, and when no surplus is left it
/// equals the least cost of all assignments with parts of stops.
/// Memory O(n + k^2), time O(n k) at first and O(k^2 + n) per path; there are about as many paths as stops
/// out of place, and the nearer the first offsets are, the fewer.
/// Source: Edmonds and Karp 1972 (shortest augmenting paths with potentials).
/// `Costs::measure(stop, costs)` tells what a unit of the stop's load costs in each zone: infinite where the
/// stop may not go, finite in one zone at least.
template <class Costs>
class Transportation {
 public:
  /// References must outlive this.
  Transportation(Costs costs, const Values& loads, const Bounds& bounds)
      : costs_(std::move(costs)),
        loads_(loads),
        bounds_(bounds),
        zones_(static_cast<Zone>(bounds.zones())),
        total_(loads.sum()),
        unit_costs_(zones_),
        least_(zones_, zones_),
        leaver_(zones_, zones_) {}

  /// The offsets at which the dual is greatest, from these on. With bounds that cannot hold the load the dual
  /// has no greatest value: the offsets are then only higher than before.
  [[nodiscard]] Values raise(const Values& offsets) {
    begin(offsets);
    const Index most_paths = 4 * (loads_.size() + zones_);  // rounding must not keep it busy for ever
    for (Index path = 0; path < most_paths && find_path(); ++path) send_along_path();
    return potentials_.head(zones_).array() - potentials_[zones_];
  }

  /// Calls `visit(stop, zone, load)` for every part of a stop after raise(), zone by zone: together the
  /// cheapest assignment with parts of stops. Stops without load are left out. Where loads and bounds are
  /// whole numbers, so are the parts. O(n).
  template <class Visit>
  void for_each_part(Visit&& visit) const {
    for (Zone zone = 0; zone < zones_; ++zone)
      for (const Part& part : parts_[static_cast<std::size_t>(zone)]) visit(part.stop, zone, part.load);
  }

  /// Gives every stop with a load the zone that has most of it after raise(); the others keep their labels.
  /// O(n).
  void label(Labels& labels) const {
    Values most = Values::Zero(loads_.size());
    for_each_part([&](Index stop, Zone zone, double load) {
      if (load <= most[stop]) return;
      most[stop] = load;
      labels[stop] = zone;
    });
  }

 private:
  using Zone = std::int32_t;
  static constexpr Zone none = -1;
  static constexpr double infinity = std::numeric_limits<double>::infinity();

  struct Part {
    Index stop;
    double load;
  };
  void begin(const Values& offsets) {
    negligible_ = 1e-12 * total_;
    potentials_ = Values::Zero(zones_ + 1);
    potentials_.head(zones_) = offsets;
    parts_.assign(static_cast<std::size_t>(zones_), {});
    least_.setConstant(infinity);
    leaver_.setConstant(none);
    surplus_ = Values::Zero(zones_ + 1);
    asked_.resize(zones_);
    for (Zone zone = 0; zone < zones_; ++zone)
      asked_[zone] = offsets[zone] > 0 ? bounds_.lower[zone] : upper(zone);
    surplus_.head(zones_) = -asked_;
    surplus_[zones_] = asked_.sum() - total_;
    for (Index stop = 0; stop < loads_.size(); ++stop) {
      if (loads_[stop] <= negligible_) continue;
      measure(stop);
      Index zone = 0;
      (unit_costs_ - offsets.array()).minCoeff(&zone);
      surplus_[zone] += loads_[stop];
      parts(static_cast<Zone>(zone)).push_back({stop, loads_[stop]});
      offer(stop, static_cast<Zone>(zone));
    }
  }

  [[nodiscard]] double upper(Zone zone) const { return std::min(bounds_.upper[zone], total_); }

  void measure(Index stop) { costs_.measure(stop, unit_costs_); }

  // Cost of a unit of load from one node to another, above the difference of the potentials: never below 0.
  [[nodiscard]] double length(Zone from, Zone to) {
    double cost = 0;
    if (to == zones_) {
      if (upper(from) - asked_[from] <= negligible_) return infinity;
    } else if (from == zones_) {
      if (asked_[to] - bounds_.lower[to] <= negligible_) return infinity;
    } else {
      cost = least_(to, from);
    }
    return std::max(0.0, cost + potentials_[from] - potentials_[to]);
  }

  // Dijkstra's method from all nodes with a surplus to the nearest that lacks load; false if there is none.
  bool find_path() {
    distances_.assign(static_cast<std::size_t>(zones_) + 1, infinity);
    before_.assign(static_cast<std::size_t>(zones_) + 1, none);
    open_.clear();
    for (Zone node = 0; node <= zones_; ++node) {
      open_.push_back(node);
      if (surplus_[node] > negligible_) distances_[static_cast<std::size_t>(node)] = 0;
    }
    while (!open_.empty()) {
      const auto nearest = std::min_element(open_.begin(), open_.end(), [&](Zone a, Zone b) {
        return distances_[static_cast<std::size_t>(a)] < distances_[static_cast<std::size_t>(b)];
      });
      const Zone node = *nearest;
      const double distance = distances_[static_cast<std::size_t>(node)];
      if (distance == infinity) return false;
      if (surplus_[node] < -negligible_) {
        end_ = node;
        for (Zone other = 0; other <= zones_; ++other)
          potentials_[other] += std::min(distances_[static_cast<std::size_t>(other)], distance);
        return true;
      }
      *nearest = open_.back();
      open_.pop_back();
      for (const Zone other : open_) {
        const double there = distance + length(node, other);
        if (there >= distances_[static_cast<std::size_t>(other)]) continue;
        distances_[static_cast<std::size_t>(other)] = there;
        before_[static_cast<std::size_t>(other)] = node;
      }
    }
    return false;
  }

  void send_along_path() {
    double load = -surplus_[end_];
    Zone start = end_;
    for (Zone from = before(end_); from != none; start = from, from = before(from))
      load = std::min(load, room(from, start));
    load = std::min(load, surplus_[start]);
    surplus_[start] -= load;
    surplus_[end_] += load;
    Zone to = end_;
    for (Zone from = before(end_); from != none; to = from, from = before(from)) send(from, to, load);
  }

  [[nodiscard]] Zone before(Zone node) const { return before_[static_cast<std::size_t>(node)]; }

  [[nodiscard]] double room(Zone from, Zone to) {
    if (to == zones_) return upper(from) - asked_[from];
    if (from == zones_) return asked_[to] - bounds_.lower[to];
    return part(leaver_(to, from), from)->load;
  }

  void send(Zone from, Zone to, double load) {
    if (to == zones_) {
      asked_[from] += load;
    } else if (from == zones_) {
      asked_[to] -= load;
    } else {
      const std::int32_t stop = leaver_(to, from);
      take(stop, from, load);
      put(stop, to, load);
    }
  }

  [[nodiscard]] std::vector<Part>& parts(Zone zone) { return parts_[static_cast<std::size_t>(zone)]; }

  [[nodiscard]] std::vector<Part>::iterator part(Index stop, Zone zone) {
    return std::find_if(parts(zone).begin(), parts(zone).end(),
                        [&](const Part& part) { return part.stop == stop; });
  }

  void put(Index stop, Zone zone, double load) {
    if (const auto own = part(stop, zone); own != parts(zone).end()) {
      own->load += load;
      return;
    }
    parts(zone).push_back({stop, load});
    measure(stop);
    offer(stop, zone);
  }

  void take(Index stop, Zone zone, double load) {
    const auto own = part(stop, zone);
    own->load -= load;
    if (own->load > negligible_) return;
    *own = parts(zone).back();
    parts(zone).pop_back();
    least_.col(zone).setConstant(infinity);
    for (const Part& left : parts(zone)) {
      measure(left.stop);
      offer(left.stop, zone);
    }
  }

  // The measured stop of `zone` may be the cheapest to leave it.
  void offer(Index stop, Zone zone) {
    const double own = unit_costs_[zone];
    for (Zone to = 0; to < zones_; ++to) {
      const double cost = unit_costs_[to] - own;
      if (cost >= least_(to, zone)) continue;
      least_(to, zone) = cost;
      leaver_(to, zone) = static_cast<std::int32_t>(stop);
    }
  }

  Costs costs_;
  const Values& loads_;
  const Bounds& bounds_;
  Zone zones_;  // also the number of the open
  double total_;
  double negligible_ = 0;      // load
  Eigen::ArrayXd unit_costs_;  // of one stop in all zones
  Eigen::ArrayXXd least_;      // cost of a unit of load from a zone (column) to another, infinite if empty
  Eigen::Array<std::int32_t, Eigen::Dynamic, Eigen::Dynamic> leaver_;  // the stop it belongs to
  Values potentials_;                                                  // of the zones, and of the open
  Values asked_;                                                       // load of each zone, within its bounds
  Values surplus_;  // of each node: load there that no zone asked for
  std::vector<std::vector<Part>> parts_;
  std::vector<double> distances_;
  std::vector<Zone> before_, open_;
  Zone end_ = none;
};

}  // namespace equizone
