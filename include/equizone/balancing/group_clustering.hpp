#pragma once
/// \file
/// Balanced k-means within a group, from new centers.

#include <cmath>
#include <limits>
#include <vector>

#include "equizone/balancing/zone_group.hpp"
#include "equizone/core/random.hpp"

namespace equizone {

/// Divides a group anew: centers are displaced at random, then centers and offsets settle together. With
/// centers as few as these, a plain step of each offset by its own zone's error does what Newton's method
/// does for a town, and whole stops are put right by GroupDescent.
class GroupClustering {
 public:
  /// Labels the stops of `group` anew.
  void run(ZoneGroup& group, Random& random) {
    find_centers(group);
    const double square = group.cost() / total_load(group);  // of a typical distance
    displace(group, random, std::sqrt(square));
    offsets_.assign(group.zones(), 0.0);
    labels_.resize(group.stops());
    for (int round = 0; round < rounds; ++round) {
      assign(group);
      follow(group, square);
    }
    group.set_labels(labels_);
  }

 private:
  struct Center {
    double x;
    double y;
  };
  static constexpr int rounds = 12;

  static std::size_t draw(Random& random, std::size_t below) {
    return std::min(below - 1, static_cast<std::size_t>(random.uniform() * static_cast<double>(below)));
  }

  static double total_load(const ZoneGroup& group) {
    double total = 0;
    for (std::size_t zone = 0; zone < group.zones(); ++zone) total += group.sum(zone).load;
    return std::max(total, 1e-300);
  }

  void find_centers(const ZoneGroup& group) {
    centers_.clear();
    for (std::size_t zone = 0; zone < group.zones(); ++zone) {
      const Moments& sum = group.sum(zone);
      const double load = std::max(sum.load, 1e-300);
      centers_.push_back({sum.x / load, sum.y / load});
    }
  }

  // All are shaken, one is put beside another, or all are drawn anew: near, middling and far from what was.
  void displace(const ZoneGroup& group, Random& random, double distance) {
    const std::size_t m = group.zones();
    switch (draw(random, 3)) {
      case 0:
        for (Center& center : centers_) {
          center.x += 2 * distance * (2 * random.uniform() - 1);
          center.y += 2 * distance * (2 * random.uniform() - 1);
        }
        return;
      case 1: {
        const std::size_t moved = draw(random, m);
        const auto& members = group.members((moved + 1 + draw(random, m - 1)) % m);
        const auto at = static_cast<std::size_t>(members[draw(random, members.size())]);
        centers_[moved] = {group.x(at), group.y(at)};
        return;
      }
      default:
        for (Center& center : centers_) {
          const std::size_t at = draw(random, group.stops());
          center = {group.x(at), group.y(at)};
        }
    }
  }

  void assign(const ZoneGroup& group) {
    sums_.assign(group.zones(), {});
    for (std::size_t at = 0; at < group.stops(); ++at) {
      double least = std::numeric_limits<double>::infinity();
      std::size_t nearest = 0;
      for (std::size_t zone = 0; zone < centers_.size(); ++zone) {
        const double dx = group.x(at) - centers_[zone].x;
        const double dy = group.y(at) - centers_[zone].y;
        const double power = dx * dx + dy * dy - offsets_[zone];
        if (power < least) {
          least = power;
          nearest = zone;
        }
      }
      labels_[at] = static_cast<std::int32_t>(nearest);
      sums_[nearest] += group.item(at);
    }
  }

  void follow(const ZoneGroup& group, double square) {
    // The step that moves the whole border of a round zone of even density by its error in load.
    const double step = 3.7 * square;
    for (std::size_t zone = 0; zone < centers_.size(); ++zone) {
      const Moments& sum = sums_[zone];
      if (sum.load > 0) centers_[zone] = {sum.x / sum.load, sum.y / sum.load};
      offsets_[zone] += step * std::max(-1.0, 1 - sum.load / std::max(group.aim(zone), 1e-300));
    }
  }

  std::vector<Center> centers_;
  std::vector<double> offsets_;
  std::vector<Moments> sums_;
  std::vector<std::int32_t> labels_;
};

}  // namespace equizone
