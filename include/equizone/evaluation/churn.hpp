#pragma once
/// \file
/// How much of the work changes hands between two divisions of the same stops. Knows no solver.

#include "equizone/core/types.hpp"

namespace equizone {

/// What changes hands.
struct Churn {
  /// Share of the load whose zone changes, where zones are matched so that as much load as possible stays:
  /// numbers of zones mean nothing. 0 to 1.
  double share = 0.0;
  double by_number = 0.0;  ///< the same where zones keep their numbers
  /// For each zone the zone of the reference that it continues; -1 for one that is new.
  Labels continues;
};

/// Compares labels with those of a reference.
/// \param loads      n loads, finite and >= 0, not all zero
/// \param labels     the zone of each stop, 0-based
/// \param reference  the zone that each stop had before, 0-based; numbers of zones may differ
/// \throws InputError naming argument, index and value
/// Complexity: O(n + k^3) for k zones.
/// Source: matching by shortest augmenting paths, Jonker and Volgenant, Computing 38 (1987) 325-340.
[[nodiscard]] Churn churn(const Values& loads, const Labels& labels, const Labels& reference);

}  // namespace equizone
