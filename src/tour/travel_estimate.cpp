#include "equizone/tour/travel_estimate.hpp"

#include <cmath>
#include <limits>

#include "equizone/core/error.hpp"

namespace equizone {

namespace {

void check_at_least_zero(double value, const char* argument) {
  if (!(std::isfinite(value) && value >= 0))
    throw InputError(message(argument, " is ", value, "; give a finite number >= 0"));
}

void check_above_zero(double value, const char* argument) {
  if (!(std::isfinite(value) && value > 0))
    throw InputError(message(argument, " is ", value, "; give a finite number > 0"));
}

void check_tours(const Values& values, Index tours, const char* argument) {
  if (values.size() != tours)
    throw InputError(message(argument, " has ", values.size(), " entries but lengths_km has ", tours,
                             "; give one per tour"));
  for (Index tour = 0; tour < tours; ++tour)
    check_above_zero(values[tour], message(argument, "[", tour, "]").c_str());
}

}  // namespace

double tour_length_km(double stops, double area_km2, double beta) {
  check_at_least_zero(stops, "stops");
  check_at_least_zero(area_km2, "area_km2");
  check_above_zero(beta, "beta");
  return beta * std::sqrt(stops) * std::sqrt(area_km2);
}

double line_haul_km(double station_distance_km) {
  check_at_least_zero(station_distance_km, "station_distance_km");
  return 2 * station_distance_km;
}

double straight_line_beta(double stops_per_tour) {
  check_above_zero(stops_per_tour, "stops_per_tour");
  constexpr double limit = 0.7124;
  constexpr double border = 0.87;
  return limit * (1 + border / std::sqrt(stops_per_tour));
}

BetaFit fit_beta(const Values& lengths_km, const Values& stops, const Values& areas_km2) {
  const Index tours = lengths_km.size();
  if (tours == 0) throw InputError("lengths_km is empty; give at least one tour");
  check_tours(lengths_km, tours, "lengths_km");
  check_tours(stops, tours, "stops");
  check_tours(areas_km2, tours, "areas_km2");

  const Values scale_km = stops.array().sqrt() * areas_km2.array().sqrt();
  BetaFit fit;
  fit.tours = tours;
  fit.beta = scale_km.dot(lengths_km) / scale_km.squaredNorm();
  const Values residuals_km = lengths_km - fit.beta * scale_km;
  fit.standard_error = tours > 1
                           ? residuals_km.norm() / std::sqrt(static_cast<double>(tours - 1)) / scale_km.norm()
                           : std::numeric_limits<double>::quiet_NaN();
  return fit;
}

}  // namespace equizone
