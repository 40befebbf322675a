#pragma once
/// \file
/// Is a partition what it says it is? Checked anew from its labels, centers and offsets. Knows no solver.

#include <string>
#include <vector>

#include "equizone/core/partition_result.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// A stop whose zone is not that of the power diagram of the centers and offsets.
struct DeviatingStop {
  Index stop = 0;            ///< its index
  std::int32_t zone = 0;     ///< the zone it has
  std::int32_t nearest = 0;  ///< the zone the diagram gives it
  double excess = 0.0;       ///< by how much its power distance to its zone exceeds that to the nearest, m^2
  double cost = 0.0;         ///< load * excess: what its place in another zone costs, load * m^2
  std::string why;           ///< which zone's bounds call for it, in words; or that none does
};

/// What a certificate is worth.
struct CertificateCheck {
  bool valid = false;  ///< no fault was found
  /// What is wrong, one sentence each: a center that is not the load centroid of its zone, a load outside its
  /// bounds, a cost or lower bound that is not as reported. Empty if the certificate is valid.
  std::vector<std::string> faults;
  double cost = 0.0;  ///< sum of load * squared distance to the center, load * m^2
  /// The dual of the transportation problem at these centers and offsets, load * m^2: bounds from below the
  /// cost of every assignment within the bounds to these centers. Negative values bound nothing.
  double lower_bound = 0.0;
  double gap = 0.0;         ///< cost - lower_bound = moved_cost + slack_cost
  double moved_cost = 0.0;  ///< the part of the gap that the deviating stops cost
  double slack_cost =
      0.0;               ///< the part of the gap that is room: sum over the zones of |offset| * the distance
                         ///< of the load from the bound that the offset presses on (lower if it is > 0)
  Values zone_loads;     ///< load of each zone
  Values diagram_loads;  ///< load that each zone would have if no stop deviated from the diagram
  std::vector<DeviatingStop>
      deviating;  ///< by stop; a tie with the nearest zone, to rounding, is no deviation
};

/// Checks the certificate of a partition: cost and lower bound are computed anew, stop by stop, and compared
/// with what is reported; centers must be the load centroids of their zones (a zone without load may have
/// any) and loads lie within their bounds. Stops that deviate from the power diagram of the centers and
/// offsets are no fault, since exact balance needs them: they are reported with what they cost and why.
/// \param points     projected metres, 2 x n
/// \param loads      n loads, finite and >= 0, not all zero
/// \param partition  any partition, whoever made it; looked at are its labels, centers, offsets, lower,
/// upper,
///                   cost and lower_bound. Empty lower: 0; empty upper: no upper bound; one number: for all
///                   zones. A cost or lower bound that is NaN is not compared. In Python any object with
///                   these attributes will do, and each may be given by name instead
/// \throws InputError naming argument, index and value
/// Complexity: about n log k.
/// Source: the dual as in Aurenhammer, Hoffmann and Aronov 1998.
[[nodiscard]] CertificateCheck check_certificate(const Points& points, const Values& loads,
                                                 const Partition& partition);

}  // namespace equizone
