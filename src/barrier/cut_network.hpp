#pragma once
/// \file
/// Stops and crossings with the straight ways between neighbours that no barrier closes.

#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/sites.hpp"

namespace equizone {

/// The Delaunay graph of stops and crossings, edges across closed barriers cut. A crossing lies in a gap of
/// its barrier, so its edges lead to both sides.
struct CutNetwork {
  Index stops = 0;           ///< places below this are stops, the others crossings
  Sites sites;               ///< of stops and crossings
  Neighbours neighbours;     ///< of the sites, before the cut
  std::vector<double> ways;  ///< per entry of `neighbours`: metres, prices included; infinite where cut

  [[nodiscard]] bool open(std::size_t entry) const;
  /// Whether a site holds a stop; the others are crossings only.
  [[nodiscard]] bool holds_stop(std::int32_t site) const;
  /// Entries of a site's neighbours: first, and one past the last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> entries(std::int32_t site) const;
};

/// \throws InputError for coordinates that are not finite, and as check_barriers() does.
/// O(n log n) for n stops, crossings and pieces.
[[nodiscard]] CutNetwork cut_network(const Points& points, const BarrierLines& barriers);

}  // namespace equizone
