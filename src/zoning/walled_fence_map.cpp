#include "zoning/walled_fence_map.hpp"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <cmath>
#include <map>
#include <queue>
#include <tuple>

#include "zoning/map_edges.hpp"
#include "zoning/split_cells.hpp"
#include "zoning/walled_faces.hpp"

namespace equizone {

namespace {

constexpr std::int32_t none = -1;

// Of each spoke only the way from its site to the first line it meets: it shows the site's side of the walls.
std::vector<Piece> with_short_spokes(std::vector<Piece> pieces, std::size_t first_spoke,
                                     std::size_t vertices) {
  const auto is_spoke = [&](const Piece& piece) {
    return static_cast<std::size_t>(piece.segment) >= first_spoke;
  };
  std::vector<char> on_line(vertices, 0);
  for (const Piece& piece : pieces)
    if (!is_spoke(piece))
      on_line[static_cast<std::size_t>(piece.from)] = on_line[static_cast<std::size_t>(piece.to)] = 1;
  std::int32_t ended = none;  // the spoke that has met a line; pieces come in its direction
  std::erase_if(pieces, [&](const Piece& piece) {
    if (!is_spoke(piece)) return false;
    if (piece.segment == ended) return true;
    if (on_line[static_cast<std::size_t>(piece.to)] != 0) ended = piece.segment;
    return false;
  });
  return pieces;
}

// Walls that hang together with no border and no side of the area lie within one cell and split nothing.
std::vector<Seam> without_loose_walls(const std::vector<Seam>& seams, std::size_t vertices) {
  boost::disjoint_sets_with_storage<> parts(vertices);
  const auto end = [](std::int32_t vertex) { return static_cast<std::size_t>(vertex); };
  for (const Seam& seam : seams) parts.union_set(end(seam.ends.from), end(seam.ends.to));
  std::vector<char> holds(vertices, 0);
  for (const Seam& seam : seams)
    if (seam.left.cell != Seam::unknown || seam.inside != 0) holds[parts.find_set(end(seam.ends.from))] = 1;
  std::vector<Seam> result;
  for (const Seam& seam : seams)
    if (holds[parts.find_set(end(seam.ends.from))] != 0) result.push_back(seam);
  return result;
}

// The site that each part of a split cell goes to; `none` where none is on its side.
class Heirs {
 public:
  Heirs(const Sites& sites, const WalledFaces& faces, const std::vector<char>& orphan)
      : sites_(sites), faces_(faces), heir_(orphan.size(), none), borders_(orphan.size()) {
    faces.for_each_open_border([&](std::size_t face, std::size_t other, std::int32_t beyond) {
      if (orphan[face] == 0) return;
      if (orphan[other] == 0)
        offer(face, beyond);
      else
        borders_[face].push_back(other);
    });
    while (!offers_.empty()) {
      const auto [squared_m, site, face] = offers_.top();
      offers_.pop();
      if (heir_[face] != none) continue;
      heir_[face] = site;
      for (const std::size_t other : borders_[face])
        if (heir_[other] == none) offer(other, site);
    }
  }

  [[nodiscard]] std::int32_t of(std::size_t face) const { return heir_[face]; }

 private:
  using Offer = std::tuple<double, std::int32_t, std::size_t>;  // m^2, site, face

  void offer(std::size_t face, std::int32_t site) {
    const FencePoint p = faces_.middle(face);
    const GridPoint& place = sites_.grid[static_cast<std::size_t>(site)];
    const Eigen::Vector2d way = sites_.metres(place.x, place.y) - Eigen::Vector2d(p.x(), p.y());
    offers_.emplace(way.squaredNorm(), site, face);
  }

  const Sites& sites_;
  const WalledFaces& faces_;
  std::vector<std::int32_t> heir_;
  std::vector<std::vector<std::size_t>> borders_;
  std::priority_queue<Offer, std::vector<Offer>, std::greater<>> offers_;
};

// Faces in which the sites of split cells lie, as their spokes show. A site in a pond within its cell has
// lost its spoke with the pond.
std::vector<char> home_faces(const SplitCells& cells, const WalledFaces& faces,
                             const std::vector<Seam>& seams, const std::vector<PlanePoint>& vertices) {
  std::map<PlanePoint, std::size_t> home_of;
  for (const PlaneSegment& spoke : cells.spokes) home_of[spoke.from] = faces.count();
  for (std::size_t e = 0; e < seams.size(); ++e) {
    if (!seams[e].spoke) continue;
    for (const HalfEdge half : {static_cast<HalfEdge>(2 * e), static_cast<HalfEdge>(2 * e + 1)}) {
      const std::int32_t start = half % 2 == 0 ? seams[e].ends.from : seams[e].ends.to;
      const auto site = home_of.find(vertices[static_cast<std::size_t>(start)]);
      if (site != home_of.end()) site->second = faces.face_left_of(half);
    }
  }
  std::vector<char> home(faces.count(), 0);
  for (auto& [site, face] : home_of) {
    if (face == faces.count()) face = faces.face_around(site);
    if (face < faces.count()) home[face] = 1;
  }
  return home;
}

}  // namespace

std::vector<MultiPolygon> walled_fence_map(const Sites& sites, const std::vector<std::int32_t>& zone_of_site,
                                           const std::vector<Wall>& walls,
                                           const std::vector<PlaneSegment>& area_sides, const Region& region,
                                           const FenceBox& box, const PlaneGrid& grid, Index zones,
                                           const Simplifying& simplifying) {
  const SplitCells cells = split_cells(sites, zone_of_site, walls, box, grid, zones);
  std::vector<PlaneSegment> segments;
  for (const Border& border : cells.borders)
    segments.push_back(
        {grid.round(border.from.x(), border.from.y()), grid.round(border.to.x(), border.to.y())});
  for (const auto* more : {&area_sides, &cells.walls, &cells.spokes})
    segments.insert(segments.end(), more->begin(), more->end());
  Pieces cut = snap_round(segments);
  std::vector<Seam> seams = find_seams(
      with_short_spokes(std::move(cut.pieces), segments.size() - cells.spokes.size(), cut.vertices.size()),
      cells.borders, {cells.borders.size(), area_sides.size(), cells.walls.size()});
  seams = without_loose_walls(seams, cut.vertices.size());

  const WalledFaces faces(sites, cut.vertices, seams, region, grid);
  const auto zone_of = [&](std::int32_t site) { return zone_of_site[static_cast<std::size_t>(site)]; };
  const auto cell_at = [&](std::int32_t site) {
    return std::binary_search(cells.split.begin(), cells.split.end(), site)
               ? static_cast<std::int32_t>(zones) + site
               : zone_of(site);
  };
  std::vector<std::int32_t> zone = faces.cells(cell_at);
  const std::vector<char> home = home_faces(cells, faces, seams, cut.vertices);
  std::vector<char> orphan(faces.count(), 0);
  for (std::size_t face = 0; face < faces.count(); ++face)
    orphan[face] = cells.is_split(zone[face]) && !home[face];
  const Heirs heirs(sites, faces, orphan);
  for (std::size_t face = 0; face < faces.count(); ++face) {
    if (!cells.is_split(zone[face])) continue;
    const bool inherited = orphan[face] != 0 && heirs.of(face) != none;
    zone[face] = zone_of(inherited ? heirs.of(face) : cells.site_of(zone[face]));
  }

  std::vector<std::int32_t> zone_left_of(2 * seams.size());
  for (std::size_t half = 0; half < zone_left_of.size(); ++half)
    zone_left_of[half] = zone[faces.face_left_of(static_cast<HalfEdge>(half))];
  return fences_between(cut.vertices, edges_of(seams), zone_left_of, grid, zones, simplifying);
}

}  // namespace equizone
