#include "equizone/synthetic/synthetic_station.hpp"

#include <array>
#include <cmath>
#include <map>
#include <string>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "synthetic/figures.hpp"

using equizone::Index;
using equizone::InputError;
using equizone::place_minutes;
using equizone::PlaceKind;
using equizone::station_kinds;
using equizone::synthetic_station;
using equizone::SyntheticStation;
using namespace equizone::test;

// The first of 1,000 stops. Not to the last bit: exp, log, sin and cos may differ there from one processor to
// the next.
TEST_CASE("the first stop of every kind is pinned", "[synthetic]") {
  struct Pinned {
    std::string kind;
    std::uint64_t seed;
    PlaceKind place;
    double x, y, minutes;
  };
  const std::array<Pinned, 14> known{{
      {"town", 1, PlaceKind::house, 9531.560802356049, 10152.298824110274, 5.7911261433254184},
      {"town", 20240, PlaceKind::shop, 10129.137506164896, 9923.5536265590836, 6.2086052726053396},
      {"campus", 1, PlaceKind::house, 9605.1700990244044, 10545.404530344305, 5.7911261433254184},
      {"campus", 20240, PlaceKind::dorm, 9913.882501408234, 9897.713027745016, 3.341272303196003},
      {"villages", 1, PlaceKind::village, 14049.53459270006, 12908.21822064387, 8.9178938709003592},
      {"villages", 20240, PlaceKind::apartments, 9873.4256651964315, 9834.5284386122894, 9.5024836424226748},
      {"riverside", 1, PlaceKind::house, 9531.560802356049, 10152.298824110274, 5.7911261433254184},
      {"riverside", 20240, PlaceKind::shop, 10053.36053905562, 9793.2313143998908, 6.2086052726053396},
      {"published", 1, PlaceKind::office, 3417.6195890763511, 11379.872317684047, 20.445097429953048},
      {"published", 20240, PlaceKind::house, 11276.031687578441, 8460.6848361254706, 6.2323022392946728},
      {"city", 1, PlaceKind::any, 4739.3347830660387, 9041.8382337454095, 0.56056694339153557},
      {"city", 20240, PlaceKind::any, 13165.122050447764, 12893.197824201603, 2.0851919337436589},
      {"uniform", 1, PlaceKind::any, 14058.43666317701, 10408.732398777138, 0.45466764211403665},
      {"uniform", 20240, PlaceKind::any, 14277.850120094959, 12898.456718501015, 2.3886209935322431},
  }};
  constexpr double nearly = 1e-12;
  for (const Pinned& pinned : known) {
    INFO(pinned.kind << ", seed " << pinned.seed);
    const SyntheticStation station = synthetic_station(pinned.kind, 1000, pinned.seed);
    CHECK(station.kinds[0] == pinned.place);
    CHECK(station.points(0, 0) == Approx(pinned.x).epsilon(nearly));
    CHECK(station.points(1, 0) == Approx(pinned.y).epsilon(nearly));
    CHECK(station.loads[0] == Approx(pinned.minutes).epsilon(nearly));
  }
}

TEST_CASE("stations have as many stops as asked for", "[synthetic]") {
  for (const auto& [kind, description] : station_kinds()) {
    CHECK(description.find('\n') == std::string::npos);
    for (const Index stops : {1, 2, 3, 4, 5, 7, 10, 29, 50, 333, 1000, 50'000}) {
      INFO(kind << ", " << stops << " stops");
      const SyntheticStation station = synthetic_station(kind, stops, 3);
      REQUIRE(station.points.cols() == stops);
      REQUIRE(station.loads.size() == stops);
      REQUIRE(station.kinds.size() == static_cast<std::size_t>(stops));
      REQUIRE(station.points.allFinite());
      REQUIRE(station.loads.allFinite());
      REQUIRE(station.loads.minCoeff() > 0);
      REQUIRE(station.station.allFinite());
      REQUIRE(station.barriers.empty() == (kind != "riverside"));
    }
  }
}

TEST_CASE("a seed makes one station, another seed another", "[synthetic]") {
  for (const auto& [kind, description] : station_kinds()) {
    INFO(kind);
    const SyntheticStation one = synthetic_station(kind, 400, 8);
    const SyntheticStation again = synthetic_station(kind, 400, 8);
    const SyntheticStation other = synthetic_station(kind, 400, 9);
    CHECK((one.points == again.points));
    CHECK((one.loads == again.loads));
    CHECK(one.kinds == again.kinds);
    CHECK((one.points.array() != other.points.array()).all());
    CHECK((one.loads.array() != other.loads.array()).all());
  }
}

TEST_CASE("kinds of stations differ from each other for one seed", "[synthetic]") {
  std::map<double, std::string> found;
  for (const auto& [kind, description] : station_kinds())
    found[synthetic_station(kind, 400, 8).points.sum()] = kind;
  CHECK(found.size() == station_kinds().size());
}

TEST_CASE("loads are lognormal around the minutes of their kind of place", "[synthetic]") {
  std::map<PlaceKind, std::vector<double>> loads;
  for (const std::string kind : {"town", "campus", "villages", "published"}) {
    const SyntheticStation station = synthetic_station(kind, 40'000, 1);
    for (std::size_t stop = 0; stop < station.kinds.size(); ++stop)
      loads[station.kinds[stop]].push_back(station.loads[static_cast<Index>(stop)]);
  }
  CHECK(loads.size() == place_minutes().size() - 1);  // all but "any"
  for (const auto& [kind, minutes] : loads) {
    const auto& [name, mean_minutes] = place_minutes()[static_cast<std::size_t>(kind)];
    const auto count = static_cast<double>(minutes.size());
    if (count < 100) continue;
    INFO(name << ", " << count << " stops");
    double sum = 0;
    double of_logs = 0;
    double of_squared_logs = 0;
    for (const double load : minutes) {
      sum += load;
      of_logs += std::log(load);
      of_squared_logs += std::pow(std::log(load), 2);
    }
    CHECK(sum / count == Approx(mean_minutes).epsilon(5 * 0.42 / std::sqrt(count)));
    const double sigma = std::sqrt(of_squared_logs / count - std::pow(of_logs / count, 2));
    CHECK(sigma == Approx(0.4).epsilon(4 / std::sqrt(count)));
  }
}

TEST_CASE("more stops cover more ground, no denser", "[synthetic]") {
  for (const std::string kind : {"town", "campus", "villages", "riverside", "published"}) {
    INFO(kind);
    const SyntheticStation small = synthetic_station(kind, 2000, 4);
    const SyntheticStation large = synthetic_station(kind, 20'000, 4);
    const double of_small = median_nearest_m(small.points, every_tenth(2000));
    const double of_large = median_nearest_m(large.points, every_tenth(20'000));
    CHECK(of_large / of_small == Approx(1).margin(0.2));
  }
}

TEST_CASE("in squares, fewer stops are the first of more", "[synthetic]") {
  for (const std::string kind : {"city", "uniform"}) {
    INFO(kind);
    const SyntheticStation few = synthetic_station(kind, 100, 4);
    const SyntheticStation many = synthetic_station(kind, 5000, 4);
    CHECK((many.points.leftCols(100) == few.points));
    CHECK((many.loads.head(100) == few.loads));
    CHECK(many.points.minCoeff() >= 0);
    CHECK(many.points.maxCoeff() <= 20e3);
    CHECK(many.loads.mean() == Approx(1).margin(0.1));
  }
}

TEST_CASE("what cannot be drawn is refused", "[synthetic]") {
  CHECK_THROWS_AS(synthetic_station("town", 0), InputError);
  CHECK_THROWS_WITH(
      synthetic_station("hamlet", 10),
      "kind is \"hamlet\"; give one of town, campus, villages, riverside, published, city, uniform");
  CHECK_THROWS_WITH(synthetic_station("town", -5), "stops is -5; give a number from 1 to 2147483647");
  CHECK_THROWS_WITH(synthetic_station("city", Index{1} << 31),
                    "stops is 2147483648; give a number from 1 to 2147483647");
}
