#include "partition/zone_sums.hpp"

#include <numeric>

#include "equizone/core/parallel.hpp"

namespace equizone {

namespace {

// One result of `sum_up(first, last)` per stretch of stops.
template <class Part, class SumUp>
std::vector<Part> over_stretches(Index stops, int threads, SumUp&& sum_up) {
  constexpr Index few = 100'000;
  const Index stretches = stops < few ? 1 : 8;
  std::vector<Part> parts(static_cast<std::size_t>(stretches));
  for_each_chunk(stretches, threads, [&](Index stretch, int) {
    parts[static_cast<std::size_t>(stretch)] =
        sum_up(stops * stretch / stretches, stops * (stretch + 1) / stretches);
  });
  return parts;
}

}  // namespace

std::vector<Sums> zone_sums(const Problem& problem, const Labels& labels, int threads) {
  auto parts = over_stretches<std::vector<Sums>>(problem.stops(), threads, [&](Index first, Index last) {
    std::vector<Sums> sums(static_cast<std::size_t>(problem.zones()));
    for (Index stop = first; stop < last; ++stop) {
      const double w = problem.loads[stop];
      const double x = problem.points(0, stop);
      const double y = problem.points(1, stop);
      sums[static_cast<std::size_t>(labels[stop])] += {w, w * x, w * y, w * (x * x + y * y)};
    }
    return sums;
  });
  std::vector<Sums> total = std::move(parts.front());
  for (std::size_t part = 1; part < parts.size(); ++part)
    for (std::size_t zone = 0; zone < total.size(); ++zone) total[zone] += parts[part][zone];
  return total;
}

double cost_to(const Points& centers, const Problem& problem, const Labels& labels, int threads) {
  const auto parts = over_stretches<double>(problem.stops(), threads, [&](Index first, Index last) {
    double cost = 0;
    for (Index stop = first; stop < last; ++stop)
      cost += problem.loads[stop] * (problem.points.col(stop) - centers.col(labels[stop])).squaredNorm();
    return cost;
  });
  return std::accumulate(parts.begin(), parts.end(), 0.0);
}

}  // namespace equizone
