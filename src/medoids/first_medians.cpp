#include "medoids/first_medians.hpp"

#include <limits>
#include <numeric>

namespace equizone {

namespace {

// A stop by its share of the sum; where all shares are zero, the first that is not taken.
Index draw(const Values& shares, const std::vector<char>& taken, Random& random) {
  double left = random.uniform() * shares.sum();
  Index last = -1;
  for (Index stop = 0; stop < shares.size(); ++stop) {
    if (taken[static_cast<std::size_t>(stop)] != 0) continue;
    if (shares[stop] > 0 || last < 0) last = stop;
    left -= shares[stop];
    if (left < 0) break;
  }
  return last;
}

}  // namespace

std::vector<Index> drawn_medians(const MedoidProblem& problem, Random& random) {
  std::vector<std::int32_t> all(static_cast<std::size_t>(problem.stops()));
  std::iota(all.begin(), all.end(), 0);
  std::vector<char> taken(all.size(), 0);
  std::vector<Way> ways(all.size());
  Values nearest = Values::Constant(problem.stops(), std::numeric_limits<double>::infinity());
  Values shares = problem.visits;
  std::vector<Index> medians;
  for (Index zone = 0; zone < problem.zones(); ++zone) {
    const Index median = draw(shares, taken, random);
    medians.push_back(median);
    taken[static_cast<std::size_t>(median)] = 1;
    problem.distances.measure(median, all, ways);
    for (Index stop = 0; stop < problem.stops(); ++stop) {
      nearest[stop] = std::min(nearest[stop], ways[static_cast<std::size_t>(stop)].distance);
      shares[stop] = taken[static_cast<std::size_t>(stop)] != 0 ? 0.0 : problem.visits[stop] * nearest[stop];
    }
  }
  return medians;
}

std::vector<Index> stops_at(const Points& centers, const Points& points) {
  std::vector<char> taken(static_cast<std::size_t>(points.cols()), 0);
  std::vector<Index> medians;
  for (Index zone = 0; zone < centers.cols(); ++zone) {
    Index nearest = -1;
    double least = std::numeric_limits<double>::infinity();
    for (Index stop = 0; stop < points.cols(); ++stop) {
      const double square = (points.col(stop) - centers.col(zone)).squaredNorm();
      if (taken[static_cast<std::size_t>(stop)] != 0 || square >= least) continue;
      least = square;
      nearest = stop;
    }
    taken[static_cast<std::size_t>(nearest)] = 1;
    medians.push_back(nearest);
  }
  return medians;
}

}  // namespace equizone
