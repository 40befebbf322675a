// A pass against the plain search among all centers.

#include "equizone/clustering/power_pass.hpp"

#include <cstring>
#include <map>
#include <utility>

#include "catch.hpp"
#include "properties/stations.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

// Stops and centers on whole metres, and offsets in whole square metres: power distances are exact, and many
// of them tie.
Station whole_metres(Draw& draw, Index n, Index side_m, bool with_zero_loads) {
  Station station{Points(2, n), Values(n)};
  for (double& value : station.points.reshaped()) value = static_cast<double>(draw.whole(0, side_m));
  for (double& load : station.loads) load = static_cast<double>(draw.whole(with_zero_loads ? 0 : 1, 4));
  return station;
}

PowerDiagram whole_diagram(Draw& draw, Index k, Index side_m, Index most_offset) {
  PowerDiagram diagram{Points(2, k), Values(k)};
  for (double& value : diagram.centers.reshaped()) value = static_cast<double>(draw.whole(0, side_m));
  for (double& offset : diagram.offsets) offset = static_cast<double>(draw.whole(-most_offset, most_offset));
  return diagram;
}

SortedStops sorted(const Station& station) {
  return sort_stops(station.points, station.loads, hilbert_order(station.points));
}

using Pair = std::pair<std::int32_t, std::int32_t>;

struct Known {
  Labels labels;
  std::vector<Sums> zones;
  std::map<Pair, Sums> borders;  // stops whose runner-up is within the band
  std::map<Pair, double>
      within_reach;  // load of stops with the other zone within the band, the runner-up or not
};

// Lowest zone with the least power distance, `other` left out.
Index least_power(const PowerDiagram& diagram, const Eigen::Vector2d& place, Index other = -1) {
  Index least = other == 0 ? 1 : 0;
  for (Index zone = 0; zone < diagram.zones(); ++zone)
    if (zone != other && diagram.power(zone, place) < diagram.power(least, place)) least = zone;
  return least;
}

Known search_all(const Station& station, const PowerDiagram& diagram, double band) {
  Known known{Labels(station.stops()), std::vector<Sums>(static_cast<std::size_t>(diagram.zones())), {}, {}};
  for (Index stop = 0; stop < station.stops(); ++stop) {
    const Eigen::Vector2d place = station.points.col(stop);
    const double w = station.loads[stop];
    const Index zone = least_power(diagram, place);
    known.labels[stop] = static_cast<std::int32_t>(zone);
    known.zones[static_cast<std::size_t>(zone)] +=
        Sums{w, w * place.x(), w * place.y(), w * place.squaredNorm()};
    if (diagram.zones() < 2 || band <= 0 || w == 0) continue;  // what has no load is at no border
    const Index runner_up = least_power(diagram, place, zone);
    for (Index other = 0; other < diagram.zones(); ++other) {
      const double gap = diagram.power(other, place) - diagram.power(zone, place);
      if (other == zone ||
          gap > band * (diagram.centers.col(zone) - diagram.centers.col(other)).squaredNorm())
        continue;
      const Pair pair{std::min(zone, other), std::max(zone, other)};
      known.within_reach[pair] += w;
      if (other == runner_up) known.borders[pair] += Sums{w, w * place.x(), w * place.y(), 0};
    }
  }
  return known;
}

// Where the runner-up is out of reach and ruled out with its block, the next zone within reach may stand in.
void check_borders(const std::vector<BorderLoad>& borders, const Known& known) {
  std::map<Pair, double> found;
  for (const BorderLoad& border : borders) {
    const Pair pair{border.a, border.b};
    REQUIRE((found.empty() || found.rbegin()->first < pair));
    found[pair] = border.load;
    REQUIRE(known.within_reach.contains(pair));
    REQUIRE(border.load <= known.within_reach.at(pair) * (1 + 1e-12));
  }
  for (const auto& [pair, sums] : known.borders) REQUIRE(found[pair] >= sums.load * (1 - 1e-12));
}

bool same(const Sums& left, const Sums& right) { return std::memcmp(&left, &right, sizeof(Sums)) == 0; }

bool same(const PassResult& left, const PassResult& right) {
  return left.zones.size() == right.zones.size() && left.borders.size() == right.borders.size() &&
         std::memcmp(left.zones.data(), right.zones.data(), left.zones.size() * sizeof(Sums)) == 0 &&
         std::equal(left.borders.begin(), left.borders.end(), right.borders.begin(),
                    [](const BorderLoad& a, const BorderLoad& b) {
                      return a.a == b.a && a.b == b.b && a.load == b.load && a.x == b.x && a.y == b.y;
                    });
}

void check_pass(PowerPass& pass, const Station& station, const PowerDiagram& diagram, double band) {
  const Known known = search_all(station, diagram, band);
  PassResult result;
  Labels labels;
  pass.label(diagram, labels, result);
  REQUIRE(labels.size() == station.stops());
  CHECK((labels.array() == known.labels.array()).all());
  CHECK(result.borders.empty());

  pass.run(diagram, band, result);
  REQUIRE(result.zones.size() == known.zones.size());
  for (std::size_t zone = 0; zone < known.zones.size(); ++zone)
    REQUIRE(same(result.zones[zone], known.zones[zone]));
  check_borders(result.borders, known);
  if (diagram.zones() > 2) return;
  REQUIRE(result.borders.size() == known.borders.size());
  for (const BorderLoad& border : result.borders)
    REQUIRE(same({border.load, border.x, border.y, 0}, known.borders.at({0, 1})));
}

}  // namespace

TEST_CASE("labels and sums are those of the search among all centers, ties to the lower zone",
          "[clustering]") {
  const Index n = GENERATE(1, 5, 16, 17, 700, 3000);
  Draw draw(static_cast<std::uint64_t>(n));
  for (const Index side_m : {12, 400}) {
    const Station station = whole_metres(draw, n, side_m, side_m == 12);
    const SortedStops stops = sorted(station);
    const BlockTree tree(stops);
    PowerPass pass(tree, 1);
    for (const Index k : {1, 2, 7, 60, 300})
      for (const Index most_offset : {Index{0}, side_m, side_m * side_m / 50, Index{1'000'000}})
        for (const double band : {0.0, 0.125, 1.0}) {
          INFO(n << " stops, " << k << " zones, " << side_m << " m, offsets to " << most_offset);
          check_pass(pass, station, whole_diagram(draw, k, side_m, most_offset), band);
        }
  }
}

TEST_CASE("of centers at one place the lower zone, or the larger offset, wins", "[clustering]") {
  Draw draw(1);
  const Station station = whole_metres(draw, 500, 50, false);
  const SortedStops stops = sorted(station);
  const BlockTree tree(stops);
  PowerPass pass(tree, 1);
  PowerDiagram diagram{Points::Constant(2, 4, 20.0), Values::Zero(4)};
  check_pass(pass, station, diagram, 0.125);
  PassResult result;
  pass.run(diagram, 0.0, result);
  CHECK(result.zones[0].load == station.loads.sum());
  diagram.offsets[2] = 1;
  check_pass(pass, station, diagram, 0.125);
  pass.run(diagram, 0.0, result);
  CHECK(result.zones[2].load == station.loads.sum());
}

TEST_CASE("stops anywhere: a pass agrees with the search among all centers", "[clustering]") {
  const Layout layout = GENERATE(Layout::uniform, Layout::clustered, Layout::coincident, Layout::collinear);
  const Station station = draw_station(7, 4000, layout, Work::with_zeros);
  const SortedStops stops = sorted(station);
  const BlockTree tree(stops);
  PowerPass pass(tree, 1);
  Draw draw(8);
  PassResult result;
  Labels labels;
  for (const Index k : {3, 25, 100}) {
    PowerDiagram diagram{draw_points(draw, k, Layout::uniform), Values(k)};
    for (double& offset : diagram.offsets) offset = draw.uniform(-2e4, 2e4);
    const Known known = search_all(station, diagram, 0.1);
    pass.label(diagram, labels, result);
    CHECK((labels.array() == known.labels.array()).all());
    pass.run(diagram, 0.1, result);
    for (std::size_t zone = 0; zone < known.zones.size(); ++zone) {
      CHECK(result.zones[zone].load == Approx(known.zones[zone].load).epsilon(1e-12));
      CHECK(result.zones[zone].square == Approx(known.zones[zone].square).epsilon(1e-12));
    }
    check_borders(result.borders, known);
  }
}

TEST_CASE("a pass over merged runs counts their inertia, each run in one zone", "[clustering]") {
  const Station station = draw_station(9, 3000, Layout::clustered, Work::lognormal);
  const SortedStops merged = merge_runs(sorted(station), 8);
  const BlockTree tree(merged);
  PowerPass pass(tree, 1);
  Draw draw(10);
  const PowerDiagram diagram{draw_points(draw, 12, Layout::uniform), Values::Zero(12)};
  std::vector<Sums> known(12);
  for (std::size_t at = 0; at < merged.x.size(); ++at) {
    const Eigen::Vector2d place(merged.x[at], merged.y[at]);
    const double w = merged.load[at];
    known[static_cast<std::size_t>(least_power(diagram, place))] +=
        Sums{w, w * place.x(), w * place.y(), w * place.squaredNorm() + merged.inner[at]};
  }
  PassResult result;
  pass.run(diagram, 0.1, result);
  for (std::size_t zone = 0; zone < known.size(); ++zone) {
    CHECK(result.zones[zone].load == Approx(known[zone].load).epsilon(1e-12));
    CHECK(result.zones[zone].x == Approx(known[zone].x).epsilon(1e-12));
    CHECK(result.zones[zone].square == Approx(known[zone].square).epsilon(1e-12));
  }
}

TEST_CASE("a pass gives the same bits for any number of threads, and when it is used again", "[clustering]") {
  const Station station = draw_station(11, 60'000, Layout::clustered, Work::lognormal);
  const SortedStops stops = sorted(station);
  const BlockTree tree(stops);
  Draw draw(12);
  const PowerDiagram diagram{draw_points(draw, 90, Layout::clustered), Values::Zero(90)};
  const PowerDiagram other{draw_points(draw, 400, Layout::uniform), Values::Constant(400, 5.0)};
  PassResult alone;
  PassResult alone_labelled;
  Labels labels;
  {
    PowerPass pass(tree, 1);
    pass.run(diagram, 0.1, alone);
    pass.label(diagram, labels, alone_labelled);
  }
  for (const int threads : {1, 2, 3, 5}) {
    PowerPass pass(tree, threads);
    PassResult result;
    Labels found;
    for (int round = 0; round < 2; ++round) {
      pass.run(diagram, 0.1, result);
      CHECK(same(result, alone));
      pass.label(diagram, found, result);
      CHECK(same(result, alone_labelled));
      CHECK((found.array() == labels.array()).all());
      pass.run(other, 0.2, result);
    }
  }
}
