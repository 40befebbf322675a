#pragma once
// Distances between stops over streets, by Dijkstra's method.

#include <utility>
#include <vector>

#include "equizone/core/metric.hpp"
#include "network/mainland.hpp"
#include "network/way_graph.hpp"

namespace equizone {

// Searches end as soon as the stops that are asked for are reached. From the mainland, stops that it does not
// reach lawfully are reached over their entries. Source: Dijkstra 1959.
class StopStreets : public Distances {
 public:
  StopStreets(const StreetNetwork& network, const Points& points);

  [[nodiscard]] Index stops() const override { return stops_; }
  void measure(Index from, std::span<const std::int32_t> to, std::span<Way> ways) const override;
  [[nodiscard]] double cost_from(Index from, std::span<const std::int32_t> to, const Values& visits,
                                 double limit) const override;
  // One search from all medians at once.
  [[nodiscard]] NearZones near_zones(std::span<const Index> medians, const Values& offsets,
                                     Index width) const override;

 private:
  struct Waiting {
    double length;
    std::int32_t node;
  };
  template <class Visit>
  void search(std::int32_t from, Visit&& visit) const;
  void begin_search() const;
  void reach(std::int32_t node, double length) const;
  [[nodiscard]] Way way(double length) const;
  [[nodiscard]] std::size_t goal(Index stop, bool from_mainland) const;
  [[nodiscard]] Way way_to(Index stop, bool from_mainland, double length) const;
  [[nodiscard]] bool on_mainland(Index stop) const;

  WayGraph graph_;
  Mainland land_;
  Index stops_;
  // Scratch of a search: lengths that count only where the stamp is that of the search.
  mutable std::vector<double> lengths_;
  mutable std::vector<std::uint32_t> stamps_;
  mutable std::uint32_t stamp_ = 0;
  mutable std::vector<Waiting> queue_;
  mutable std::vector<double> asked_;  // per node: visits, or 1
};

}  // namespace equizone
