#pragma once
/// \file
/// Synthetic stations: stops and loads as towns, campuses, villages and riversides have them.

#include <cstdint>
#include <string>
#include <vector>

#include "equizone/barrier/barrier_lines.hpp"
#include "equizone/core/types.hpp"

namespace equizone {

/// What a synthetic stop is.
enum class PlaceKind : std::uint8_t {
  any,           ///< nothing is said
  house,         ///< 1 parcel
  apartments,    ///< an apartment building, 3 parcels
  tower,         ///< one household of ten in one building that are served in one visit
  shop,          ///< 2 parcels
  office,        ///< a floor of an office tower with easy parking, 5 parcels
  company,       ///< 8 parcels of industrial samples, easy parking, a goods-in check
  dorm,          ///< one student of five at one door, phoned
  pickup_point,  ///< of a campus, 300 parcels
  village,       ///< a house at a winding village road, 1 parcel
  farm,          ///< the same with a vague address
  lonely,        ///< a farm far from everything
};

/// How long a visit to a kind of place takes.
struct PlaceMinutes {
  std::string name;           ///< as the enumerator
  double mean_minutes = 0.0;  ///< of a visit, by the default workload profile
};

/// The minutes of every PlaceKind, in its order: loads are lognormal around them, with a standard deviation
/// of the logarithm of 0.4 (in "city" and "uniform", whose stops are of kind "any", of 0.8 and 0.6). O(1).
[[nodiscard]] const std::vector<PlaceMinutes>& place_minutes();

/// Stops, their loads, and what stands between them. Stops come in no order.
struct SyntheticStation {
  Points points;                  ///< metres, 2 x n; the middle lies at (10000, 10000)
  Values loads;                   ///< minutes, n; for "city" and "uniform" in units of the mean load
  Eigen::Vector2d station{0, 0};  ///< where the couriers start, metres
  std::vector<PlaceKind> kinds;   ///< what each stop is, n
  BarrierLines barriers;          ///< the river of "riverside" with its bridges; else none
};

/// A kind of station.
struct StationKind {
  std::string name;         ///< as synthetic_station() takes it
  std::string description;  ///< one line
};

/// The kinds of stations that can be drawn. O(1).
[[nodiscard]] const std::vector<StationKind>& station_kinds();

/// Draws a synthetic station. The density of stops does not depend on their number, so that more stops cover
/// more ground; but "city" and "uniform" are squares of 20 km, and fewer stops are the first of more.
/// \param kind   one of station_kinds(): "town", "campus", "villages", "riverside", "published", "city",
///               "uniform"
/// \param stops  their number, >= 1
/// \param seed   the same seed gives the same station; every stage draws from a stream of its own
/// \return points, loads, station, kinds of places and barriers
/// \throws InputError for an unknown kind, or a number of stops below 1 or beyond what 32 bits can number
/// Complexity: O(n) for n stops, and O(v^2) for the v = n / 60 villages of "villages".
/// Source: ours; docs/synthetic.md states the distributions.
[[nodiscard]] SyntheticStation synthetic_station(const std::string& kind, Index stops,
                                                 std::uint64_t seed = 0);

}  // namespace equizone
