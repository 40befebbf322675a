#include "core/delaunay.hpp"

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <set>
#include <vector>

#include "../catch.hpp"
#include "core/z_order.hpp"
#include "equizone/core/random.hpp"

using namespace equizone;

namespace {

using Integer = boost::multiprecision::int128_t;
using Places = std::vector<GridPoint>;

// Twice the area of a triangle, positive if it turns left.
Integer area(const GridPoint& a, const GridPoint& b, const GridPoint& c) {
  const auto side = [](std::int32_t from, std::int32_t to) { return Integer(to) - from; };
  return side(a.x, b.x) * side(a.y, c.y) - side(a.y, b.y) * side(a.x, c.x);
}

Integer lift(const GridPoint& p) { return Integer(p.x) * p.x + Integer(p.y) * p.y; }

// Whether d lies inside the circle of a triangle that turns left: under the plane through the corners, all
// lifted to the paraboloid.
bool inside_circle(const GridPoint& a, const GridPoint& b, const GridPoint& c, const GridPoint& d) {
  return lift(d) * area(a, b, c) <
         lift(a) * area(d, b, c) + lift(b) * area(a, d, c) + lift(c) * area(a, b, d);
}

// Places around the convex hull counterclockwise, those inside its sides too; there and back if all lie on
// one line (Andrew 1979).
Places hull(Places places) {
  std::ranges::sort(places, {}, [](const GridPoint& p) { return std::pair(p.x, p.y); });
  Places result;
  for (int half = 0; half < 2; ++half) {
    const std::size_t begin = result.size();
    for (const GridPoint& p : places) {
      while (result.size() > begin + 1 && area(*(result.end() - 2), result.back(), p) < 0) result.pop_back();
      result.push_back(p);
    }
    result.pop_back();
    std::ranges::reverse(places);
  }
  return result;
}

// Twice the area of a polygon, positive if it runs counterclockwise.
Integer polygon_area(const Places& corners) {
  Integer sum = 0;
  for (std::size_t i = 2; i < corners.size(); ++i) sum += area(corners[0], corners[i - 1], corners[i]);
  return sum;
}

Places along_z_curve(Places places) {
  std::ranges::sort(places, {}, z_code);
  const auto same = std::ranges::unique(places);
  places.erase(same.begin(), same.end());
  return places;
}

// The edges around the face to the left of an edge.
std::vector<Delaunay::Edge> face(const Delaunay& delaunay, Delaunay::Edge start) {
  std::vector<Delaunay::Edge> edges{start};
  for (;;) {
    const Delaunay::Edge edge = delaunay.previous(Delaunay::reversed(edges.back()));
    if (edge == start) return edges;
    edges.push_back(edge);
  }
}

// Whether a polygon has its sites on one circle, all others outside it: then it is a face of the Delaunay
// graph.
bool is_delaunay_face(const Places& corners, const Places& places) {
  const auto on_circle = [&](const GridPoint& p) {
    return !inside_circle(corners[0], corners[1], corners[2], p) &&
           !inside_circle(corners[0], corners[2], corners[1], p);
  };
  const auto inside = [&](const GridPoint& p) {
    return inside_circle(corners[0], corners[1], corners[2], p);
  };
  return area(corners[0], corners[1], corners[2]) > 0 && std::ranges::none_of(places, inside) &&
         std::ranges::all_of(corners, on_circle) &&
         std::ranges::count_if(places, on_circle) == std::ssize(corners);
}

// Faces of the Delaunay graph whose areas add up to the hull's are all there are, and fix every edge.
void check_delaunay(const Places& unordered) {
  const Places places = along_z_curve(unordered);
  const Delaunay delaunay(places);
  const auto from = [&](Delaunay::Edge edge) {
    return places[static_cast<std::size_t>(delaunay.to(Delaunay::reversed(edge)))];
  };
  Integer sum = 0;
  Places outside;
  std::set<Delaunay::Edge> seen;
  std::size_t faces = 0;
  for (Delaunay::Edge edge = 0; edge < delaunay.edges(); ++edge) {
    if (delaunay.deleted(edge)) continue;
    CHECK(delaunay.previous(delaunay.next(edge)) == edge);
    CHECK(from(delaunay.next(edge)) == from(edge));
    if (seen.contains(edge)) continue;
    ++faces;
    const std::vector<Delaunay::Edge> around = face(delaunay, edge);
    seen.insert(around.begin(), around.end());
    Places corners;
    for (const Delaunay::Edge side : around) corners.push_back(from(side));
    if (polygon_area(corners) > 0) {
      sum += polygon_area(corners);
      CHECK(is_delaunay_face(corners, places));
    } else {
      CHECK(outside.empty());
      outside = corners;
    }
  }
  const Places expected = hull(places);
  CHECK((sum == polygon_area(expected)));
  CHECK(outside.size() == expected.size());
  CHECK((polygon_area(outside) == -sum));
  CHECK(places.size() + faces == seen.size() / 2 + 2);  // Euler
  CHECK(face(delaunay, Delaunay::reversed(delaunay.hull_edge())).size() == expected.size());
  CHECK(from(delaunay.hull_edge()) == expected.front());
}

Places random_places(std::size_t n, std::int32_t columns, std::int32_t rows, std::uint64_t seed) {
  Random random(seed);
  const auto one_of = [&](std::int32_t steps) { return static_cast<std::int32_t>(random.uniform() * steps); };
  Places places;
  for (std::size_t i = 0; i < n; ++i) places.push_back({one_of(columns), one_of(rows)});
  return places;
}

Places moved(Places places, std::int32_t scale, std::int32_t x, std::int32_t y) {
  for (GridPoint& p : places) p = {p.x * scale + x, p.y * scale + y};
  return places;
}

}  // namespace

TEST_CASE("a Delaunay graph of no place and one place has no edge", "[core]") {
  CHECK(Delaunay(Places{}).edges() == 0);
  CHECK(Delaunay(Places{}).hull_edge() == Delaunay::none);
  CHECK(Delaunay(Places{{7, -3}}).edges() == 0);
  CHECK(Delaunay(Places{{7, -3}}).hull_edge() == Delaunay::none);
}

TEST_CASE("Delaunay graphs of a few places among few: on lines, on circles, one aside", "[core]") {
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    const auto size = 2 + seed % 11;
    const auto columns = static_cast<std::int32_t>(1 + seed % 5),
               rows = static_cast<std::int32_t>(1 + seed % 7);
    const Places places = random_places(size, columns, rows, seed);
    if (along_z_curve(places).size() < 2) continue;
    INFO("seed " << seed);
    check_delaunay(places);
    check_delaunay(moved(places, 1, -2, -3));  // across the middle of the Z-curve
  }
}

TEST_CASE("Delaunay graphs of every set of places on a 3 x 4 grid", "[core]") {
  for (unsigned chosen = 0; chosen < 1u << 12; ++chosen) {
    Places places;
    for (std::int32_t i = 0; i < 12; ++i)
      if (chosen >> i & 1u) places.push_back({i % 3 - 1, i / 3 - 2});
    if (places.size() > 1) check_delaunay(places);
  }
}

TEST_CASE("Delaunay graphs of places on one slanted line", "[core]") {
  for (const GridPoint& step : {GridPoint{1, 0}, {0, 1}, {3, 1}, {2, -5}, {-1, 1}}) {
    Places places;
    for (std::int32_t i = -20; i < 30; ++i) places.push_back({i * step.x, i * step.y});
    check_delaunay(places);
    places.push_back({1000, 1001});
    check_delaunay(places);
  }
}

TEST_CASE("Delaunay graphs of places on one circle, and its center", "[core]") {
  Places circle;
  for (std::int32_t x = -65; x <= 65; ++x)
    for (std::int32_t y = -65; y <= 65; ++y)
      if (x * x + y * y == 65 * 65) circle.push_back({x, y});
  REQUIRE(circle.size() == 36);
  constexpr std::int32_t to_the_corner = (1 << 27) / 65;
  for (const std::int32_t scale : {1, to_the_corner}) {
    Places places = moved(circle, scale, 0, 0);
    check_delaunay(places);
    places.push_back({0, 0});
    check_delaunay(places);
    places.back() = {1, 0};
    check_delaunay(places);
  }
}

TEST_CASE("Delaunay graphs at the corners of the grid", "[core]") {
  constexpr std::int32_t reach = 1 << 27;
  Places places{{-reach, -reach}, {reach, -reach}, {-reach, reach}, {reach, reach}};
  check_delaunay(places);
  for (const std::int32_t x : {-reach, 1 - reach, -1, 0, 1, reach - 1, reach})
    for (const std::int32_t y : {-reach, 1 - reach, 0, reach - 1, reach}) places.push_back({x, y});
  check_delaunay(places);
}

TEST_CASE("Delaunay graphs of hundreds of places in every shape", "[core]") {
  for (std::uint64_t seed = 0; seed < 2; ++seed) {
    check_delaunay(random_places(200, 1 << 27, 1 << 27, seed));
    check_delaunay(random_places(200, 1 << 27, 3, seed));
    check_delaunay(random_places(200, 4, 1 << 27, seed));
    check_delaunay(random_places(250, 20, 20, seed));
    check_delaunay(random_places(200, 1 << 27, 1, seed));
    Places crowded = random_places(100, 30, 30, seed);
    std::ranges::copy(moved(random_places(100, 1000, 1000, seed), 1 << 17, 0, 0),
                      std::back_inserter(crowded));
    check_delaunay(crowded);
  }
}
