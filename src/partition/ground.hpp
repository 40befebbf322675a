#pragma once
// Where zones can be in one piece: the parts of the ground that barriers leave, and stops that belong to
// none.

#include <cstdint>
#include <vector>

#include "equizone/balancing/problem.hpp"
#include "equizone/barrier/neighbour_graph.hpp"

namespace equizone {

// The ground as barriers cut it. Guests are stops that get no zone of their own making: those in pockets too
// small for a zone, and outliers. They stand where their host is, the nearest stop that is no guest.
struct Ground {
  NeighbourGraph graph;                   // of the stops; pockets are linked with their hosts
  std::vector<std::vector<Index>> parts;  // stops (guests of theirs included) that ways connect, in order
  std::vector<Index> enclosed;            // stops in pockets, ascending
  std::vector<Index> outliers;            // ascending
  std::vector<Index> host;                // of each stop; itself, if it is no guest

  // Where guests stand with their hosts.
  [[nodiscard]] Points places(const Points& points) const;
};

// Guests' loads are counted with their hosts, and they have none of their own: so they stay together.
Problem with_guests_at_hosts(const Problem& problem, const Ground& ground);

// Parts with less than half the load that any zone should have are pockets, and so are those beyond the
// number of zones. O(n log n).
// \throws InputError for barriers that enclose stops with no crossing (refuse_enclosed_stops()).
Ground survey(const Points& points, const Problem& problem, const PartitionOptions& options);

}  // namespace equizone
