#pragma once
/// \file
/// A few neighbouring zones taken out of a zoning, to be divided anew.

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "equizone/balancing/zoning_state.hpp"

namespace equizone {

/// Load and its first moments: of a stop, of a zone, or of what one zone hands to another.
struct Moments {
  double load = 0;
  double x = 0;
  double y = 0;

  Moments& operator+=(const Moments& other) { return *this = {load + other.load, x + other.x, y + other.y}; }
  Moments& operator-=(const Moments& other) { return *this = {load - other.load, x - other.x, y - other.y}; }
  friend Moments operator+(Moments left, const Moments& right) { return left += right; }
  friend Moments operator-(Moments left, const Moments& right) { return left -= right; }

  /// By how much a zone's cost falls short of its sum of load * |x|^2, which no exchange changes in total.
  [[nodiscard]] double saved() const { return load > 0 ? (x * x + y * y) / load : 0.0; }
};

/// What it costs that a zone lies outside its bounds, in units of cost.
struct Price {
  double per_load = 0;
  double per_zone = 0;  ///< so that a tiny violation does not pay
};

/// The stops of a few zones in arrays of their own, labels counted from 0 within the group. So few that
/// everything is looked at and nothing is indexed; the cost is exact, from the zones' moments about the
/// group's middle.
class ZoneGroup {
 public:
  /// Takes the zones given, and their stops, out of `state`. O(their stops).
  void take(const ZoningState& state, std::span<const std::int32_t> zones, const Price& price) {
    zones_.assign(zones.begin(), zones.end());
    price_ = price;
    stops_.clear();
    labels_.clear();
    for (std::size_t zone = 0; zone < zones.size(); ++zone)
      for (const std::int32_t stop : state.members(zones[zone])) {
        stops_.push_back(stop);
        labels_.push_back(static_cast<std::int32_t>(zone));
      }
    take_items(state);
    take_bounds(state.bounds());
    sum_up();
  }

  [[nodiscard]] std::size_t stops() const { return stops_.size(); }
  [[nodiscard]] std::size_t zones() const { return zones_.size(); }
  /// Index of a stop, and of a zone, in the whole zoning.
  [[nodiscard]] std::int32_t stop(std::size_t at) const { return stops_[at]; }
  [[nodiscard]] std::int32_t zone(std::size_t at) const { return zones_[at]; }
  /// Position relative to the group's middle.
  [[nodiscard]] double x(std::size_t at) const { return x_[at]; }
  [[nodiscard]] double y(std::size_t at) const { return y_[at]; }
  [[nodiscard]] const Moments& item(std::size_t at) const { return items_[at]; }
  [[nodiscard]] const Moments& sum(std::size_t zone) const { return sums_[zone]; }
  [[nodiscard]] const std::vector<std::int32_t>& members(std::size_t zone) const { return members_[zone]; }
  [[nodiscard]] const std::vector<std::int32_t>& labels() const { return labels_; }
  /// A load for each zone such that all use the same share of their room.
  [[nodiscard]] double aim(std::size_t zone) const { return aims_[zone]; }

  void set_labels(const std::vector<std::int32_t>& labels) {
    labels_ = labels;
    sum_up();
  }

  void move(std::size_t at, std::size_t to) {
    const auto from = static_cast<std::size_t>(labels_[at]);
    std::vector<std::int32_t>& list = members_[from];
    *std::find(list.begin(), list.end(), static_cast<std::int32_t>(at)) = list.back();
    list.pop_back();
    members_[to].push_back(static_cast<std::int32_t>(at));
    sums_[from] -= items_[at];
    sums_[to] += items_[at];
    labels_[at] = static_cast<std::int32_t>(to);
  }

  /// Sum of load * squared distance to the zones' centroids.
  [[nodiscard]] double cost() const {
    double total = square_;
    for (const Moments& sum : sums_) total -= sum.saved();
    return total;
  }
  /// A change of cost and penalty that counts, against the rounding of the sums that they are made of: below,
  /// stops without cost are moved back and forth for ever.
  [[nodiscard]] double least_gain() const {
    return 1e-9 * std::max(0.0, cost()) + 1e-13 * (square_ + penalty());
  }
  /// Change of the cost when `from` hands the net load `net` to `to`.
  [[nodiscard]] double cost_change(std::size_t from, std::size_t to, const Moments& net) const {
    return sums_[from].saved() + sums_[to].saved() - (sums_[from] - net).saved() - (sums_[to] + net).saved();
  }

  [[nodiscard]] double violation() const {
    double total = 0;
    for (std::size_t zone = 0; zone < zones(); ++zone) total += violation(zone, sums_[zone].load);
    return total;
  }
  /// What the violation of a zone costs.
  [[nodiscard]] double penalty(std::size_t zone) const { return penalty(zone, sums_[zone].load); }
  [[nodiscard]] double penalty() const {
    double total = 0;
    for (std::size_t zone = 0; zone < zones(); ++zone) total += penalty(zone);
    return total;
  }
  [[nodiscard]] double penalty_change(std::size_t from, std::size_t to, double net) const {
    return penalty(from, sums_[from].load - net) + penalty(to, sums_[to].load + net) - penalty(from) -
           penalty(to);
  }

  [[nodiscard]] bool has_empty_zone() const {
    return std::any_of(members_.begin(), members_.begin() + static_cast<std::ptrdiff_t>(zones()),
                       [](const auto& list) { return list.empty(); });
  }

 private:
  void take_items(const ZoningState& state) {
    Eigen::Vector2d middle = Eigen::Vector2d::Zero();
    for (const std::int32_t stop : stops_) middle += state.place(stop);
    middle /= static_cast<double>(std::max<std::size_t>(1, stops()));
    items_.clear();
    x_.clear();
    y_.clear();
    square_ = 0;
    for (const std::int32_t stop : stops_) {
      const Eigen::Vector2d place = state.place(stop) - middle;
      const double w = state.load(stop);
      items_.push_back({w, w * place.x(), w * place.y()});
      x_.push_back(place.x());
      y_.push_back(place.y());
      square_ += w * place.squaredNorm();
    }
  }

  void take_bounds(const Bounds& bounds) {
    lower_.clear();
    upper_.clear();
    double load = 0;
    for (const Moments& item : items_) load += item.load;
    double low = 0;
    double high = 0;
    for (const std::int32_t zone : zones_) {
      lower_.push_back(bounds.lower[zone]);
      upper_.push_back(bounds.upper[zone]);
      low += lower_.back();
      high += std::min(upper_.back(), load);
    }
    const double share = high > low ? (load - low) / (high - low) : 0.5;
    aims_.clear();
    for (std::size_t zone = 0; zone < zones(); ++zone)
      aims_.push_back(lower_[zone] + share * (std::min(upper_[zone], load) - lower_[zone]));
  }

  void sum_up() {
    sums_.assign(zones(), {});
    members_.resize(std::max(members_.size(), zones()));
    for (auto& list : members_) list.clear();
    for (std::size_t at = 0; at < stops(); ++at) {
      const auto zone = static_cast<std::size_t>(labels_[at]);
      sums_[zone] += items_[at];
      members_[zone].push_back(static_cast<std::int32_t>(at));
    }
  }

  // As Bounds::violation().
  [[nodiscard]] double violation(std::size_t zone, double load) const {
    const double worst = std::max(load - upper_[zone], lower_[zone] - load);
    return worst > 1e-12 * load ? worst : 0.0;
  }
  [[nodiscard]] double penalty(std::size_t zone, double load) const {
    const double outside = violation(zone, load);
    return outside > 0 ? price_.per_zone + price_.per_load * outside : 0.0;
  }

  std::vector<std::int32_t> zones_;
  std::vector<std::int32_t> stops_;
  std::vector<std::int32_t> labels_;
  std::vector<Moments> items_;
  std::vector<double> x_, y_;
  std::vector<double> lower_, upper_, aims_;
  std::vector<Moments> sums_;
  std::vector<std::vector<std::int32_t>> members_;
  Price price_;
  double square_ = 0;
};

}  // namespace equizone
