#include "partition/enclosed.hpp"

#include <algorithm>

#include "equizone/zoning/enclosures.hpp"
#include "partition/heavy_stops.hpp"
#include "partition/parts.hpp"

namespace equizone {

namespace {

bool is_host(const Ground& ground, Index stop) { return ground.host[static_cast<std::size_t>(stop)] == stop; }

Index first_host(const Ground& ground, const std::vector<Index>& part) {
  return *std::find_if(part.begin(), part.end(), [&](Index stop) { return is_host(ground, stop); });
}

bool zones_fit(const Problem& problem, const std::vector<Index>& part, const std::vector<Index>& zones) {
  const double load = problem.loads(part).sum();
  const double rounding = 1e-9 * load;
  return problem.bounds.lower(zones).sum() <= load + rounding &&
         load - rounding <= problem.bounds.upper(zones).sum();
}

// A stop of each part, and all stops of pockets.
std::vector<Index> stops_to_look_at(const Ground& ground) {
  std::vector<Index> stops;
  for (const auto& part : ground.parts) stops.push_back(first_host(ground, part));
  stops.insert(stops.end(), ground.enclosed.begin(), ground.enclosed.end());
  return stops;
}

}  // namespace

void refuse_enclosed_stops(const Points& points, const Problem& problem, const BarrierLines& barriers,
                           const Ground& ground) {
  if (barriers.empty() || barriers.mapped) return;
  if (ground.parts.size() == 1 && ground.enclosed.empty()) return;
  const Labels ring = enclosures(points(Eigen::all, stops_to_look_at(ground)), barriers);
  const auto parts = static_cast<Index>(ground.parts.size());
  std::vector<Index> refused;
  for (Index at = parts; at < ring.size(); ++at)
    if (ring[at] != ring[0]) refused.push_back(ground.enclosed[static_cast<std::size_t>(at - parts)]);
  const auto zones = zones_of_parts(ground, problem);
  for (Index p = 1; p < parts; ++p) {
    const std::vector<Index>& part = ground.parts[static_cast<std::size_t>(p)];
    if (ring[p] == ring[0] || has_heavy_stop(problem) ||
        zones_fit(problem, part, zones[static_cast<std::size_t>(p)]))
      continue;
    std::copy_if(part.begin(), part.end(), std::back_inserter(refused),
                 [&](Index stop) { return is_host(ground, stop); });
  }
  if (refused.empty()) return;
  throw InputError(message(
      "barriers enclose ", refused.size(), " of ", points.cols(),
      " stops with no crossing, and no whole number of zones fits in there; the first is "
      "points[",
      *std::min_element(refused.begin(), refused.end()), "]: give a crossing, or leave a barrier out"));
}

}  // namespace equizone
