#pragma once
/// \file
/// Labels with everything that a move of single stops needs, kept up to date.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "equizone/balancing/bounds.hpp"
#include "equizone/balancing/stop_graph.hpp"
#include "equizone/balancing/zone_mass.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// The zones as sets of stops. Moving a stop costs O(its neighbours, and the zones at their places).
class ZoningState {
 public:
  ZoningState(const StopGraph& graph, const Bounds& bounds, Labels labels)
      : graph_(graph), bounds_(bounds), labels_(std::move(labels)) {
    const auto k = static_cast<std::size_t>(bounds.zones());
    masses_.resize(k);
    members_.resize(k);
    position_.resize(static_cast<std::size_t>(graph.stops()));
    for (Index stop = 0; stop < graph.stops(); ++stop) {
      const auto zone = static_cast<std::size_t>(labels_[stop]);
      position_[static_cast<std::size_t>(stop)] = static_cast<std::int32_t>(members_[zone].size());
      members_[zone].push_back(static_cast<std::int32_t>(stop));
    }
    recompute_masses();
    site_zone_.resize(static_cast<std::size_t>(graph.sites.size()));
    for (std::int32_t site = 0; site < static_cast<std::int32_t>(graph.sites.size()); ++site) read_site(site);
    at_border_.resize(site_zone_.size());
    for (std::int32_t site = 0; site < static_cast<std::int32_t>(graph.sites.size()); ++site)
      see_border(site);
    changed_.assign(k, 0);
    stamps_.assign(static_cast<std::size_t>(graph.sites.size()), 0);
  }

  [[nodiscard]] const StopGraph& graph() const { return graph_; }
  [[nodiscard]] const Bounds& bounds() const { return bounds_; }
  [[nodiscard]] const Labels& labels() const { return labels_; }
  [[nodiscard]] Index zones() const { return bounds_.zones(); }
  [[nodiscard]] Index stops() const { return graph_.stops(); }
  [[nodiscard]] const Values& loads() const { return graph_.loads; }
  [[nodiscard]] std::int32_t zone(Index stop) const { return labels_[stop]; }
  [[nodiscard]] double load(Index stop) const { return graph_.loads[stop]; }
  [[nodiscard]] auto place(Index stop) const { return graph_.points.col(stop); }
  [[nodiscard]] const ZoneMass& mass(Index zone) const { return masses_[static_cast<std::size_t>(zone)]; }
  [[nodiscard]] double zone_load(Index zone) const { return mass(zone).load; }
  [[nodiscard]] const std::vector<std::int32_t>& members(Index zone) const {
    return members_[static_cast<std::size_t>(zone)];
  }
  /// Counts the changes of a zone and of what touches it: whoever caches something about a zone compares this
  /// number.
  [[nodiscard]] std::uint32_t changes(Index zone) const { return changed_[static_cast<std::size_t>(zone)]; }

  /// Change of the total cost when a stop leaves its zone, or joins another.
  [[nodiscard]] double leaving(Index stop) const { return mass(zone(stop)).leaving(load(stop), place(stop)); }
  [[nodiscard]] double joining(Index stop, std::int32_t to) const {
    return mass(to).joining(load(stop), place(stop));
  }
  /// The same when two stops of different zones change places.
  [[nodiscard]] double exchanging(Index first, Index second) const {
    const ZoneMass& a = mass(zone(first));
    const ZoneMass& b = mass(zone(second));
    const double w = load(first);
    const double v = load(second);
    return a.leaving(w, place(first)) + a.without(w, place(first)).joining(v, place(second)) +
           b.leaving(v, place(second)) + b.without(v, place(second)).joining(w, place(first));
  }
  /// A change that counts, against the rounding of the terms that it is the sum of, and that of places:
  /// without it, stops at one place are exchanged for ever. `back`: the stop that comes in exchange, or -1.
  [[nodiscard]] double smallest_change(Index stop, std::int32_t to, Index back) const {
    constexpr double same_place = 1e-10;  // units are about half the station's extent
    double terms = joining(stop, to) + load(stop) * same_place * same_place;
    if (back >= 0) terms += joining(back, zone(stop));
    return 1e-9 * terms;
  }

  /// The number of a stop's place, and whether no other stop shares it.
  [[nodiscard]] std::int32_t site(Index stop) const { return graph_.site(stop); }
  [[nodiscard]] bool alone_at_site(Index stop) const { return graph_.sites.count(site(stop)) == 1; }

  [[nodiscard]] double violation(Index zone) const { return bounds_.violation(zone, mass(zone).load); }
  /// Change of a zone's violation if its load changed by `difference`.
  [[nodiscard]] double violation_change(Index zone, double difference) const {
    return bounds_.violation(zone, mass(zone).load + difference) - violation(zone);
  }
  [[nodiscard]] double total_violation() const {
    double total = 0;
    for (Index zone = 0; zone < zones(); ++zone) total += violation(zone);
    return total;
  }

  /// Sum over stops of load * squared distance to the zone's centroid. O(n).
  [[nodiscard]] double cost() const {
    double total = 0;
    for (Index stop = 0; stop < graph_.stops(); ++stop)
      total += load(stop) * (place(stop) - mass(zone(stop)).centroid).squaredNorm();
    return total;
  }

  /// Cost per unit of load: the mean squared distance to the centroids. O(n).
  [[nodiscard]] double mean_cost() const {
    double load = 0;
    for (const ZoneMass& zone : masses_) load += zone.load;
    return load > 0 ? cost() / load : 0.0;
  }

  void move(Index stop, std::int32_t to) {
    const std::int32_t from = labels_[stop];
    masses_[static_cast<std::size_t>(from)] = mass(from).without(load(stop), place(stop));
    masses_[static_cast<std::size_t>(to)] = mass(to).with(load(stop), place(stop));
    take_from_members(stop, from);
    position_[static_cast<std::size_t>(stop)] = static_cast<std::int32_t>(members(to).size());
    members_[static_cast<std::size_t>(to)].push_back(static_cast<std::int32_t>(stop));
    labels_[stop] = to;
    move_at(graph_.site(stop), from, to);
    see_border(graph_.site(stop));
    for_each_neighbour(graph_.site(stop), [&](std::int32_t site) { see_border(site); });
    ++changed_[static_cast<std::size_t>(from)];
    ++changed_[static_cast<std::size_t>(to)];
    for_each_touching_zone(stop, [&](std::int32_t zone) { ++changed_[static_cast<std::size_t>(zone)]; });
  }

  /// Moves the stops that are elsewhere in `labels`.
  void take_labels(const Labels& labels) {
    for (Index stop = 0; stop < graph_.stops(); ++stop)
      if (labels_[stop] != labels[stop]) move(stop, labels[stop]);
  }

  /// Sums the masses anew, so that rounding errors of many moves do not add up. O(n).
  void recompute_masses() {
    for (std::size_t zone = 0; zone < members_.size(); ++zone) {
      double total = 0;
      Eigen::Vector2d moment = Eigen::Vector2d::Zero();
      Eigen::Vector2d plain = Eigen::Vector2d::Zero();
      for (const std::int32_t stop : members_[zone]) {
        total += load(stop);
        moment += load(stop) * place(stop);
        plain += place(stop);
      }
      const double count = std::max<double>(1.0, static_cast<double>(members_[zone].size()));
      masses_[zone] = {total, total > 0 ? Eigen::Vector2d(moment / total) : Eigen::Vector2d(plain / count)};
    }
  }

  /// Calls `visit(zone)` for zones other than the stop's own at its place or at a neighbouring place; a zone
  /// may come more than once.
  template <class Visit>
  void for_each_touching_zone(Index stop, Visit&& visit) const {
    const std::int32_t own = labels_[stop];
    const std::int32_t site = graph_.site(stop);
    const auto visit_other = [&](std::int32_t zone) {
      if (zone != own) visit(zone);
    };
    for_each_zone_at(site, visit_other);
    for_each_neighbour(site, [&](std::int32_t next) { for_each_zone_at(next, visit_other); });
  }

  /// Whether any other zone has stops at the stop's place or at a neighbouring place.
  [[nodiscard]] bool at_border(Index stop) const {
    return at_border_[static_cast<std::size_t>(graph_.site(stop))] != 0;
  }

  [[nodiscard]] bool touches(Index stop, std::int32_t zone) const {
    bool found = false;
    for_each_touching_zone(stop, [&](std::int32_t other) { found = found || other == zone; });
    return found;
  }

  /// Whether the stop's zone stays as connected as it is, and non-empty, when the stop leaves it.
  [[nodiscard]] bool removable(Index stop) const {
    const std::int32_t own = labels_[stop];
    if (members(own).size() < 2) return false;
    const std::int32_t site = graph_.site(stop);
    if (count_at(site, own) > 1) return true;
    return runs_around(site, own) < 2 || reconnects(site, own);
  }

  /// In how many pieces a zone lies. O(its stops).
  [[nodiscard]] std::size_t count_pieces(std::int32_t zone) const {
    const std::uint32_t visited = ++stamp_;
    const auto take = [&](std::int32_t site) {
      if (stamps_[static_cast<std::size_t>(site)] == visited || !is_at(site, zone)) return;
      reach(site, visited);
    };
    std::size_t count = 0;
    for (const std::int32_t stop : members(zone)) {
      if (stamps_[static_cast<std::size_t>(graph_.site(stop))] == visited) continue;
      ++count;
      reached_.clear();
      take(graph_.site(stop));
      for (std::size_t at = 0; at < reached_.size(); ++at) for_each_neighbour(reached_[at], take);
    }
    return count;
  }

  /// Stops of one zone that are connected: at one place or at neighbouring places.
  struct Piece {
    std::int32_t zone;
    ZoneMass mass;
    std::vector<std::int32_t> stops;
  };

  /// The pieces of all zones. O(n), for each place times the number of zones it is shared by.
  [[nodiscard]] std::vector<Piece> pieces() const {
    std::vector<Piece> found;
    std::vector<char> taken(static_cast<std::size_t>(graph_.stops()), 0);
    for (Index start = 0; start < graph_.stops(); ++start) {
      if (taken[static_cast<std::size_t>(start)]) continue;
      Piece piece{labels_[start], {}, {}};
      const std::uint32_t visited = ++stamp_;
      const auto take_at = [&](std::int32_t site) {
        if (std::exchange(stamps_[static_cast<std::size_t>(site)], visited) == visited) return;
        for_each_stop_at(site, [&](std::int32_t stop) {
          if (labels_[stop] != piece.zone) return;
          taken[static_cast<std::size_t>(stop)] = 1;
          piece.stops.push_back(stop);
        });
      };
      take_at(graph_.site(start));
      for (std::size_t at = 0; at < piece.stops.size(); ++at) {
        const std::int32_t stop = piece.stops[at];
        piece.mass = piece.mass.with(load(stop), place(stop));
        for_each_neighbour(graph_.site(stop), take_at);
      }
      found.push_back(std::move(piece));
    }
    return found;
  }

 private:
  static constexpr std::int32_t several = -1;
  using ZoneCounts = std::vector<std::pair<std::int32_t, std::int32_t>>;

  template <class Visit>
  void for_each_stop_at(std::int32_t site, Visit&& visit) const {
    const Sites& sites = graph_.sites;
    for (auto at = sites.first[static_cast<std::size_t>(site)];
         at < sites.first[static_cast<std::size_t>(site) + 1]; ++at)
      visit(sites.stops[static_cast<std::size_t>(at)]);
  }
  template <class Visit>
  void for_each_neighbour(std::int32_t site, Visit&& visit) const {
    const Neighbours& neighbours = graph_.neighbours;
    const auto s = static_cast<std::size_t>(site);
    for (auto at = neighbours.first[s]; at < neighbours.first[s + 1]; ++at)
      visit(neighbours.sites[static_cast<std::size_t>(at)]);
  }
  template <class Visit>
  void for_each_zone_at(std::int32_t site, Visit&& visit) const {
    const std::int32_t zone = site_zone_[static_cast<std::size_t>(site)];
    if (zone != several) return visit(zone);
    for (const auto& [other, count] : mixed_.at(site)) visit(other);
  }

  [[nodiscard]] bool is_at(std::int32_t site, std::int32_t zone) const {
    const std::int32_t here = site_zone_[static_cast<std::size_t>(site)];
    return here == zone || (here == several && count_at(site, zone) > 0);
  }

  [[nodiscard]] std::int32_t count_at(std::int32_t site, std::int32_t zone) const {
    const std::int32_t here = site_zone_[static_cast<std::size_t>(site)];
    if (here == zone) return graph_.sites.count(site);
    if (here != several) return 0;
    for (const auto& [other, count] : mixed_.at(site))
      if (other == zone) return count;
    return 0;
  }

  void see_border(std::int32_t site) {
    const std::int32_t zone = site_zone_[static_cast<std::size_t>(site)];
    bool border = zone == several;
    for_each_neighbour(site, [&](std::int32_t next) {
      border = border || site_zone_[static_cast<std::size_t>(next)] != zone;
    });
    at_border_[static_cast<std::size_t>(site)] = border ? 1 : 0;
  }

  // Which zones have stops at a place, and how many; most places have one stop.
  void read_site(std::int32_t site) {
    if (graph_.sites.count(site) == 1) {
      for_each_stop_at(
          site, [&](std::int32_t stop) { site_zone_[static_cast<std::size_t>(site)] = labels_[stop]; });
      return;
    }
    ZoneCounts counts;
    for_each_stop_at(site, [&](std::int32_t stop) { count(counts, labels_[stop], 1); });
    keep(site, std::move(counts));
  }

  void move_at(std::int32_t site, std::int32_t from, std::int32_t to) {
    const std::int32_t before = site_zone_[static_cast<std::size_t>(site)];
    if (before != several && count_at(site, before) == 1) {
      site_zone_[static_cast<std::size_t>(site)] = to;
      return;
    }
    ZoneCounts counts =
        before == several ? std::move(mixed_.at(site)) : ZoneCounts{{before, count_at(site, before)}};
    count(counts, from, -1);
    count(counts, to, 1);
    keep(site, std::move(counts));
  }

  static void count(ZoneCounts& counts, std::int32_t zone, std::int32_t change) {
    const auto entry =
        std::find_if(counts.begin(), counts.end(), [&](const auto& pair) { return pair.first == zone; });
    if (entry == counts.end())
      counts.emplace_back(zone, change);
    else if ((entry->second += change) == 0)
      counts.erase(entry);
  }

  void keep(std::int32_t site, ZoneCounts counts) {
    site_zone_[static_cast<std::size_t>(site)] = counts.size() == 1 ? counts.front().first : several;
    if (counts.size() > 1)
      mixed_[site] = std::move(counts);
    else
      mixed_.erase(site);
  }

  void take_from_members(Index stop, std::int32_t from) {
    std::vector<std::int32_t>& list = members_[static_cast<std::size_t>(from)];
    const std::int32_t hole = position_[static_cast<std::size_t>(stop)];
    list[static_cast<std::size_t>(hole)] = list.back();
    position_[static_cast<std::size_t>(list.back())] = hole;
    list.pop_back();
  }

  // Unbroken runs of places of a zone in the turn around a place.
  [[nodiscard]] int runs_around(std::int32_t site, std::int32_t zone) const {
    const Neighbours& neighbours = graph_.neighbours;
    const auto begin = static_cast<std::size_t>(neighbours.first[static_cast<std::size_t>(site)]);
    const auto end = static_cast<std::size_t>(neighbours.first[static_cast<std::size_t>(site) + 1]);
    if (begin == end) return 0;
    int runs = 0;
    bool before = is_at(neighbours.sites[end - 1], zone) && !neighbours.gap_after[end - 1];
    bool any = false;
    for (std::size_t at = begin; at < end; ++at) {
      const bool here = is_at(neighbours.sites[at], zone);
      if (here && !before) ++runs;
      any = any || here;
      before = here && !neighbours.gap_after[at];
    }
    return any ? std::max(runs, 1) : 0;
  }

  // Whether the zone's places around `site` are joined by a way that does not use it; gives up (false) after
  // 400 places.
  [[nodiscard]] bool reconnects(std::int32_t site, std::int32_t zone) const {
    constexpr std::size_t limit = 400;
    const std::uint32_t wanted = ++stamp_;  // places to reach
    const std::uint32_t seen = ++stamp_;    // places reached
    std::size_t missing = 0;
    reached_.clear();
    for_each_neighbour(site, [&](std::int32_t next) {
      if (!is_at(next, zone)) return;
      if (reached_.empty()) return reach(next, seen);
      stamps_[static_cast<std::size_t>(next)] = wanted;
      ++missing;
    });
    for (std::size_t at = 0; at < reached_.size() && missing > 0 && reached_.size() < limit; ++at)
      for_each_neighbour(reached_[at], [&](std::int32_t next) {
        const std::uint32_t stamp = stamps_[static_cast<std::size_t>(next)];
        if (next == site || stamp == seen || !is_at(next, zone)) return;
        if (stamp == wanted) --missing;
        reach(next, seen);
      });
    return missing == 0;
  }

  void reach(std::int32_t site, std::uint32_t seen) const {
    stamps_[static_cast<std::size_t>(site)] = seen;
    reached_.push_back(site);
  }

  const StopGraph& graph_;
  const Bounds& bounds_;
  Labels labels_;
  std::vector<ZoneMass> masses_;
  std::vector<std::vector<std::int32_t>> members_;
  std::vector<std::int32_t> position_;   // of a stop in its zone's members
  std::vector<std::int32_t> site_zone_;  // the zone of all stops at a place, or `several`
  std::unordered_map<std::int32_t, ZoneCounts> mixed_;
  std::vector<char> at_border_;  // per place
  std::vector<std::uint32_t> changed_;
  // Scratch of reconnects(): what a search has reached, by stamps that need no clearing.
  mutable std::vector<std::uint32_t> stamps_;
  mutable std::vector<std::int32_t> reached_;
  mutable std::uint32_t stamp_ = 0;
};

}  // namespace equizone
