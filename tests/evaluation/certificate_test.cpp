// The checker of certificates: it must accept what is right and find out every lie.

#include "equizone/evaluation/certificate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/partition/partition.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();  // no figure is claimed

Partition solve(const Station& station, Index zones, double tolerance = 0.03) {
  PartitionOptions options;
  options.zones = zones;
  options.tolerance = tolerance;
  return partition(station.points, station.loads, options);
}

CertificateCheck checked(const Station& station, const Partition& p) {
  return check_certificate(station.points, station.loads, p);
}

std::string faults_of(const Station& station, const Partition& p) {
  std::string text;
  for (const std::string& fault : checked(station, p).faults) text += fault + "\n";
  return text;
}

void says(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}

// Everything by its definition, in long double, each stop compared with all centers.
struct ByDefinition {
  long double cost = 0;
  long double lower_bound = 0;
  long double moved_cost = 0;
  long double slack_cost = 0;
  std::vector<Index> deviating;
};

ByDefinition define(const Station& station, const Partition& p) {
  ByDefinition known;
  const Index zones = p.centers.cols();
  Values zone_loads = Values::Zero(zones);
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const auto square = [&](Index zone) {
      const long double dx = static_cast<long double>(station.points(0, stop)) - p.centers(0, zone);
      const long double dy = static_cast<long double>(station.points(1, stop)) - p.centers(1, zone);
      return dx * dx + dy * dy;
    };
    const Index own = p.labels[stop];
    long double least = std::numeric_limits<long double>::infinity();
    for (Index zone = 0; zone < zones; ++zone) least = std::min(least, square(zone) - p.offsets[zone]);
    const long double excess = square(own) - p.offsets[own] - least;
    const double w = station.loads[stop];
    known.cost += w * square(own);
    known.lower_bound += w * least;
    known.moved_cost += w * excess;
    if (excess > 1e-3L) known.deviating.push_back(stop);
    zone_loads[own] += w;
  }
  for (Index zone = 0; zone < zones; ++zone) {
    const double u = p.offsets[zone];
    const double upper = std::min(p.upper[zone], station.loads.sum());
    known.lower_bound += p.lower[zone] * std::max(u, 0.0) + upper * std::min(u, 0.0);
    known.slack_cost +=
        std::max(u, 0.0) * (zone_loads[zone] - p.lower[zone]) - std::min(u, 0.0) * (upper - zone_loads[zone]);
  }
  return known;
}

void check_against_definition(const Station& station, const Partition& p) {
  const CertificateCheck check = checked(station, p);
  const ByDefinition known = define(station, p);
  const double rounding = 1e-9 * (std::abs(check.cost) + std::abs(check.lower_bound) +
                                  station.loads.sum() * p.offsets.cwiseAbs().maxCoeff());
  const auto close = [&](long double value) { return Approx(static_cast<double>(value)).margin(rounding); };
  CHECK(check.cost == close(known.cost));
  CHECK(check.lower_bound == close(known.lower_bound));
  CHECK(check.moved_cost == close(known.moved_cost));
  CHECK(check.slack_cost == close(known.slack_cost));
  CHECK(check.gap == close(known.cost - known.lower_bound));
  CHECK(check.gap == close(check.moved_cost + check.slack_cost));  // the identity
  CHECK(check.zone_loads.sum() == Approx(station.loads.sum()));
  CHECK(check.diagram_loads.sum() == Approx(station.loads.sum()));
  std::vector<Index> deviating;
  double cost = 0;
  for (const DeviatingStop& stop : check.deviating) {
    if (stop.excess > 1e-3) deviating.push_back(stop.stop);
    CHECK(stop.zone == p.labels[stop.stop]);
    CHECK(stop.nearest != stop.zone);
    CHECK(stop.excess > 0);
    CHECK(stop.cost == stop.excess * station.loads[stop.stop]);
    CHECK_FALSE(stop.why.empty());
    cost += stop.cost;
  }
  CHECK(deviating == known.deviating);
  CHECK(cost == Approx(check.moved_cost).margin(rounding));
}

// Four stops on a line, two zones; centers at 1 and 9 are the load centroids.
Station line() { return {Points{{0, 2, 8, 10}, {0, 0, 0, 0}}, Values::Ones(4)}; }

Partition halves() {
  Partition p;
  p.labels = Labels{{0, 0, 1, 1}};
  p.centers = Points{{1, 9}, {0, 0}};
  p.offsets = Values::Zero(2);
  p.lower = p.upper = Values::Constant(2, 2.0);
  p.cost = p.lower_bound = 4;
  return p;
}

}  // namespace

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

TEST_CASE("partitions of all kinds are valid, and every figure is that of the definition", "[evaluation]") {
  const Layout layout = GENERATE(Layout::uniform, Layout::clustered, Layout::coincident, Layout::collinear);
  const Work work = GENERATE(Work::equal, Work::lognormal, Work::with_zeros);
  for (const Index zones : {1, 4, 11}) {
    const Station station = draw_station(static_cast<std::uint64_t>(zones), 300, layout, work);
    const Partition p = solve(station, zones, 0.1);
    INFO("layout " << static_cast<int>(layout) << ", work " << static_cast<int>(work) << ", zones " << zones);
    check_against_definition(station, p);
    if (p.status == Status::ok) CHECK(faults_of(station, p).empty());
  }
}

TEST_CASE("capacities alone, and k-means, are checked too", "[evaluation]") {
  const Station station = draw_station(3, 500, Layout::clustered, Work::lognormal);
  PartitionOptions options;
  options.zones = 9;
  options.upper = Values::Constant(1, station.loads.sum() / 9 * 1.05);
  const Partition p = partition(station.points, station.loads, options);
  check_against_definition(station, p);
  CHECK(checked(station, p).valid == (p.status == Status::ok));

  options.upper = Values::Constant(1, station.loads.sum());
  const Partition nearest = kmeans(station.points, station.loads, options);
  check_against_definition(station, nearest);
  CHECK(checked(station, nearest).valid);
  CHECK(checked(station, nearest).deviating.empty());
}

TEST_CASE("certificates of loads over twelve orders of magnitude", "[evaluation]") {
  Station station = draw_station(4, 400, Layout::uniform);
  Draw draw(4);
  for (double& load : station.loads) load = std::pow(10.0, draw.uniform(-6, 6));
  PartitionOptions options;
  options.zones = 5;
  options.upper = Values::Constant(1, station.loads.sum());
  const Partition p = partition(station.points, station.loads, options);
  check_against_definition(station, p);
  CHECK(faults_of(station, p).empty());
}

TEST_CASE("UTM coordinates cost no precision", "[evaluation]") {
  Station station = draw_station(5, 600, Layout::uniform, Work::lognormal);
  station.points = (station.points * 16).array().round() / 16;  // the same numbers at UTM size
  const Partition p = solve(station, 12);
  Station far = station;
  far.points.colwise() += Eigen::Vector2d(5e5, 5.2e6);
  Partition moved = p;
  moved.centers.colwise() += Eigen::Vector2d(5e5, 5.2e6);
  const CertificateCheck here = checked(station, p);
  const CertificateCheck there = checked(far, moved);
  CHECK(here.valid);
  CHECK(there.valid);
  CHECK(there.cost == Approx(here.cost).epsilon(1e-9));
  CHECK(there.lower_bound == Approx(here.lower_bound).epsilon(1e-9));
  CHECK(there.gap == Approx(here.gap).epsilon(1e-6));
  REQUIRE(there.deviating.size() == here.deviating.size());
  CHECK(checked(far, solve(far, 12)).valid);
  moved.lower_bound *= 1 + 1e-6;  // small lies are found out there too
  CHECK_FALSE(checked(far, moved).valid);
}

TEST_CASE("every lie is found out", "[evaluation]") {
  const Station station = draw_station(6, 400, Layout::uniform, Work::lognormal);
  const Partition honest = solve(station, 8);
  REQUIRE(honest.status == Status::ok);
  REQUIRE(checked(station, honest).valid);
  Draw draw(6);
  const auto sign = [&] { return draw.whole(0, 1) == 0 ? 1.0 : -1.0; };
  // Tells the lie 40 times, about random zones.
  const auto find_out = [&](const std::string& fault, auto&& tell) {
    for (int trial = 0; trial < 40; ++trial) {
      Partition p = honest;
      const Index zone = draw.whole(0, 7);
      tell(p, zone);
      CHECK_FALSE(checked(station, p).valid);
      says(faults_of(station, p), fault);
      check_against_definition(station, p);
    }
  };
  SECTION("a label") {
    find_out("load centroid", [&](Partition& p, Index) {
      const Index stop = draw.whole(0, 399);
      p.labels[stop] = static_cast<std::int32_t>((p.labels[stop] + draw.whole(1, 7)) % 8);
      const CertificateCheck check = checked(station, p);
      const auto concerned = [&](const DeviatingStop& found) { return found.stop == stop; };
      const bool moved_before = std::ranges::find(honest.moved, stop) != honest.moved.end();
      CHECK((moved_before || std::ranges::any_of(check.deviating, concerned)));
    });
  }
  SECTION("a center, by a centimetre") {
    find_out(" lies 0.01",
             [&](Partition& p, Index zone) { p.centers(draw.whole(0, 1), zone) += sign() / 100; });
  }
  SECTION("an offset") {  // zones are about 350 m wide
    find_out("lower_bound is reported as",
             [&](Partition& p, Index zone) { p.offsets[zone] += sign() * 100; });
  }
  SECTION("the lower bound, by a millionth") {
    find_out("lower_bound is reported as", [&](Partition& p, Index) { p.lower_bound *= 1 + sign() * 1e-6; });
  }
  SECTION("the cost, by a millionth") {
    find_out("cost is reported as", [&](Partition& p, Index) { p.cost *= 1 + sign() * 1e-6; });
  }
  SECTION("a lower bound above the cost") {
    find_out("lower_bound is reported as", [](Partition& p, Index) { p.lower_bound = 2 * p.cost; });
  }
  SECTION("an upper bound that is not kept") {
    find_out(" has a load of ", [&](Partition& p, Index zone) {
      p.lower[zone] = 0;
      p.upper[zone] = honest.zone_loads[zone] * (1 - 1e-6);
    });
  }
  SECTION("a least load that is not kept") {
    find_out(" has a load of ", [&](Partition& p, Index zone) {
      p.lower[zone] = honest.zone_loads[zone] * (1 + 1e-6);
      p.upper[zone] = infinity;
    });
  }
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

TEST_CASE("bad input of check_certificate names argument, index and value", "[evaluation]") {
  const auto error_of = [](auto&& change) -> std::string {
    Station station = line();
    Partition p = halves();
    change(station, p);
    try {
      (void)checked(station, p);
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  };
  says(error_of([](auto& s, auto&) { s.points = Points(2, 0); }), "points is empty");
  says(error_of([](auto& s, auto&) { s.points(1, 2) = nothing; }), "points[2] has y = nan");
  says(error_of([](auto& s, auto&) { s.loads[1] = -3; }), "loads[1] is -3");
  says(error_of([](auto& s, auto&) { s.loads.setZero(); }), "loads are all zero");
  says(error_of([](auto& s, auto&) { s.loads = Values::Ones(3); }), "loads has 3 entries");
  says(error_of([](auto&, auto& p) { p.labels = Labels{{0, 1}}; }), "labels has 2 entries");
  says(error_of([](auto&, auto& p) { p.labels[3] = 2; }), "labels[3] is 2");
  says(error_of([](auto&, auto& p) { p.labels[0] = -1; }), "labels[0] is -1");
  says(error_of([](auto&, auto& p) { p.centers = Points(2, 0); }), "centers is empty");
  says(error_of([](auto&, auto& p) { p.centers(0, 1) = infinity; }), "centers[1] has x = inf");
  says(error_of([](auto&, auto& p) { p.offsets = Values::Zero(3); }), "offsets has 3 entries");
  says(error_of([](auto&, auto& p) { p.offsets[1] = nothing; }), "offsets[1] is nan");
  says(error_of([](auto&, auto& p) { p.lower = Values::Zero(3); }), "lower has 3 entries");
  says(error_of([](auto&, auto& p) { p.upper = Values::Zero(3); }), "upper has 3 entries");
  says(error_of([](auto&, auto& p) { p.lower[1] = 3; }), "lower[1] is 3 and upper[1] is 2");
  says(error_of([](auto&, auto& p) { p.lower[0] = -1; }), "lower[0] is -1");
  says(error_of([](auto&, auto& p) { p.upper[0] = nothing; }), "upper[0] is nan");
}
