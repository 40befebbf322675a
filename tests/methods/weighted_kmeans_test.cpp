// k-means with class loads as the constraint.

#include "catch.hpp"
#include "methods/calls.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("weighted k-means levels the classes' loads where plain k-means does not",
          "[methods][weighted_kmeans]") {
  Given given = anywhere(3000, 31);
  for (Index stop = 0; stop < 3000; ++stop)
    if (given.points(0, stop) < 300) given.loads[stop] *= 4;  // a part of the town with much work
  const Partition plain = by_method(given, "kmeans", 12);
  const Partition leveled = by_method(given, "weighted_kmeans", 12);
  CHECK(plain.imbalance > 0.5);
  CHECK(leveled.status == Status::ok);
}

TEST_CASE("without a budget weighted k-means is where plain k-means ends", "[methods][weighted_kmeans]") {
  Given given = anywhere(500, 32);
  given.loads.setOnes();
  PartitionOptions options;
  options.zones = 6;
  options.method = "weighted_kmeans";
  options.budget = 1;
  CHECK(partition(given.points, given.loads, options).labels == by_method(given, "kmeans", 6).labels);
}
