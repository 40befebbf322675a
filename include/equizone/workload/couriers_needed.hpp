#pragma once
/// \file
/// How many couriers a day's work needs, and why.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "equizone/core/types.hpp"

namespace equizone {

/// What a day's work is; what is not set is not known. The service comes from `minutes`, or from `stops` and
/// `stops_per_hour`. The ways count if any of the last four is set; then `stops`, `area_km2` and `speed_kmh`
/// are needed.
struct StaffingInput {
  std::optional<double> minutes = {};         ///< service at all stops together, >= 0
  std::optional<double> stops = {};           ///< number of stops, >= 0; a mean need not be whole
  std::optional<double> stops_per_hour = {};  ///< of one courier; if the ways are given apart, without them
  double shift_hours = 8.0;                   ///< one courier's day, > 0, at most 24
  double minutes_per_shift = 0.0;             ///< spent at the station by each courier, such as loading, >= 0
  std::optional<double> area_km2 = {};        ///< ground that the stops occupy, see occupied_area_m2()
  std::optional<double> speed_kmh = {};       ///< between stops, and to and from the station, > 0
  std::optional<double> station_distance_km = {};  ///< mean distance between station and stops; default 0
  std::optional<double> beta = {};                 ///< of tour_length_km(); default default_beta
};

/// What takes a courier's time.
enum class StaffingTerm : std::uint8_t { service, between_stops, line_haul, at_station };

inline constexpr std::size_t staffing_term_count = 4;

/// Names of the terms in tables.
inline constexpr std::array<std::string_view, staffing_term_count> staffing_term_names{
    "service", "between_stops", "line_haul", "at_station"};

/// The day with a certain number of couriers.
struct StaffingAlternative {
  Index couriers = 0;                               ///< their number
  std::array<double, staffing_term_count> hours{};  ///< of each term, all couriers together
  double hours_per_courier = 0.0;                   ///< sum of the terms / couriers
  double load_ratio = 0.0;                          ///< hours_per_courier / shift_hours
  bool fits = false;                                ///< whether the day ends within the shift
};

/// The number of couriers, and why.
struct CouriersNeeded {
  std::optional<Index> couriers;                  ///< least number that fits; none if no number is enough
  double exact = 0.0;                             ///< before rounding up; infinite if no number is enough
  std::string reason;                             ///< the calculation in words, with units
  std::vector<StaffingAlternative> alternatives;  ///< one courier less, the number needed, one more
  /// Couriers that each term adds to those before it; they sum to `couriers`, or are 0 if no number is
  /// enough.
  std::array<Index, staffing_term_count> added{};
  StaffingTerm binding = StaffingTerm::service;  ///< the term that takes most of the couriers' time
};

/// Couriers that a day's work needs, all with the same hours:
/// k >= (S + beta * sqrt(n * A) / v) / (H - m - 2 * r / v) with service S, n stops on ground A, speed v,
/// shift H, time m at the station and distance r to it.
/// \param input  the day's work
/// \return a result without couriers, but with a reason, if a shift does not even suffice for the way from
/// and
///   to the station
/// \throws InputError naming the argument: values out of range, service given twice or not at all, ways given
/// in
///   part
/// Complexity: O(1).
/// Source: tour lengths from Beardwood, Halton and Hammersley 1959; k zones of n / k stops on A / k each have
/// tours that sum to the same length for every k.
[[nodiscard]] CouriersNeeded couriers_needed(const StaffingInput& input);

}  // namespace equizone
