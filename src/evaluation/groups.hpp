#pragma once
/// \file
/// Stops of one zone at one place, and which of these groups are connected.

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <optional>
#include <span>
#include <vector>

#include "equizone/core/sites.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

using Connection = boost::disjoint_sets_with_storage<>;

/// The stops of one zone at one place.
struct Group {
  std::int32_t zone;
  double load;
};

/// Groups by place, those of one place ordered by zone.
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

/// Joins groups of one zone at neighbouring places. The place with fewer zones looks up its zones at the
/// other: in a planar graph these add up to O(n) look-ups even if one place holds stops of many zones.
inline Connection connect(const Groups& groups, const Neighbours& neighbours) {
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

}  // namespace equizone
