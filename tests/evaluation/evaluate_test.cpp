#include "equizone/evaluation/evaluate.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;

namespace {

// A square of letters, one stop at each, 1 m apart; letter a is zone 0. With a power of two of steps along
// each side its places are exact on the grid of Sites, so that exactly the four next ones are neighbours.
struct Picture {
  Points points;
  Labels labels;

  explicit Picture(const std::vector<std::string>& rows) {
    const auto side = static_cast<Index>(rows.size());
    points.resize(2, side * side);
    labels.resize(side * side);
    for (Index row = 0, stop = 0; row < side; ++row)
      for (Index column = 0; column < side; ++column, ++stop) {
        points.col(stop) << static_cast<double>(column), static_cast<double>(-row);
        labels[stop] = rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] - 'a';
      }
  }
};

// Pieces by flood over the four next places, written for a full square alone.
Labels flooded_pieces(const Labels& labels, Index side, Index zones) {
  Labels pieces = Labels::Zero(zones);
  std::vector<char> seen(static_cast<std::size_t>(side * side), 0);
  for (Index start = 0; start < side * side; ++start) {
    if (seen[static_cast<std::size_t>(start)]) continue;
    ++pieces[labels[start]];
    std::vector<Index> open{start};
    while (!open.empty()) {
      const Index at = open.back();
      open.pop_back();
      if (std::exchange(seen[static_cast<std::size_t>(at)], 1)) continue;
      const Index column = at % side;
      for (const Index next :
           {column > 0 ? at - 1 : at, column < side - 1 ? at + 1 : at, at - side, at + side})
        if (next >= 0 && next < side * side && labels[next] == labels[at]) open.push_back(next);
    }
  }
  return pieces;
}

}  // namespace

TEST_CASE("scores of a small example, by hand", "[evaluation]") {
  Points points(2, 5);
  points << 0, 4, 10, 10, 10,  //
      0, 0, 0, 2, 1;
  Values loads(5);
  loads << 1, 3, 2, 2, 0;
  Labels labels(5);
  labels << 0, 0, 1, 1, 1;
  const Evaluation score = evaluate(points, loads, labels);
  CHECK(score.zones == 2);
  CHECK(score.stops == Labels{{2, 3}});
  CHECK(score.zone_loads == Values{{4.0, 4.0}});
  CHECK(score.centers == Points{{3.0, 10.0}, {0.0, 1.0}});
  CHECK(score.zone_costs == Values{{1 * 9 + 3 * 1.0, 2 + 2.0}});
  CHECK(score.cost == 16);
  CHECK(score.imbalance == 0);
  CHECK(score.shortfall == 0);
  CHECK(score.empty_zones == 0);
  CHECK(score.pieces == Labels{{1, 1}});
  CHECK(score.stray_load == 0);
}

TEST_CASE("targets may be loads or shares", "[evaluation]") {
  const Points points = Points{{0, 1, 2, 3}, {0, 0, 0, 0}};
  const Values loads = Values{{1, 2, 3, 4}};
  const Labels labels = Labels{{0, 0, 1, 1}};
  for (const Values& targets : {Values{{5.0, 5.0}}, Values{{0.5, 0.5}}, Values{}}) {
    const Evaluation score = evaluate(points, loads, labels, 2, targets);
    CHECK(score.imbalance == Approx(0.4));
    CHECK(score.shortfall == Approx(0.4));
  }
  CHECK(evaluate(points, loads, labels, 2, Values{{0.3, 0.7}}).imbalance == Approx(0).margin(1e-15));
}

TEST_CASE("empty zones count, and have no center", "[evaluation]") {
  const Points points = Points{{0, 1}, {0, 0}};
  const Labels labels = Labels{{1, 1}};
  const Evaluation score = evaluate(points, Values::Ones(2), labels, 3);
  CHECK(score.zones == 3);
  CHECK(score.empty_zones == 2);
  CHECK(score.stops == Labels{{0, 2, 0}});
  CHECK(score.pieces == Labels{{0, 1, 0}});
  CHECK(score.imbalance == Approx(2));
  CHECK(score.shortfall == 1);
  CHECK(std::isnan(score.centers(0, 0)));
  CHECK(score.centers(0, 1) == 0.5);
  CHECK(score.cost == 0.5);
}

TEST_CASE("a zone without load has the plain centroid", "[evaluation]") {
  const Points points = Points{{0, 1, 3}, {0, 0, 0}};
  const Evaluation score = evaluate(points, Values{{1, 0, 0}}, Labels{{0, 1, 1}});
  CHECK(score.centers(0, 1) == 2);
  CHECK(score.shortfall == 1);
}

TEST_CASE("large coordinates cost no precision", "[evaluation]") {
  Random random(5);
  constexpr Index n = 400;
  Points near(2, n);
  Values loads(n);
  Labels labels(n);
  for (Index i = 0; i < n; ++i) {
    // Sixteenths of metres: the same numbers at UTM size, without rounding.
    near.col(i) << std::floor(random.uniform() * 16000) / 16, std::floor(random.uniform() * 16000) / 16;
    loads[i] = random.uniform();
    labels[i] = static_cast<std::int32_t>(random.uniform() * 7);
  }
  const Points far = near.colwise() + Eigen::Vector2d(5e5, 5.2e6);
  const Evaluation here = evaluate(near, loads, labels);
  const Evaluation there = evaluate(far, loads, labels);
  CHECK(here.zone_costs == there.zone_costs);
  CHECK(here.cost == there.cost);
  CHECK(here.stray_load == there.stray_load);

  long double cost = 0;
  for (Index i = 0; i < n; ++i) {
    const auto zone = labels[i];
    const long double dx =
        static_cast<long double>(near(0, i)) - static_cast<long double>(here.centers(0, zone));
    const long double dy =
        static_cast<long double>(near(1, i)) - static_cast<long double>(here.centers(1, zone));
    cost += static_cast<long double>(loads[i]) * (dx * dx + dy * dy);
  }
  CHECK(here.cost == Approx(static_cast<double>(cost)).epsilon(1e-13));
}

TEST_CASE("pieces of pictures", "[evaluation]") {
  SECTION("a cross of two zones touches at corners only") {
    const Picture picture({"aabbb", "aabbb", "bbaaa", "bbaaa", "bbaaa"});
    const Evaluation score = evaluate(picture.points, Values::Ones(25), picture.labels);
    CHECK(score.pieces == Labels{{2, 2}});
    CHECK(score.stray_load == Approx((4.0 + 6.0) / 25));
  }
  SECTION("a ring and its inside") {
    const Picture picture({"bbbbb", "baaab", "baaab", "baaab", "bbbbb"});
    const Evaluation score = evaluate(picture.points, Values::Ones(25), picture.labels);
    CHECK(score.pieces == Labels{{1, 1}});
    CHECK(score.stray_load == 0);
  }
  SECTION("the heaviest piece counts, not the largest") {
    const Picture picture({"aabbb", "bbbbb", "bbbbb", "bbbbb", "bbbba"});
    Values loads = Values::Ones(25);
    loads[24] = 10;
    const Evaluation score = evaluate(picture.points, loads, picture.labels);
    CHECK(score.pieces == Labels{{2, 1}});
    CHECK(score.stray_load == Approx(2.0 / 34));
  }
}

TEST_CASE("pieces of random pictures are those of a flood", "[evaluation]") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Random random(seed);
    const Index side = seed % 2 == 0 ? 5 : 9;
    const Index zones = 2 + static_cast<Index>(seed % 3);
    std::vector<std::string> rows(static_cast<std::size_t>(side),
                                  std::string(static_cast<std::size_t>(side), 'a'));
    for (std::string& row : rows)
      for (char& letter : row)
        letter = static_cast<char>('a' + random.uniform() * static_cast<double>(zones));
    const Picture picture(rows);
    const Values loads = Values::Ones(side * side);
    CHECK(evaluate(picture.points, loads, picture.labels, zones).pieces ==
          flooded_pieces(picture.labels, side, zones));
  }
}

TEST_CASE("stops of several zones at one place connect each zone", "[evaluation]") {
  // Zone 0 and zone 1 both pass through the middle place.
  const Points points = Points{{0, 1, 1, 2, 1, 1, 1}, {0, 0, 0, 0, 0, 1, -1}};
  const Labels labels = Labels{{0, 0, 1, 0, 2, 1, 1}};
  const Evaluation score = evaluate(points, Values::Ones(7), labels);
  CHECK(score.pieces == Labels{{1, 1, 1}});
  const Labels without = Labels{{0, 2, 1, 0, 2, 1, 1}};
  CHECK(evaluate(points, Values::Ones(7), without).pieces == Labels{{2, 1, 1}});
}

TEST_CASE("all stops at one place are one piece", "[evaluation]") {
  const Evaluation score = evaluate(Points::Constant(2, 6, 3.0), Values::Ones(6), Labels{{0, 1, 2, 0, 1, 2}});
  CHECK(score.pieces == Labels{{1, 1, 1}});
  CHECK(score.cost == 0);
}

TEST_CASE("a place with stops of many zones is no trap", "[evaluation]") {
  // Every zone has one stop in the middle and one on the circle around it.
  constexpr Index zones = 20'000;
  Points points = Points::Zero(2, 2 * zones);
  Labels labels(2 * zones);
  for (Index zone = 0; zone < zones; ++zone) {
    const double angle = 6.28 * static_cast<double>(zone) / zones;
    points.col(zones + zone) << 1000 * std::cos(angle), 1000 * std::sin(angle);
    labels[zone] = labels[zones + zone] = static_cast<std::int32_t>(zone);
  }
  CHECK((evaluate(points, Values::Ones(2 * zones), labels).pieces.array() <= 2).all());
}

TEST_CASE("bad input of evaluate names argument, index and value", "[evaluation]") {
  const Points points = Points{{0, 1, 2}, {0, 0, 0}};
  const Values loads = Values::Ones(3);
  const Labels labels = Labels{{0, 1, 1}};
  const auto error_of = [](auto&& call) -> std::string {
    try {
      call();
    } catch (const InputError& error) {
      return error.what();
    }
    return "no error";
  };
  const auto says = [](const std::string& text, const std::string& part) {
    INFO(text);
    CHECK(text.find(part) != std::string::npos);
  };
  Points bad_points = points;
  bad_points(1, 2) = std::numeric_limits<double>::quiet_NaN();
  says(error_of([&] { (void)evaluate(bad_points, loads, labels); }), "points[2] has y = nan");
  says(error_of([&] { (void)evaluate(points, Values{{1, -3, 1}}, labels); }), "loads[1] is -3");
  says(error_of([&] { (void)evaluate(points, Values::Zero(3), labels); }), "loads are all zero");
  says(error_of([&] { (void)evaluate(points, Values::Ones(2), labels); }), "loads has 2 entries");
  says(error_of([&] { (void)evaluate(points, loads, Labels{{0, 1}}); }), "labels has 2 entries");
  says(error_of([&] { (void)evaluate(points, loads, Labels{{0, -1, 1}}); }), "labels[1] is -1");
  says(error_of([&] { (void)evaluate(points, loads, labels, 1); }), "labels[1] is 1");
  says(error_of([&] { (void)evaluate(points, loads, labels, -1); }), "zones is -1");
  says(error_of([&] { (void)evaluate(points, loads, labels, 2, Values{{1.0}}); }), "targets has 1 entries");
  says(error_of([&] { (void)evaluate(points, loads, labels, 2, Values{{1.0, 0.0}}); }), "targets[1] is 0");
  says(error_of([&] { (void)evaluate(Points(2, 0), Values(), Labels()); }), "points is empty");
}
