#pragma once
// A tree over stops, and what each cut of it takes off.

#include <cstdint>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "methods/stop_links.hpp"

namespace equizone {

// What stops come to together.
struct Share {
  double load = 0.0;
  Eigen::Vector2d moment = Eigen::Vector2d::Zero();  // sum of load * position
  double square = 0.0;                               // sum of load * |position|^2
  Index stops = 0;

  // Sum of load * squared distance to the load centroid.
  [[nodiscard]] double cost() const {
    return load > 0 ? std::max(0.0, square - moment.squaredNorm() / load) : 0.0;
  }
  Share& operator+=(const Share& other);
  Share& operator-=(const Share& other);
};

// A tree over some stops, hung up at the first of them: of every stop but that, the share of what hangs
// below.
class HungTree {
 public:
  // `links` between places in `stops`, one less than there are stops. O(stops).
  HungTree(const Problem& problem, const std::vector<std::int32_t>& stops,
           const std::vector<StopLink>& links);

  [[nodiscard]] std::size_t size() const { return below_.size(); }
  // Of the stop at that place of the list with all below it; of the first: of all.
  [[nodiscard]] const Share& below(std::size_t place) const { return below_[place]; }
  [[nodiscard]] Share rest(std::size_t place) const;
  // For each place of the list whether it hangs below the cut above `place`, or is cut. O(stops).
  [[nodiscard]] std::vector<char> is_below(std::size_t place) const;

 private:
  std::vector<std::int32_t> order_;   // places, each after its parent
  std::vector<std::int32_t> parent_;  // of each place
  std::vector<Share> below_;
};

}  // namespace equizone
