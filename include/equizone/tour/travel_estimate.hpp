#pragma once
/// \file
/// How long tours are, estimated without routing: the one place for these terms.

#include "equizone/core/types.hpp"

namespace equizone {

/// The beta of tour_length_km() on streets, for stations that have not fitted their own. Straight lines give
/// 0.71 to 0.85 (see straight_line_beta()); streets, turns and one-way rules make 1.5 or more of it. The low
/// end is taken: who has longer tours can measure them and use fit_beta().
inline constexpr double default_beta = 1.5;

/// Length of the shortest closed tour through stops, without the way from and to the station:
/// beta * sqrt(stops * area). Tours of equal areas and stops sum to the same: k tours of n / k stops out of
/// area / k each are together as long as one through all n stops.
/// \param stops     number of stops, >= 0
/// \param area_km2  the ground that they occupy, >= 0
/// \param beta      dimensionless, see default_beta and fit_beta()
/// \return km
/// \throws InputError naming argument and value
/// Source: Beardwood, Halton and Hammersley, The shortest path through many points, 1959.
[[nodiscard]] double tour_length_km(double stops, double area_km2, double beta = default_beta);

/// The way to the stops and back, made once per tour.
/// \param station_distance_km  mean distance between station and stops, >= 0
/// \return km
/// \throws InputError naming argument and value
/// Source: Daganzo, The length of tours in zones of different shapes, 1984.
[[nodiscard]] double line_haul_km(double station_distance_km);

/// The beta of straight lines between uniformly scattered stops: 0.7124 * (1 + 0.87 / sqrt(stops)), since a
/// tour runs along the border of its area too, and there are more borders to fewer stops.
/// \param stops_per_tour  > 0
/// \return dimensionless: 0.85 for 20 stops, 0.80 for 50, 0.76 for 200, 0.7124 in the limit
/// \throws InputError naming argument and value
/// Source: limit from Johnson and McGeoch 1996; a fit, within 1.1 %, to the figures for 20 to 200 stops,
/// 0.858 to 0.756, in Franceschetti, Jabali and Laporte, Continuous approximation models in freight
/// distribution management, 2017.
[[nodiscard]] double straight_line_beta(double stops_per_tour);

/// A station's own beta.
struct BetaFit {
  double beta = 0.0;            ///< dimensionless
  double standard_error = 0.0;  ///< of beta; NaN for a single tour, which tells nothing about it
  Index tours = 0;              ///< number of tours that it was fitted to
};

/// Fits beta to tours that were driven: least squares through the origin of length over sqrt(stops * area).
/// \param lengths_km  driven between the first and the last stop of each tour, > 0
/// \param stops       number of stops of each tour, > 0
/// \param areas_km2   ground that the stops of each tour occupy, > 0
/// \return beta with its standard error
/// \throws InputError naming argument, index and value
/// Complexity: O(n) for n tours.
[[nodiscard]] BetaFit fit_beta(const Values& lengths_km, const Values& stops, const Values& areas_km2);

}  // namespace equizone
