// Metrics that cannot be meant: one clear error each.

#include <limits>
#include <string>

#include "catch.hpp"
#include "equizone/equizone.hpp"

using namespace equizone;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
const Points points{{0, 10, 20, 30}, {0, 5, 0, 5}};
const Values loads = Values::Ones(4);

template <class Call>
void check_says(Call&& call, const std::string& part) {
  std::string text = "no error";
  try {
    (void)call();
  } catch (const InputError& error) {
    text = error.what();
  }
  INFO("message: " << text);
  CHECK(text.find(part) != std::string::npos);
}

DistanceMatrix spoiled(Index row, Index column, double value) {
  DistanceMatrix matrix = DistanceMatrix::Ones(4, 4);
  matrix(row, column) = value;
  return matrix;
}

PartitionOptions two_zones() {
  PartitionOptions options;
  options.zones = 2;
  return options;
}

Partition by(const Metric& metric) { return partition(points, loads, two_zones(), metric); }

}  // namespace

TEST_CASE("bad matrices", "[metric_input]") {
  check_says([] { return MatrixMetric(DistanceMatrix::Ones(3, 4)); },
             "matrix has shape (3, 4); it must be square");
  check_says([] { return MatrixMetric(spoiled(1, 2, -3)); }, "matrix[1, 2] is -3; every entry must be >= 0");
  check_says([] { return MatrixMetric(spoiled(3, 0, not_a_number)); }, "matrix[3, 0] is nan");
  DistanceMatrix nowhere = DistanceMatrix::Constant(4, 4, std::numeric_limits<double>::infinity());
  nowhere.diagonal().setZero();
  check_says([&] { return MatrixMetric(nowhere); },
             "matrix has no way between any two of its 4 stops: every entry but the diagonal is infinite");
  nowhere(2, 1) = 7;
  CHECK(by(MatrixMetric(nowhere)).unreachable.size() >= 1);
  CHECK_NOTHROW(MatrixMetric(nowhere.topLeftCorner(1, 1)));
  check_says([] { return by(MatrixMetric(DistanceMatrix::Ones(5, 5))); },
             "matrix has 5 rows but points has 4 stops");
  check_says([] { return MatrixMetric(DistanceMatrix::Ones(4, 4), Values{{1, 1, -1, 1}}); },
             "visits[2] is -1");
  check_says([] { return by(MatrixMetric(DistanceMatrix::Ones(4, 4), Values::Ones(3))); },
             "visits has 3 entries but points has 4 stops");
}

TEST_CASE("bad networks", "[metric_input]") {
  const Points nodes{{0, 10, 20}, {0, 0, 0}};
  const Edges edges{{0, 1}, {1, 2}};
  CHECK_NOTHROW(StreetNetwork(nodes, edges));
  check_says([&] { return StreetNetwork(nodes, Edges{{0, 1}, {1, 3}}); },
             "edges[1] goes to node 3; nodes count from 0 to 2");
  check_says([&] { return StreetNetwork(nodes, Edges{{-1, 1}, {1, 2}}); }, "edges[0] goes from node -1");
  check_says([&] { return StreetNetwork(nodes, Edges(2, 0)); }, "edges is empty");
  check_says([&] { return StreetNetwork(nodes, edges, Values{{1.0, -2.0}}); }, "lengths[1] is -2");
  check_says([&] { return StreetNetwork(nodes, edges, Values{{1.0}}); },
             "lengths has 1 entries but there are 2 edges");
  check_says([&] { return StreetNetwork(nodes, edges, {}, -1); }, "walk_per_m is -1");
  check_says([&] { return StreetNetwork(Points{{0, not_a_number}, {0, 0}}, Edges{{0}, {1}}); },
             "nodes[1] has x = nan");
  check_says([&] { return by(NetworkMetric(StreetNetwork(nodes, Edges{{1}, {1}}))); },
             "edges all go from a node to itself");
}

TEST_CASE("what a metric's partition cannot do", "[metric_input]") {
  const Partition p = by(MatrixMetric(DistanceMatrix::Ones(4, 4)));
  check_says([&] { return locate(p, points); }, "was made with a metric");
  check_says([&] { return check_certificate(points, loads, p); }, "was made with a metric");
  check_says(
      [&] { return medians(points, loads, Labels{{0, 0, 2, 2}}, MatrixMetric(DistanceMatrix::Ones(4, 4))); },
      "labels has no stop of zone 1");
}
