#include "equizone/workload/couriers_needed.hpp"

#include <algorithm>
#include <numeric>

#include "equizone/core/error.hpp"
#include "equizone/tour/travel_estimate.hpp"
#include "workload/staffing_day.hpp"

namespace equizone {

namespace {

using namespace workload;

void check(std::optional<double> value, const char* argument, bool above_zero) {
  constexpr double most = 1e9;
  if (value && !(*value >= 0 && *value <= most && (*value > 0 || !above_zero)))
    throw InputError(
        message(argument, " is ", *value, "; give a number ", above_zero ? "> 0" : ">= 0", ", at most 1e9"));
}

void check_ranges(const StaffingInput& input) {
  check(input.minutes, "minutes", false);
  check(input.stops, "stops", false);
  check(input.stops_per_hour, "stops_per_hour", true);
  check(input.minutes_per_shift, "minutes_per_shift", false);
  check(input.area_km2, "area_km2", false);
  check(input.speed_kmh, "speed_kmh", true);
  check(input.station_distance_km, "station_distance_km", false);
  check(input.beta, "beta", true);
  if (!(input.shift_hours > 0 && input.shift_hours <= 24))
    throw InputError(message("shift_hours is ", input.shift_hours,
                             "; give the hours of one courier's day, above 0 and at most 24"));
}

void check_completeness(const StaffingInput& input) {
  if (input.minutes && input.stops_per_hour)
    throw InputError("minutes and stops_per_hour both tell the service; leave one out");
  if (!input.minutes && !input.stops_per_hour)
    throw InputError("the service is missing; give minutes, or stops and stops_per_hour");
  const bool ways = has_ways(input);
  if (!input.stops && input.stops_per_hour)
    throw InputError("stops is missing; stops_per_hour needs the number of stops");
  const char* missing = !ways              ? nullptr
                        : !input.stops     ? "stops"
                        : !input.area_km2  ? "area_km2"
                        : !input.speed_kmh ? "speed_kmh"
                                           : nullptr;
  if (missing != nullptr)
    throw InputError(message(missing, " is missing; to count the ways, give stops, area_km2 and speed_kmh"));
}

StaffingDay to_day(const StaffingInput& input) {
  StaffingDay day;
  day.shift_hours = input.shift_hours;
  day.hours[service] = input.minutes ? *input.minutes / 60 : *input.stops / *input.stops_per_hour;
  day.hours[at_station] = input.minutes_per_shift / 60;
  if (has_ways(input)) {
    const double length_km = tour_length_km(*input.stops, *input.area_km2, input.beta.value_or(default_beta));
    day.hours[between_stops] = length_km / *input.speed_kmh;
    day.hours[line_haul] = line_haul_km(input.station_distance_km.value_or(0)) / *input.speed_kmh;
  }
  return day;
}

// Beyond it, not even the planet has them: the units are wrong.
void check_count(const StaffingDay& day) {
  constexpr double most = 1e9;
  if (std::isfinite(day.exact()) ? day.exact() > most : !std::isfinite(day.shared_hours()))
    throw InputError(message(day.shared_hours(), " h of work with ", day.hours_left(),
                             " h per courier need more than 1e9 couriers; check the units"));
}

StaffingAlternative alternative(const StaffingDay& day, Index couriers) {
  StaffingAlternative result;
  result.couriers = couriers;
  result.hours = day.hours;
  result.hours[line_haul] *= static_cast<double>(couriers);
  result.hours[at_station] *= static_cast<double>(couriers);
  result.hours_per_courier =
      std::accumulate(result.hours.begin(), result.hours.end(), 0.0) / static_cast<double>(couriers);
  result.load_ratio = result.hours_per_courier / day.shift_hours;
  result.fits = couriers >= rounded_up(day.exact());
  return result;
}

// The terms are counted one after another.
std::array<Index, staffing_term_count> added_couriers(const StaffingDay& day) {
  std::array<Index, staffing_term_count> added{};
  StaffingDay so_far;
  so_far.shift_hours = day.shift_hours;
  Index before = 0;
  for (std::size_t term = 0; term < staffing_term_count; ++term) {
    so_far.hours[term] = day.hours[term];
    const Index needed = rounded_up(so_far.exact());
    added[term] = needed - before;
    before = needed;
  }
  return added;
}

StaffingTerm largest(const std::array<double, staffing_term_count>& hours) {
  return static_cast<StaffingTerm>(std::max_element(hours.begin(), hours.end()) - hours.begin());
}

void find_number(CouriersNeeded& result, const StaffingDay& day) {
  const Index couriers = rounded_up(day.exact());
  result.couriers = couriers;
  result.added = added_couriers(day);
  for (const Index count : {couriers - 1, couriers, couriers + 1})
    if (count > 0) result.alternatives.push_back(alternative(day, count));
  result.binding = largest(alternative(day, std::max<Index>(couriers, 1)).hours);
}

}  // namespace

CouriersNeeded couriers_needed(const StaffingInput& input) {
  check_ranges(input);
  check_completeness(input);
  const StaffingDay day = to_day(input);
  check_count(day);

  CouriersNeeded result;
  result.exact = day.exact();
  if (std::isfinite(result.exact))
    find_number(result, day);
  else
    result.binding = largest({0, 0, day.hours[line_haul], day.hours[at_station]});
  result.reason = staffing_reason(input, day, result);
  return result;
}

}  // namespace equizone
