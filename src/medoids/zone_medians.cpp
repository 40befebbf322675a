#include "medoids/zone_medians.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace equizone {

Index median_of(const Distances& distances, const Values& visits, const std::vector<std::int32_t>& members,
                Index around, Index candidates) {
  std::vector<Way> ways(members.size());
  distances.measure(around, members, ways);
  // The nearest first: they are the best, so that the others are soon seen to be too dear.
  std::vector<std::size_t> order(members.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto nearer = [&](std::size_t left, std::size_t right) {
    const bool left_itself = members[left] == around;
    const bool right_itself = members[right] == around;
    if (left_itself != right_itself) return left_itself;
    return ways[left].distance != ways[right].distance ? ways[left].distance < ways[right].distance
                                                       : left < right;
  };
  const auto few = std::min(members.size(), static_cast<std::size_t>(candidates));
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(few), order.end(), nearer);

  Index best = members[order.front()];
  double least = std::numeric_limits<double>::infinity();
  for (const std::size_t at : std::span(order).first(few)) {
    const double cost = distances.cost_from(members[at], members, visits, least);
    if (cost >= least) continue;
    least = cost;
    best = members[at];
  }
  return best;
}

std::vector<Index> medians_of(const MedoidProblem& problem, const Labels& labels, std::vector<Index> around,
                              Index candidates) {
  const auto members = members_of(labels, problem.zones());
  for (std::size_t zone = 0; zone < members.size(); ++zone)
    if (!members[zone].empty())
      around[zone] = median_of(problem.distances, problem.visits, members[zone], around[zone], candidates);
  return around;
}

}  // namespace equizone
