#pragma once
// Streets on which it costs something to cross a line.

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/network/street_network.hpp"

namespace equizone {

// The same streets, each edge longer by the prices of the lines that it crosses, in the unit of its length;
// not where it crosses them at a crossing. Closed lines change nothing: streets across them are their
// crossings.
// \throws InputError as check_barriers() does
// O(m log m) for m edges and pieces.
[[nodiscard]] StreetNetwork with_prices(const StreetNetwork& streets, const BarrierLines& barriers);

}  // namespace equizone
