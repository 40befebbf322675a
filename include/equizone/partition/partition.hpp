#pragma once
/// \file
/// The core call: stops in, zones of equal work out.

#include "equizone/core/error.hpp"
#include "equizone/core/options.hpp"
#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

class Metric;

/// Divides stops into zones of equal work: balanced k-means from runs of equal load along a Hilbert curve,
/// then whole stops (see balance()); from several curves where there are few stops or few zones, and the best
/// result of them. Up to twelve stops all assignments are searched, as far as the effort goes. With
/// `options.start` balancing begins there.
///
/// \param points   projected metres, 2 x n; every coordinate finite
/// \param loads    n loads, finite and >= 0, not all zero; any unit, if one
/// \param options  see PartitionOptions; `zones` is required
/// \return the partition; no zone is empty. If the bounds cannot be met, `status` and `reason` say so.
/// \throws InputError naming argument, index and value
///
/// Complexity: O(n) for the order of the stops, then passes whose cost grows with the zones' borders, and
/// sparse solves of about k^1.5. Memory: about 100 bytes a stop at its peak, points, loads and labels
/// included.
[[nodiscard]] Partition partition(const Points& points, const Values& loads, const PartitionOptions& options);

/// Divides stops into zones of equal work around median stops: the sum of visits * distance from each zone's
/// median to its stops is made small, where distances are those of a metric (streets, a matrix). The planar
/// partition, and up to 10,000 stops random medians, are where it starts; then medians move to those of their
/// zones and stops are assigned anew, in turns. With medians fixed, the assignment within the bounds is a
/// transportation problem, solved exactly for parts of stops; chains of moves make them whole. In the end a
/// few neighbouring zones at a time are divided anew. With `options.start` (labels, or centers, which stand
/// for the stops nearest to them) it starts there alone.
///
/// \param points   projected metres, 2 x n; with a matrix they only say where the medians are, and where to
///                 start
/// \param loads    n loads, finite and >= 0, not all zero; bounds and targets are about them
/// \param options  see PartitionOptions; `zones` is required; `threads` and `station` make no difference
/// \param metric   the distances, and how often stops are visited
/// \return the partition, with `center_stops` and `unreachable`; never worse than the planar one in its
/// bounds
/// \throws InputError naming argument, index and value
///
/// Complexity: some dozens of assignments, each a search from all medians at once and paths of k^2; then
/// searches in the zones for their medians. Memory: up to 200,000 distances from medians, or ten per stop;
/// and those between all stops up to 2,000 of them.
[[nodiscard]] Partition partition(const Points& points, const Values& loads, const PartitionOptions& options,
                                  const Metric& metric);

/// Stage 1 alone: weighted k-means (Lloyd's iteration) from runs of equal load along a Hilbert curve, or from
/// `options.start`, until no center moves or the effort's iterations are spent; a zone without stops is
/// reseeded at the stop that lies worst. Loads are not balanced; bounds and status are reported as for any
/// labels. Source: Lloyd 1982.
/// \copydetails partition
[[nodiscard]] Partition kmeans(const Points& points, const Values& loads, const PartitionOptions& options);

/// Stage 2 alone: from any labels or centers to zones within their bounds. Offsets of a power diagram are
/// fitted by Newton steps on the dual of the transportation problem while centers follow their zones; then
/// single stops, exchanges and chains at the borders bring every zone within its bounds at the least increase
/// of cost.
/// \param start  labels of all stops, or the zones' centers (with offsets, if known)
/// \copydetails partition
[[nodiscard]] Partition balance(const Points& points, const Values& loads, const Start& start,
                                const PartitionOptions& options);

}  // namespace equizone
