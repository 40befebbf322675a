#pragma once
/// \file
/// A synthetic city for benchmarks.

#include <cstdint>
#include <vector>

#include "stations.hpp"

namespace equizone::bench {

/// A city of 20 km by 20 km: seven stops in ten in 200 neighbourhoods of very different size and density, two
/// in ten along 120 streets (most of them at right angles), the others anywhere. Loads are lognormal (sigma
/// 0.8) with mean 1, and one stop in a thousand is twenty times as heavy. The layout depends on the seed
/// alone, never on the number of stops.
class City {
 public:
  explicit City(std::uint64_t seed);

  /// The stops in the order in which they are drawn: fewer stops are a prefix of more.
  [[nodiscard]] Station stops(Index count) const;

 private:
  struct Neighbourhood {
    Eigen::Vector2d middle;
    double spread_along_m;
    double spread_across_m;
    Eigen::Vector2d axis;
  };
  struct Street {
    Eigen::Vector2d from;
    Eigen::Vector2d to;
  };

  void lay_out_neighbourhoods();
  void lay_out_streets();
  [[nodiscard]] Eigen::Vector2d place(Random& random) const;
  [[nodiscard]] Eigen::Vector2d place_in_neighbourhood(Random& random) const;
  [[nodiscard]] Eigen::Vector2d place_along_street(Random& random) const;

  Random layout_;
  std::vector<Neighbourhood> neighbourhoods_;
  std::vector<double> popularity_;  // running sums, by which a neighbourhood is drawn
  std::vector<Street> streets_;
  std::vector<double> length_m_;  // running sums, by which a street is drawn
};

}  // namespace equizone::bench
