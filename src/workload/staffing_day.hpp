#pragma once
// A station's day in hours, and the account of how many couriers it needs.

#include <cmath>
#include <limits>

#include "equizone/workload/couriers_needed.hpp"

namespace equizone::workload {

inline constexpr std::size_t service = static_cast<std::size_t>(StaffingTerm::service);
inline constexpr std::size_t between_stops = static_cast<std::size_t>(StaffingTerm::between_stops);
inline constexpr std::size_t line_haul = static_cast<std::size_t>(StaffingTerm::line_haul);
inline constexpr std::size_t at_station = static_cast<std::size_t>(StaffingTerm::at_station);

// Hours of each term. The first two are shared by the couriers; the others every courier spends alone.
struct StaffingDay {
  std::array<double, staffing_term_count> hours{};
  double shift_hours = 0.0;

  [[nodiscard]] double shared_hours() const { return hours[service] + hours[between_stops]; }
  [[nodiscard]] double hours_left() const { return shift_hours - hours[line_haul] - hours[at_station]; }

  // Couriers before rounding up; infinite if nothing is left of the shift but rounding errors.
  [[nodiscard]] double exact() const {
    const bool nothing_left = hours_left() <= 1e-12 * shift_hours;
    return nothing_left ? std::numeric_limits<double>::infinity() : shared_hours() / hours_left();
  }
};

// Whole couriers: 40 full shifts need 40, whatever the last bit says.
[[nodiscard]] inline Index rounded_up(double exact) {
  return static_cast<Index>(std::ceil(exact * (1 - 1e-12)));
}

// Whether more is known than the service.
[[nodiscard]] inline bool has_ways(const StaffingInput& input) {
  return input.area_km2 || input.speed_kmh || input.station_distance_km || input.beta;
}

// The result in words, with figures and units.
[[nodiscard]] std::string staffing_reason(const StaffingInput& input, const StaffingDay& day,
                                          const CouriersNeeded& result);

}  // namespace equizone::workload
