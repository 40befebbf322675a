#pragma once
// Stops moved and exchanged between zones around fixed sites, loads kept within their bounds.

#include <cstdint>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/core/deadline.hpp"

namespace equizone {

// Labels whose cost to given sites, the sum of load * squared distance, falls by moves of single stops and
// exchanges of two, as long as no zone's violation of its bounds grows. Pairs of zones are looked at one
// after the other; those that are too far apart, or around which nothing has changed, are skipped.
class CapacitySwaps {
 public:
  // `problem` must outlive this; no zone is empty.
  CapacitySwaps(const Problem& problem, Points sites, Labels labels);

  [[nodiscard]] const Labels& labels() const { return labels_; }
  [[nodiscard]] const Points& sites() const { return sites_; }

  // Looks at every pair of zones until nothing between the two lowers the cost; whether anything did. O(k^2),
  // and O(n log n) for the pairs that are near each other.
  bool round(const GoOn& go_on);

  void move_sites(Points sites);

 private:
  // What a stop saves by going to the other zone, and the load that goes with it.
  struct Offer {
    double saving;
    double load;
    Index stop;  // or nobody
  };
  static constexpr Index nobody = -1;

  [[nodiscard]] bool may_save(std::size_t a, std::size_t b) const;
  bool settle(std::size_t a, std::size_t b);
  void find_offers(std::size_t a, std::size_t b);
  bool take_offers(std::size_t a, std::size_t b);
  [[nodiscard]] bool allowed(std::size_t a, std::size_t b, const Offer& out, const Offer& back) const;
  void carry_out(std::size_t a, std::size_t b, const Offer& out, const Offer& back);
  void sort_members(std::size_t a, std::size_t b);
  void measure(std::size_t zone);

  const Problem& problem_;
  Points sites_;
  Labels labels_;
  std::vector<std::vector<Index>> members_;
  std::vector<double> zone_loads_;
  std::vector<double> radii_;          // from a zone's site to its farthest stop
  std::vector<std::int64_t> changed_;  // when a zone last changed, counted in pairs
  std::vector<Index> counts_;
  std::int64_t now_ = 0;
  std::vector<Offer> outs_, backs_;
};

}  // namespace equizone
