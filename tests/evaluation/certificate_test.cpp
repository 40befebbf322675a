// The checker of certificates on small partitions worked out by hand.

#include <string>
#include <vector>

#include "certificates.hpp"

using namespace equizone;
using namespace equizone::test;

TEST_CASE("a known optimum has no gap", "[evaluation]") {
  const CertificateCheck check = checked(line(), halves());
  CHECK(check.valid);
  CHECK(check.faults.empty());
  CHECK(check.cost == 4);
  CHECK(check.lower_bound == 4);
  CHECK(check.gap == 0);
  CHECK(check.moved_cost == 0);
  CHECK(check.slack_cost == 0);
  CHECK(check.zone_loads == Values{{2, 2}});
  CHECK(check.diagram_loads == Values{{2, 2}});
  CHECK(check.deviating.empty());
}

TEST_CASE("a stop moved for the sake of a bound, by hand", "[evaluation]") {
  // Zone 0 may hold no more than 2, so the stop at 3 goes to zone 1, whose center lies at 7.
  const Station station{Points{{0, 2, 3, 8, 10}, {0, 0, 0, 0, 0}}, Values::Ones(5)};
  Partition p;
  p.labels = Labels{{0, 0, 1, 1, 1}};
  p.centers = Points{{1, 7}, {0, 0}};
  p.offsets = Values::Zero(2);
  p.lower = Values{{0.0}};
  p.upper = Values{{2, 3}};
  p.cost = 1 + 1 + 16 + 1 + 9;
  p.lower_bound = 1 + 1 + 4 + 1 + 9;
  const CertificateCheck check = checked(station, p);
  CHECK(check.valid);
  CHECK(check.gap == 12);
  CHECK(check.moved_cost == 12);
  CHECK(check.slack_cost == 0);
  CHECK(check.diagram_loads == Values{{3, 2}});
  REQUIRE(check.deviating.size() == 1);
  CHECK(check.deviating[0].stop == 2);
  CHECK(check.deviating[0].zone == 1);
  CHECK(check.deviating[0].nearest == 0);
  CHECK(check.deviating[0].excess == 12);
  CHECK(check.deviating[0].cost == 12);
  CHECK(check.deviating[0].why == "zone 0 would have a load of 3 in the diagram, above its upper bound of 2");

  // With the right offset the stop lies on the border: a tie, and no gap is left.
  p.offsets = Values{{-12, 0}};
  p.lower_bound = p.cost;
  const CertificateCheck tied = checked(station, p);
  CHECK(tied.valid);
  CHECK(tied.deviating.empty());
  CHECK(tied.gap == Approx(0).margin(1e-9));

  // A lower bound of 3 for zone 1 calls for it as well, and zone 0 has 2 of room below 4.
  p.offsets = Values{{-6, 0}};
  p.lower = Values{{0, 3}};
  p.upper = Values{{4, 5}};
  p.lower_bound = nothing;
  const CertificateCheck slack = checked(station, p);
  CHECK(slack.valid);
  CHECK(slack.moved_cost == 6);
  CHECK(slack.slack_cost == 2 * 6);
  CHECK(slack.gap == 18);
  CHECK(slack.deviating[0].why == "zone 1 would have a load of 2 in the diagram, below its lower bound of 3");
}

TEST_CASE("links of a chain are told from moves that no bound calls for", "[evaluation]") {
  // The diagram gives zone 0 three stops; one moves on to zone 1, which passes one on to zone 2.
  const Station station{Points{{0, 1, 4, 9, 10, 14, 19, 20}, {0, 0, 0, 0, 0, 0, 0, 0}}, Values::Ones(8)};
  Partition p;
  p.labels = Labels{{0, 0, 1, 1, 1, 2, 2, 2}};
  p.centers = Points{{0.5, 23.0 / 3, 53.0 / 3}, {0, 0, 0}};
  p.offsets = Values{{3, 3, 3}};
  p.centers(0, 1) = 10;
  p.centers(0, 2) = 20;
  p.lower = Values::Zero(3);
  p.upper = Values{{2, 3, 3}};
  p.cost = p.lower_bound = nothing;
  const CertificateCheck check = checked(station, p);
  REQUIRE(check.deviating.size() == 2);
  CHECK(check.deviating[0].stop == 2);
  says(check.deviating[0].why, "zone 0 would have a load of 3 in the diagram, above its upper bound of 2");
  CHECK(check.deviating[1].stop == 5);
  says(check.deviating[1].why,
       "a link of a chain from zone 0, which would have a load of 3 in the diagram, above");

  p.upper = Values::Constant(3, 5);
  for (const DeviatingStop& stop : checked(station, p).deviating) says(stop.why, "no bound calls for it");
}

TEST_CASE("several faults of one kind are counted", "[evaluation]") {
  Partition p = halves();
  p.centers = Points{{2, 12}, {0, 0}};
  p.cost = p.lower_bound = nothing;
  const CertificateCheck check = checked(line(), p);
  CHECK(check.faults ==
        std::vector<std::string>{"the center of zone 1 lies 3 m from the load centroid of its "
                                 "stops (the worst of 2 zones)"});
}

TEST_CASE("figures that are not claimed are not compared", "[evaluation]") {
  Partition p = halves();
  p.cost = p.lower_bound = nothing;
  p.lower = p.upper = Values();
  p.offsets = Values{{5, 5}};
  const CertificateCheck check = checked(line(), p);
  CHECK(check.valid);
  CHECK(check.lower_bound == 4 - 4 * 5);  // without bounds the offsets bound nothing
  CHECK(check.slack_cost == 20);
  p.lower_bound = 0;  // a negative bound is reported as 0
  CHECK(checked(line(), p).valid);
}

TEST_CASE("zones without load, or without stops, may have any center", "[evaluation]") {
  Station station = line();
  station.loads[3] = 0;
  Partition p = halves();
  p.labels = Labels{{0, 0, 1, 2}};
  p.centers = Points{{1, 8, 20, 77}, {0, 0, 5, 7}};
  p.offsets = Values::Zero(4);
  p.lower = Values::Zero(1);
  p.upper = Values{{2.0}};
  p.cost = p.lower_bound = 2;
  const CertificateCheck check = checked(station, p);
  CHECK(check.faults.empty());
  REQUIRE(check.deviating.size() == 1);
  says(check.deviating[0].why, "it has no load");
  CHECK(check.deviating[0].cost == 0);
}
