#pragma once
/// \file
/// Distances over streets.

#include "equizone/core/metric.hpp"
#include "equizone/network/street_network.hpp"

namespace equizone {

/// Distances over a network of streets, from a zone's median stop to its stops. Where streets give no way
/// (oneways, islands) the way that breaks the fewest rules is taken: against oneways, or straight across to
/// an island; it counts three times.
///
/// \param network  the streets
/// \param visits   how often each stop is visited, n numbers >= 0; empty: as the loads
/// \throws InputError naming index and value
class NetworkMetric : public Metric {
 public:
  explicit NetworkMetric(StreetNetwork network, Values visits = {})
      : Metric(std::move(visits)), network_(std::move(network)) {}

  [[nodiscard]] std::unique_ptr<const Distances> between(const Points& points) const override;

  /// The streets.
  [[nodiscard]] const StreetNetwork& network() const { return network_; }

 private:
  StreetNetwork network_;
};

}  // namespace equizone
