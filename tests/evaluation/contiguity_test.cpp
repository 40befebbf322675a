#include "equizone/evaluation/contiguity.hpp"

#include <map>

#include "catch.hpp"
#include "equizone/core/error.hpp"
#include "equizone/core/random.hpp"
#include "equizone/evaluation/evaluate.hpp"
#include "zoning/places.hpp"

using namespace equizone;
using namespace equizone::test;

namespace {

Labels random_labels(Index n, int zones, Random& random) {
  Labels labels(n);
  for (Index i = 0; i < n; ++i) labels[i] = static_cast<std::int32_t>(random.uniform() * zones);
  return labels;
}

// A barrier along a horizontal line.
BarrierLines wall_at(double y_m, double from_x_m = -1e4, double to_x_m = 1e4) {
  BarrierLines barriers;
  barriers.segments.resize(4, 1);
  barriers.segments.col(0) << far_from_zero + Eigen::Vector2d(from_x_m, y_m),
      far_from_zero + Eigen::Vector2d(to_x_m, y_m);
  return barriers;
}

// Stops that can be reached from one over pairs both of whose ends are allowed, by repeated relaxation.
template <class Allowed>
std::vector<char> reached_from(Index start, Index stops, const StopPairs& graph, Allowed&& allowed) {
  std::vector<char> reached(static_cast<std::size_t>(stops), 0);
  reached[static_cast<std::size_t>(start)] = 1;
  for (bool grown = true; grown;) {
    grown = false;
    for (Index pair = 0; pair < graph.cols(); ++pair) {
      char& a = reached[static_cast<std::size_t>(graph(0, pair))];
      char& b = reached[static_cast<std::size_t>(graph(1, pair))];
      if (a == b || !allowed(graph(0, pair)) || !allowed(graph(1, pair))) continue;
      a = b = 1;
      grown = true;
    }
  }
  return reached;
}

}  // namespace

TEST_CASE("pieces and strays agree with walks over the graph") {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed, 0);
    const Index stops = 60;
    const Points points = scattered(stops, 1000, random);
    const Labels labels = random_labels(stops, 4, random);
    const BarrierLines barriers = wall_at(500);
    const StopPairs graph = neighbouring_stops(points, barriers);
    const Contiguity found = is_contiguous(points, labels, barriers);
    const Contiguity on_graph = is_contiguous(labels, graph);
    CHECK(found.pieces == on_graph.pieces);
    CHECK(found.stray == on_graph.stray);

    std::vector<Index> pieces(4, 0), most(4, 0);
    std::vector<char> seen(stops, 0);
    for (Index stop = 0; stop < stops; ++stop) {
      if (seen[static_cast<std::size_t>(stop)]) continue;
      const auto piece =
          reached_from(stop, stops, graph, [&](Index other) { return labels[other] == labels[stop]; });
      Index size = 0;
      for (std::size_t i = 0; i < seen.size(); ++i)
        if (piece[i]) seen[i] = 1, ++size;
      const auto zone = static_cast<std::size_t>(labels[stop]);
      ++pieces[zone];
      most[zone] = std::max(most[zone], size);
    }
    Index outside = stops;
    for (std::size_t zone = 0; zone < 4; ++zone) {
      CHECK(found.pieces[static_cast<Index>(zone)] == pieces[zone]);
      outside -= most[zone];
    }
    CHECK(static_cast<Index>(found.stray.size() + found.enclosed.size()) == outside);
    CHECK(found.contiguous == found.stray.empty());
  }
}

TEST_CASE("pieces are those of evaluate() where there are no barriers") {
  Random random(5, 0);
  const Points points = scattered(500, 1000, random);
  const Labels labels = random_labels(500, 6, random);
  CHECK(is_contiguous(points, labels).pieces == evaluate(points, Values::Ones(500), labels).pieces);
}

TEST_CASE("a zone across a barrier is in two pieces, unless it passes at a crossing or around the end") {
  const Points points = lattice(10, 100);
  const Labels labels = Labels::Zero(100);
  const Contiguity cut = is_contiguous(points, labels, wall_at(250));
  CHECK(cut.pieces[0] == 2);
  CHECK(cut.enclosed.size() == 30);  // nothing could join them
  CHECK(is_contiguous(points, labels, wall_at(250, -100, 550)).contiguous);
  BarrierLines with_bridge = wall_at(250);
  with_bridge.crossings = far_from_zero + Eigen::Vector2d(430, 250);
  CHECK(is_contiguous(points, labels, with_bridge).pieces[0] == 1);
}

TEST_CASE("stops astray are told from stops that are enclosed") {
  const Points points = lattice(10, 100);
  Labels labels(100);
  for (Index stop = 0; stop < 100; ++stop) labels[stop] = points(1, stop) > far_from_zero.y() + 250 ? 1 : 0;
  labels[55] = 0;  // north of the wall, among zone 1
  const Contiguity result = is_contiguous(points, labels, wall_at(250));
  CHECK_FALSE(result.contiguous);
  CHECK(result.stray == std::vector<Index>{55});
  CHECK(result.enclosed.empty());
}

TEST_CASE("stops of a zone at one place are connected across those of another zone") {
  Points points = Points::Zero(2, 3);
  Labels labels(3);
  labels << 0, 1, 0;
  CHECK(is_contiguous(points, labels).contiguous);
}

TEST_CASE("no stops at all are an error") {
  CHECK_THROWS_WITH(is_contiguous(Points(2, 0), Labels(0)),
                    Catch::Contains("points is empty; give at least"));
  CHECK_THROWS_WITH(is_contiguous(Labels(0), StopPairs(2, 0)), Catch::Contains("labels is empty; give at"));
}

TEST_CASE("a graph that names unknown stops is an error") {
  StopPairs graph(2, 2);
  graph << 0, 1, 1, 5;
  CHECK_THROWS_WITH(is_contiguous(Labels(Labels::Zero(3)), graph),
                    Catch::Contains("graph[1] names stop 5; stops count from 0 to 2"));
}
