#include "zoning/fence_map.hpp"

#include "zoning/snap_rounding.hpp"
#include "zoning/subdivision.hpp"

namespace equizone {

namespace {

constexpr std::int32_t outside = -1;
constexpr std::int32_t unknown = -2;

// An edge of the map of fences, from the pieces that fell on it: `left` and `right` are the zones that border
// there, `inside` is 1 (-1) where the service area begins to the left (right).
struct Seam {
  GraphEdge ends;
  std::int32_t left = unknown;
  std::int32_t right = unknown;
  int inside = 0;
};

// Several borders on one edge are strips between them that collapsed: the zones within cancel out.
void cancel_common(std::vector<std::int32_t>& left, std::vector<std::int32_t>& right) {
  std::erase_if(left, [&](std::int32_t zone) {
    const auto match = std::find(right.begin(), right.end(), zone);
    if (match == right.end()) return false;
    right.erase(match);
    return true;
  });
}

std::vector<Seam> find_seams(std::vector<Piece> pieces, const std::vector<Border>& borders) {
  const auto ends = [](const Piece& piece) -> std::pair<std::int32_t, std::int32_t> {
    return std::minmax(piece.from, piece.to);
  };
  std::stable_sort(pieces.begin(), pieces.end(),
                   [&](const Piece& a, const Piece& b) { return ends(a) < ends(b); });
  std::vector<Seam> seams;
  std::vector<std::int32_t> left, right;
  for (auto piece = pieces.begin(); piece != pieces.end();) {
    const auto [low, high] = ends(*piece);
    Seam seam{{low, high}};
    left.clear();
    right.clear();
    for (; piece != pieces.end() && ends(*piece) == std::pair(low, high); ++piece) {
      const bool forward = piece->from == low;
      const auto segment = static_cast<std::size_t>(piece->segment);
      if (segment >= borders.size()) {
        seam.inside += forward ? 1 : -1;
      } else {
        left.push_back(forward ? borders[segment].left : borders[segment].right);
        right.push_back(forward ? borders[segment].right : borders[segment].left);
      }
    }
    cancel_common(left, right);
    if (!left.empty()) {
      seam.left = left.front();
      seam.right = right.front();
    }
    if (!left.empty() || seam.inside != 0) seams.push_back(seam);
  }
  return seams;
}

// The zone to the left of each half-edge, face by face, `outside` where the service area does not reach.
class FaceZones {
 public:
  FaceZones(const std::vector<PlanePoint>& vertices, const std::vector<Seam>& seams, const Region& region)
      : vertices_(vertices), seams_(seams), region_(region) {}

  template <class ZoneAt>
  [[nodiscard]] std::int32_t zone_of(const std::vector<HalfEdge>& cycle, ZoneAt&& zone_at) const {
    if (!inside(cycle)) return outside;
    // Rounding may confuse the sides of the shortest borders, never those of the longest.
    const HalfEdge border = longest(cycle, [&](HalfEdge half) { return zone_beside(half) != unknown; });
    if (border >= 0) return zone_beside(border);
    const auto [a, b] = ends(longest(cycle, [](HalfEdge) { return true; }));
    return zone_at(a, b);
  }

 private:
  [[nodiscard]] const Seam& seam(HalfEdge half) const { return seams_[static_cast<std::size_t>(half / 2)]; }
  [[nodiscard]] std::int32_t zone_beside(HalfEdge half) const {
    return half % 2 == 0 ? seam(half).left : seam(half).right;
  }
  [[nodiscard]] std::pair<PlanePoint, PlanePoint> ends(HalfEdge half) const {
    return {vertices_[static_cast<std::size_t>(seam(half).ends.from)],
            vertices_[static_cast<std::size_t>(seam(half).ends.to)]};
  }

  [[nodiscard]] bool inside(const std::vector<HalfEdge>& cycle) const {
    for (const HalfEdge half : cycle)
      if (seam(half).inside != 0) return (seam(half).inside > 0) == (half % 2 == 0);
    const auto [a, b] = ends(cycle.front());
    return region_.covers_middle(a, b);
  }

  template <class Wanted>
  [[nodiscard]] HalfEdge longest(const std::vector<HalfEdge>& cycle, Wanted&& wanted) const {
    HalfEdge result = -1;
    double longest_squared = 0;
    for (const HalfEdge half : cycle) {
      const auto [a, b] = ends(half);
      const double squared =
          std::pow(static_cast<double>(b.x - a.x), 2) + std::pow(static_cast<double>(b.y - a.y), 2);
      if (squared > longest_squared && wanted(half)) {
        result = half;
        longest_squared = squared;
      }
    }
    return result;
  }

  const std::vector<PlanePoint>& vertices_;
  const std::vector<Seam>& seams_;
  const Region& region_;
};

std::vector<GraphEdge> edges_of(const std::vector<Seam>& seams) {
  std::vector<GraphEdge> edges;
  for (const Seam& seam : seams) edges.push_back(seam.ends);
  return edges;
}

}  // namespace

std::vector<MultiPolygon> fence_map(const std::vector<Border>& borders,
                                    const std::vector<PlaneSegment>& area_sides, const Region& region,
                                    const PlaneGrid& grid, Index zones,
                                    const std::function<std::int32_t(const FencePoint&)>& zone_at) {
  std::vector<PlaneSegment> segments;
  for (const Border& border : borders)
    segments.push_back(
        {grid.round(border.from.x(), border.from.y()), grid.round(border.to.x(), border.to.y())});
  segments.insert(segments.end(), area_sides.begin(), area_sides.end());
  Pieces cut = snap_round(segments);
  const std::vector<Seam> seams = find_seams(std::move(cut.pieces), borders);

  const std::vector<GraphEdge> all_edges = edges_of(seams);
  const FaceZones faces(cut.vertices, seams, region);
  const auto zone_at_middle = [&](const PlanePoint& a, const PlanePoint& b) {
    const FencePoint p = grid.metres(a), q = grid.metres(b);
    return zone_at({(p.x() + q.x()) / 2, (p.y() + q.y()) / 2});
  };
  std::vector<std::int32_t> zone_left_of(2 * all_edges.size());
  for (const auto& cycle : trace_cycles(cut.vertices, all_edges)) {
    const std::int32_t zone = faces.zone_of(cycle, zone_at_middle);
    for (const HalfEdge half : cycle) zone_left_of[static_cast<std::size_t>(half)] = zone;
  }

  // What remains separates two zones, or a zone from the outside.
  std::vector<GraphEdge> edges;
  std::vector<std::int32_t> zone_left;
  for (std::size_t e = 0; e < all_edges.size(); ++e) {
    if (zone_left_of[2 * e] == zone_left_of[2 * e + 1]) continue;
    edges.push_back(all_edges[e]);
    zone_left.insert(zone_left.end(), {zone_left_of[2 * e], zone_left_of[2 * e + 1]});
  }
  std::vector<Cycles> cycles_of_zone(static_cast<std::size_t>(zones));
  for (auto& cycle : trace_cycles(cut.vertices, edges)) {
    const std::int32_t zone = zone_left[static_cast<std::size_t>(cycle.front())];
    if (zone != outside) cycles_of_zone[static_cast<std::size_t>(zone)].push_back(std::move(cycle));
  }
  std::vector<MultiPolygon> fences;
  for (const Cycles& cycles : cycles_of_zone) fences.push_back(polygons(cut.vertices, edges, cycles, grid));
  return fences;
}

}  // namespace equizone
