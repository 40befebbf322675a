// k-means from seeds in dense places.

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Four villages of 100 stops at the corners of a square of 4 km, and one stop far away.
Given villages() {
  Given given = anywhere(401, 41, 200.0);
  given.loads.setOnes();
  for (Index stop = 0; stop < 400; ++stop) {
    given.points(0, stop) += stop % 2 == 0 ? 0 : 4000;
    given.points(1, stop) += stop / 2 % 2 == 0 ? 0 : 4000;
  }
  given.points.col(400) << 2100, 9000;
  return given;
}

}  // namespace

TEST_CASE("density seeds find villages and leave a lonely stop out", "[methods][density_kmeans]") {
  const Given given = villages();
  const Partition result = by_method(given, "density_kmeans", 4);
  for (Index stop = 4; stop < 400; ++stop) CHECK(result.labels[stop] == result.labels[stop % 4]);
  CHECK(zones_used(result.labels.head(4)) == 4);
}

TEST_CASE("without a least density the lonely stop gets a seed", "[methods][density_kmeans]") {
  const Given given = villages();
  PartitionOptions options;
  options.zones = 5;
  options.method = "density_kmeans";
  options.parameters["least_density"] = 0;
  const Labels labels = partition(given.points, given.loads, options).labels;
  CHECK((labels.array() == labels[400]).count() == 1);
}

TEST_CASE("density seeds end in a local optimum: every stop is with its nearest center",
          "[methods][density_kmeans]") {
  Given given = anywhere(300, 42);
  given.loads.setOnes();
  const Partition result = by_method(given, "density_kmeans", 6);
  for (Index stop = 0; stop < 300; ++stop) {
    Index nearest = 0;
    (result.centers.colwise() - given.points.col(stop)).colwise().squaredNorm().minCoeff(&nearest);
    CHECK(result.labels[stop] == nearest);
  }
}
