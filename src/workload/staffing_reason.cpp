#include <cmath>

#include "equizone/core/error.hpp"
#include "equizone/tour/travel_estimate.hpp"
#include "workload/staffing_day.hpp"

namespace equizone::workload {

namespace {

using Words = std::array<std::string_view, staffing_term_count>;

constexpr Words term_words{"the service", "the ways between stops", "the way to the station and back",
                           "the time at the station"};

std::string rounded(double value, int decimals = 2) {
  const double unit = std::pow(10.0, decimals);
  return message(std::round(value * unit) / unit);
}

// With as many decimals as show on which side of a whole number it lies.
std::string rounded_before(double exact, Index couriers) {
  const auto misleads = [&](int decimals) {
    const double unit = std::pow(10.0, decimals);
    return rounded_up(std::round(exact * unit) / unit) != couriers;
  };
  int decimals = 2;
  while (decimals < 9 && misleads(decimals)) ++decimals;
  return rounded(exact, decimals);
}

std::string service_words(const StaffingInput& input, const StaffingDay& day) {
  const std::string source =
      input.minutes ? message(rounded(*input.minutes), " min")
                    : message(rounded(*input.stops), " stops / ", *input.stops_per_hour, " stops per hour");
  return message(source, " = ", rounded(day.hours[service]), " h of service");
}

std::string between_stops_words(const StaffingInput& input, const StaffingDay& day) {
  return message("; ", input.beta.value_or(default_beta), input.beta ? "" : " (the default beta)", " x sqrt(",
                 rounded(*input.stops), " stops x ", rounded(*input.area_km2), " km2) / ", *input.speed_kmh,
                 " km/h = ", rounded(day.hours[between_stops]), " h between stops");
}

// What every courier spends beside the stops and the ways between them.
std::string own_hours_words(const StaffingInput& input, const StaffingDay& day) {
  std::string text;
  if (day.hours[line_haul] > 0)
    text = message("2 x ", rounded(*input.station_distance_km), " km / ", *input.speed_kmh,
                   " km/h = ", rounded(day.hours[line_haul]), " h to the station and back");
  if (day.hours[at_station] > 0)
    text += message(text.empty() ? "" : ", and ", input.minutes_per_shift, " min at the station");
  return text;
}

std::string added_words(const CouriersNeeded& result) {
  std::string more;
  for (std::size_t term = between_stops; term < staffing_term_count; ++term)
    if (result.added[term] > 0)
      more += message(more.empty() ? "; " : ", ", term_words[term], " ", result.added[term], " more");
  return message(" The service alone needs ", result.added[service], more, ".");
}

std::string binding_words(const StaffingDay& day, const CouriersNeeded& result) {
  const auto couriers = static_cast<double>(*result.couriers);
  const auto term = static_cast<std::size_t>(result.binding);
  const double hours = day.hours[term] * (term == line_haul || term == at_station ? couriers : 1);
  const double all = day.shared_hours() + couriers * (day.hours[line_haul] + day.hours[at_station]);
  return message(" Most time goes to ", term_words[term], ": ", rounded(100 * hours / all, 0), " %.");
}

std::string not_enough_words(const StaffingInput& input, const StaffingDay& day) {
  return message("Each courier spends ", own_hours_words(input, day), ", and the shift is ", day.shift_hours,
                 " h: no number of couriers is enough.");
}

std::string enough_words(const StaffingInput& input, const StaffingDay& day, const CouriersNeeded& result) {
  const Index couriers = *result.couriers;
  std::string text = service_words(input, day);
  if (has_ways(input)) text += between_stops_words(input, day);
  const std::string own = own_hours_words(input, day);
  if (!own.empty())
    text += message("; each courier spends ", own, ", which leaves ", rounded(day.hours_left()), " h of ",
                    day.shift_hours, " h");
  text += message("; ", rounded(day.shared_hours()), " h / ", rounded(day.hours_left()),
                  " h per courier = ", rounded_before(result.exact, couriers), ": ", couriers,
                  couriers == 1 ? " courier." : " couriers.");
  if (result.added[service] != couriers) text += added_words(result) + binding_words(day, result);
  if (input.stops && static_cast<double>(couriers) > std::ceil(*input.stops))
    text += message(" That is more than one courier per stop (", *input.stops,
                    " stops): a stop does not fit into a shift; check the minutes, or lengthen the shift.");
  return text;
}

}  // namespace

std::string staffing_reason(const StaffingInput& input, const StaffingDay& day,
                            const CouriersNeeded& result) {
  return result.couriers ? enough_words(input, day, result) : not_enough_words(input, day);
}

}  // namespace equizone::workload
