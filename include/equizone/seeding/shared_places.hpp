#pragma once
/// \file
/// Stops that share a place, laid out around it.

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numbers>
#include <vector>

#include "equizone/core/types.hpp"
#include "equizone/seeding/hilbert.hpp"
#include "equizone/seeding/sorted_stops.hpp"

namespace equizone {

/// Stops at one place: a range of the order.
struct SharedPlace {
  std::size_t first;
  std::size_t last;
};

/// The places with two stops and more, in the order of the stops. O(n).
inline std::vector<SharedPlace> shared_places(const SortedStops& stops) {
  std::vector<SharedPlace> places;
  const std::size_t n = stops.x.size();
  for (std::size_t first = 0; first < n;) {
    std::size_t last = first + 1;
    while (last < n && stops.x[last] == stops.x[first] && stops.y[last] == stops.y[first]) ++last;
    if (last - first > 1) places.push_back({first, last});
    first = last;
  }
  return places;
}

/// Even places on a disc of radius 1: the seeds of a sunflower (Vogel 1979). Of many, those that follow each
/// other lie near each other. O(count).
inline Points sunflower(Index count) {
  constexpr Index many = 32;
  const double golden_angle = std::numbers::pi * (3 - std::sqrt(5.0));
  Points seeds(2, count);
  for (Index at = 0; at < count; ++at) {
    const double radius = std::sqrt((static_cast<double>(at) + 0.5) / static_cast<double>(count));
    const double turn = golden_angle * static_cast<double>(at);
    seeds.col(at) << radius * std::cos(turn), radius * std::sin(turn);
  }
  return count < many ? seeds : Points(seeds(Eigen::all, hilbert_order(seeds)));
}

namespace detail {

// How wide a place may be laid out without mixing with others: a quarter of the way to the nearest stop, as
// far as those before and after it on the curve tell.
inline double room_around(const SortedStops& stops, const SharedPlace& place) {
  constexpr std::size_t looked_at = 64;  // on either side
  double nearest = std::numeric_limits<double>::infinity();
  const auto look = [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < end; ++at)
      nearest = std::min(nearest,
                         std::hypot(stops.x[at] - stops.x[place.first], stops.y[at] - stops.y[place.first]));
  };
  look(place.first - std::min(place.first, looked_at), place.first);
  look(place.last, std::min(stops.x.size(), place.last + looked_at));
  return std::isfinite(nearest) ? nearest / 4 : 0.0;
}

}  // namespace detail

/// A power diagram cannot divide a place. Stops that share one are laid out on a disc of the given radius
/// around it: to the stages they are like any others, and a building too large for one zone is cut like a
/// quarter. Places with a load of more than `heavy` are laid out as wide as their surroundings allow: zones
/// find borders through them only if the loads change gently with these. The stops must be sorted, with those
/// at one place together. Returns whether any place is shared. O(n).
inline bool spread_shared_places(SortedStops& stops, double radius, double heavy) {
  const std::vector<SharedPlace> places = shared_places(stops);
  std::vector<double> radii;
  for (const SharedPlace& place : places) {
    double load = 0;
    for (std::size_t at = place.first; at < place.last; ++at) load += stops.load[at];
    radii.push_back(load > heavy ? std::max(radius, detail::room_around(stops, place)) : radius);
  }
  for (std::size_t at = 0; at < places.size(); ++at) {
    const auto [first, last] = places[at];
    const Points shifts = radii[at] * sunflower(static_cast<Index>(last - first));
    for (std::size_t stop = first; stop < last; ++stop) {
      stops.x[stop] += shifts(0, static_cast<Index>(stop - first));
      stops.y[stop] += shifts(1, static_cast<Index>(stop - first));
    }
  }
  return !places.empty();
}

}  // namespace equizone
