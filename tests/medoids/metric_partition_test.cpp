// Zones around medians: within their bounds, honest about themselves, and as good as the best where all can
// be tried.

#include <cmath>
#include <limits>
#include <string>

#include "catch.hpp"
#include "equizone/equizone.hpp"
#include "medoids/honest_medians.hpp"
#include "medoids/metrics.hpp"
#include "properties/solving.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Partition solve_by(const Station& station, const PartitionOptions& options, const Metric& metric) {
  return partition(station.points, station.loads, options, metric);
}

// The same without conditions on the ground: then bounds alone decide.
void check_honest_by(const Station& station, const DistanceMatrix& matrix, const Values& visits,
                     const Partition& p) {
  check_honest(station, matrix, visits, p);
  REQUIRE(p.centers.cols() == p.zone_loads.size());
  REQUIRE(p.offsets.size() == p.zone_loads.size());
  CHECK((p.status == Status::ok) == all_within(p));
}

// The least cost to the medians of a partition of all assignments within its bounds.
double least_cost_to_medians(const Station& station, const DistanceMatrix& matrix, const Values& visits,
                             const Partition& p) {
  const Index zones = p.zone_loads.size();
  double least = infinity;
  Labels labels = Labels::Zero(station.stops());
  for (;;) {
    Values loads = Values::Zero(zones);
    double cost = 0;
    for (Index stop = 0; stop < station.stops(); ++stop) {
      loads[labels[stop]] += station.loads[stop];
      cost += visits[stop] * matrix(p.center_stops[static_cast<std::size_t>(labels[stop])], stop);
    }
    bool good = true;
    for (Index zone = 0; zone < zones; ++zone)
      good = good && within(loads[zone], p.lower[zone], p.upper[zone]);
    if (good) least = std::min(least, cost);
    Index stop = 0;
    while (stop < labels.size() && ++labels[stop] == zones) labels[stop++] = 0;
    if (stop == labels.size()) return least;
  }
}

}  // namespace

TEST_CASE("a matrix: the best of all assignments of tiny stations", "[medoids]") {
  int possible = 0;
  int best = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Draw draw(seed);
    const Index zones = draw.whole(2, 3);
    const Station station = draw_station(seed, draw.whole(5, 8), Layout::uniform, Work::uniform);
    const DistanceMatrix matrix = draw_matrix(draw, station.points);
    Values visits = station.loads;
    if (seed % 2 == 1)
      for (double& value : visits) value = draw.uniform(0, 3);
    PartitionOptions options = options_for(zones);
    options.tolerance = 0.3;
    const Partition p = solve_by(station, options, MatrixMetric(matrix, visits));
    check_honest_by(station, matrix, visits, p);
    const double target = station.loads.sum() / static_cast<double>(zones);
    const double least = least_cost_of_all(matrix, visits, station.loads, 0.7 * target, 1.3 * target, zones);
    CHECK((p.status == Status::ok) == std::isfinite(least));
    CHECK((p.status == Status::proven_infeasible) == !std::isfinite(least));
    if (!std::isfinite(least)) continue;
    ++possible;
    CHECK(p.cost >= least * (1 - 1e-9));
    CHECK(p.cost <= least * 1.25);
    if (p.cost <= least * (1 + 1e-9)) ++best;
    CHECK(p.lower_bound <= least_cost_to_medians(station, matrix, visits, p) * (1 + 1e-9));
  }
  CHECK(possible > 30);
  CHECK(best >= possible * 8 / 10);
}

TEST_CASE("a matrix: never dearer than the planar zones, nor thorough than default", "[medoids]") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    Draw draw(seed);
    const Index zones = 8;
    const Station station = draw_station(seed, 240, Layout::clustered, Work::lognormal);
    const DistanceMatrix matrix = draw_matrix(draw, station.points);
    const MatrixMetric metric(matrix);
    PartitionOptions options = options_for(zones, seed);
    const Partition planar = solve(station, options);
    const Partition p = solve_by(station, options, metric);
    check_honest_by(station, matrix, station.loads, p);
    CHECK(p.status == Status::ok);
    CHECK(p.cost <= cost_by_trying(matrix, station.loads, planar.labels, zones) * (1 + 1e-9));
    CHECK(p.lower_bound > 0.9 * p.cost);
    options.effort = Effort::thorough;
    CHECK(solve_by(station, options, metric).cost <= p.cost * (1 + 1e-9));
    options.effort = Effort::fast;
    CHECK(solve_by(station, options, metric).status == Status::ok);
  }
}

TEST_CASE("a matrix: rows are where ways begin", "[medoids]") {
  // From stop 0 everything is near; to stop 0 everything is far.
  DistanceMatrix matrix = DistanceMatrix::Constant(4, 4, 100);
  matrix.row(0).setConstant(1);
  matrix.diagonal().setZero();
  const Station station = draw_station(0, 4);
  const Partition p = solve_by(station, options_for(1), MatrixMetric(matrix));
  CHECK(p.center_stops == std::vector<Index>{0});
  CHECK(p.cost == 3);
}

TEST_CASE("a matrix: stops without a way are named, and belong to a zone", "[medoids]") {
  Draw draw(5);
  const Station station = draw_station(5, 60);
  DistanceMatrix matrix = draw_matrix(draw, station.points);
  matrix.col(17).setConstant(infinity);  // nobody gets there
  const Partition p = solve_by(station, options_for(4), MatrixMetric(matrix));
  CHECK(p.status == Status::ok);
  CHECK(p.unreachable == std::vector<Index>{17});
  CHECK(std::isfinite(p.cost));
  CHECK(p.lower_bound == 0);
}

TEST_CASE("a matrix: stops without load or visits, and at one place", "[medoids]") {
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    Draw draw(seed);
    const Station station = draw_station(seed, 90, Layout::coincident, Work::with_zeros);
    const DistanceMatrix matrix = draw_matrix(draw, station.points);
    Values visits = Values::Ones(90);
    visits.head(30).setZero();
    check_honest_by(station, matrix, visits,
                    solve_by(station, options_for(5, seed), MatrixMetric(matrix, visits)));
    const Values none = Values::Zero(90);
    check_honest_by(station, matrix, none,
                    solve_by(station, options_for(5, seed), MatrixMetric(matrix, none)));
  }
}

TEST_CASE("a matrix: as many zones as stops, and one", "[medoids]") {
  Draw draw(1);
  const Station station = draw_station(1, 9);
  const DistanceMatrix matrix = draw_matrix(draw, station.points);
  for (const Index zones : {1, 9}) {
    const Partition p = solve_by(station, options_for(zones), MatrixMetric(matrix));
    check_honest_by(station, matrix, station.loads, p);
    CHECK(p.status == Status::ok);
  }
}

TEST_CASE("a matrix: a heavy stop has a zone of its own", "[medoids]") {
  Draw draw(2);
  Station station = draw_station(2, 80);
  station.loads[33] = 60;
  const DistanceMatrix matrix = draw_matrix(draw, station.points);
  const Partition p = solve_by(station, options_for(5), MatrixMetric(matrix));
  check_honest_by(station, matrix, station.loads, p);
  CHECK(p.status == Status::heavy_stop);
  CHECK(p.reason.find("stop 33 alone") != std::string::npos);
  CHECK(p.zone_loads[p.labels[33]] == 60);
  CHECK(p.zone_loads.minCoeff() >= 19);
}

TEST_CASE("a matrix: starts are kept or bettered, threads make no difference", "[medoids]") {
  Draw draw(3);
  const Station station = draw_station(3, 200, Layout::uniform, Work::uniform);
  const DistanceMatrix matrix = draw_matrix(draw, station.points);
  const MatrixMetric metric(matrix);
  PartitionOptions options = options_for(6);
  const Partition p = solve_by(station, options, metric);
  options.threads = 4;
  CHECK(same_bits(p, solve_by(station, options, metric)));
  options.start = Start{p.labels, {}, {}};
  CHECK(solve_by(station, options, metric).cost <= p.cost * (1 + 1e-9));
  options.start = Start{{}, p.centers, {}};
  CHECK(solve_by(station, options, metric).status == Status::ok);
  options.start = Start{Labels::Zero(200), {}, {}};
  CHECK(solve_by(station, options, metric).status == Status::ok);
  options.start.reset();
  options.time_limit_s = 0;
  const Partition hurried = solve_by(station, options, metric);
  check_honest_by(station, matrix, station.loads, hurried);
}
