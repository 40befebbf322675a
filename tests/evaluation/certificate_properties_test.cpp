// The checker of certificates: every figure is that of the definition, and every lie is found out.

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "certificates.hpp"
#include "equizone/partition/partition.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

Partition solve(const Station& station, Index zones, double tolerance = 0.03) {
  PartitionOptions options;
  options.zones = zones;
  options.tolerance = tolerance;
  return partition(station.points, station.loads, options);
}

std::string faults_of(const Station& station, const Partition& p) {
  std::string text;
  for (const std::string& fault : checked(station, p).faults) text += fault + "\n";
  return text;
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

}  // namespace

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
