#include "methods/capacity_swaps.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace equizone {

CapacitySwaps::CapacitySwaps(const Problem& problem, Points sites, Labels labels)
    : problem_(problem), sites_(std::move(sites)), labels_(std::move(labels)) {
  const auto zones = static_cast<std::size_t>(problem.zones());
  members_.resize(zones);
  zone_loads_.resize(zones);
  radii_.resize(zones);
  counts_.resize(zones);
  changed_.assign(zones, 0);
  for (Index stop = 0; stop < problem.stops(); ++stop)
    members_[static_cast<std::size_t>(labels_[stop])].push_back(stop);
  for (std::size_t zone = 0; zone < zones; ++zone) measure(zone);
}

bool CapacitySwaps::round(const GoOn& go_on) {
  const std::size_t zones = members_.size();
  const auto pairs = static_cast<std::int64_t>(zones * zones);
  bool any = false;
  for (std::size_t a = 0; a < zones; ++a) {
    if (a > 0 && !go_on(static_cast<double>(a) / static_cast<double>(zones))) return any;
    for (std::size_t b = 0; b < zones; ++b, ++now_) {
      const bool settled = std::max(changed_[a], changed_[b]) <= now_ - pairs;  // when last looked at
      if (b > a && !settled && may_save(a, b) && settle(a, b)) any = true;
    }
  }
  return any;
}

void CapacitySwaps::move_sites(Points sites) {
  for (std::size_t zone = 0; zone < members_.size(); ++zone) {
    const auto column = static_cast<Index>(zone);
    if (sites.col(column) == sites_.col(column)) continue;
    sites_.col(column) = sites.col(column);
    changed_[zone] = now_;
    measure(zone);
  }
}

// No stop is nearer to a site that is twice as far from its own site as the stop is.
bool CapacitySwaps::may_save(std::size_t a, std::size_t b) const {
  const double apart = (sites_.col(static_cast<Index>(a)) - sites_.col(static_cast<Index>(b))).norm();
  return apart < 2 * std::max(radii_[a], radii_[b]);
}

// A load that an exchange leaves behind may make room for one that had none: again, until nothing is taken.
bool CapacitySwaps::settle(std::size_t a, std::size_t b) {
  bool any = false;
  for (;;) {
    find_offers(a, b);
    if (!take_offers(a, b)) break;
    any = true;
    sort_members(a, b);
    measure(a);
    measure(b);
  }
  if (any) changed_[a] = changed_[b] = now_;
  return any;
}

// What either zone may offer so that another's offer, or nobody, makes up for it; the best first. An offer
// taken has the opposite saving, to the last bit: what has been exchanged is not exchanged back.
void CapacitySwaps::find_offers(std::size_t a, std::size_t b) {
  const Eigen::Vector2d site_a = sites_.col(static_cast<Index>(a));
  const Eigen::Vector2d site_b = sites_.col(static_cast<Index>(b));
  const Eigen::Vector2d middle = (site_a + site_b) / 2;
  const Eigen::Vector2d way = 2 * (site_b - site_a);
  const auto list = [&](std::size_t zone, double sign, std::vector<Offer>& offers) {
    offers.assign(1, {0, 0, nobody});
    double most = 0;
    for (const Index stop : members_[zone]) {
      const double load = problem_.loads[stop];
      if (load <= 0) continue;
      const double saving = sign * (load * (problem_.points.col(stop) - middle).dot(way));
      most = std::max(most, saving);
      offers.push_back({saving, load, stop});
    }
    return most;
  };
  const double most_out = list(a, 1, outs_);
  const double most_back = list(b, -1, backs_);
  const auto keep = [](std::vector<Offer>& offers, double other) {
    std::erase_if(offers, [&](const Offer& offer) { return offer.saving + other <= 0; });
    std::sort(offers.begin(), offers.end(), [](const Offer& left, const Offer& right) {
      return left.saving != right.saving ? left.saving > right.saving : left.stop < right.stop;
    });
  };
  keep(outs_, most_back);
  keep(backs_, most_out);
}

bool CapacitySwaps::take_offers(std::size_t a, std::size_t b) {
  constexpr double rounding = 1e-14;  // the station's half extent is 1/2 to 1
  constexpr double taken = -1;
  bool any = false;
  for (const Offer& out : outs_)
    for (Offer& back : backs_) {
      if (out.saving + back.saving <= rounding * (out.load + std::abs(back.load))) break;
      if (back.load == taken || !allowed(a, b, out, back)) continue;
      carry_out(a, b, out, back);
      if (back.stop != nobody) back.load = taken;
      any = true;
      if (out.stop != nobody) break;
    }
  return any;
}

bool CapacitySwaps::allowed(std::size_t a, std::size_t b, const Offer& out, const Offer& back) const {
  if (out.stop == nobody && counts_[b] < 2) return false;
  if (back.stop == nobody && counts_[a] < 2) return false;
  const double net = out.load - back.load;
  const auto grows = [&](std::size_t zone, double change) {
    const auto number = static_cast<Index>(zone);
    const double before = problem_.bounds.violation(number, zone_loads_[zone]);
    return problem_.bounds.violation(number, zone_loads_[zone] + change) > before;
  };
  return net == 0 || (!grows(a, -net) && !grows(b, net));
}

void CapacitySwaps::carry_out(std::size_t a, std::size_t b, const Offer& out, const Offer& back) {
  if (out.stop != nobody) labels_[out.stop] = static_cast<std::int32_t>(b);
  if (back.stop != nobody) labels_[back.stop] = static_cast<std::int32_t>(a);
  const double net = out.load - back.load;
  zone_loads_[a] -= net;
  zone_loads_[b] += net;
  const Index stops = (out.stop != nobody ? 1 : 0) - (back.stop != nobody ? 1 : 0);
  counts_[a] -= stops;
  counts_[b] += stops;
}

void CapacitySwaps::sort_members(std::size_t a, std::size_t b) {
  std::vector<Index> both = std::move(members_[a]);
  both.insert(both.end(), members_[b].begin(), members_[b].end());
  const auto middle = std::partition(
      both.begin(), both.end(), [&](Index stop) { return labels_[stop] == static_cast<std::int32_t>(a); });
  members_[b].assign(middle, both.end());
  both.erase(middle, both.end());
  members_[a] = std::move(both);
}

void CapacitySwaps::measure(std::size_t zone) {
  double square = 0;
  zone_loads_[zone] = 0;
  for (const Index stop : members_[zone]) {
    zone_loads_[zone] += problem_.loads[stop];
    square =
        std::max(square, (problem_.points.col(stop) - sites_.col(static_cast<Index>(zone))).squaredNorm());
  }
  radii_[zone] = std::sqrt(square);
  counts_[zone] = static_cast<Index>(members_[zone].size());
}

}  // namespace equizone
