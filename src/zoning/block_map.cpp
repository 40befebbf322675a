#include "zoning/block_map.hpp"

#include <Eigen/Geometry>
#include <algorithm>
#include <boost/geometry/algorithms/correct.hpp>
#include <boost/geometry/algorithms/num_points.hpp>
#include <boost/geometry/algorithms/within.hpp>
#include <boost/geometry/strategies/strategies.hpp>
#include <cmath>

#include "core/rings.hpp"
#include "equizone/core/checks.hpp"
#include "zoning/map_edges.hpp"
#include "zoning/snap_rounding.hpp"

namespace equizone {

namespace {

namespace bg = boost::geometry;

PlaneGrid grid_of(const std::vector<MultiPolygon>& blocks) {
  Eigen::AlignedBox2d box;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    if (bg::num_points(blocks[b]) == 0)
      throw InputError(message("blocks[", b, "] is empty; give polygons with an area"));
    for_each_ring(blocks[b], [&](const auto& ring) {
      for (const FencePoint& p : ring) {
        if (!(std::abs(p.x()) <= max_coordinate_m && std::abs(p.y()) <= max_coordinate_m))
          throw InputError(message("blocks[", b, "] has a corner (", p.x(), ", ", p.y(),
                                   "); every coordinate must be finite, in projected metres"));
        box.extend(Eigen::Vector2d(p.x(), p.y()));
      }
    });
  }
  if (blocks.empty()) throw InputError("blocks is empty; give at least one polygon");
  return {{box.min().x(), box.min().y()}, {box.max().x(), box.max().y()}, "blocks"};
}

[[noreturn]] void throw_overlap(std::int32_t a, std::int32_t b) {
  if (a == b) throw InputError(message("blocks[", a, "] is not a valid polygon: its border crosses itself"));
  throw InputError(message("blocks[", std::min(a, b), "] and blocks[", std::max(a, b),
                           "] overlap; blocks may share borders only"));
}

// Blocks that lie on both sides of an edge are strips that collapsed.
void cancel_common(std::vector<std::int32_t>& left, std::vector<std::int32_t>& right) {
  std::erase_if(left, [&](std::int32_t block) {
    const auto match = std::find(right.begin(), right.end(), block);
    if (match == right.end()) return false;
    right.erase(match);
    return true;
  });
}

}  // namespace

FenceBox box_around(const MultiPolygon& block) {
  Eigen::AlignedBox2d box;
  for (const Polygon& polygon : block)
    for (const FencePoint& p : polygon.outer()) box.extend(Eigen::Vector2d(p.x(), p.y()));
  return {{box.min().x(), box.min().y()}, {box.max().x(), box.max().y()}};
}

BlockMap::BlockMap(const std::vector<MultiPolygon>& blocks) : grid_(grid_of(blocks)) {
  find_edges(blocks);
  cycles_ = trace_cycles(vertices_, edges_);
  check_faces();
  check_islands(blocks);
}

void BlockMap::find_edges(const std::vector<MultiPolygon>& blocks) {
  std::vector<PlaneSegment> sides;
  std::vector<std::int32_t> block_of_side;
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    MultiPolygon oriented = blocks[b];
    bg::correct(oriented);
    for_each_ring(oriented, [&](const auto& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        sides.push_back(
            {grid_.round(ring[i - 1].x(), ring[i - 1].y()), grid_.round(ring[i].x(), ring[i].y())});
        block_of_side.push_back(static_cast<std::int32_t>(b));
      }
    });
  }
  Pieces cut = snap_round(sides);
  vertices_ = std::move(cut.vertices);
  std::vector<Piece>& pieces = cut.pieces;
  const auto ends = [](const Piece& piece) -> std::pair<std::int32_t, std::int32_t> {
    return std::minmax(piece.from, piece.to);
  };
  std::stable_sort(pieces.begin(), pieces.end(),
                   [&](const Piece& a, const Piece& b) { return ends(a) < ends(b); });
  std::vector<std::int32_t> left, right;
  for (auto piece = pieces.begin(); piece != pieces.end();) {
    const auto [low, high] = ends(*piece);
    left.clear();
    right.clear();
    for (; piece != pieces.end() && ends(*piece) == std::pair(low, high); ++piece)
      (piece->from == low ? left : right).push_back(block_of_side[static_cast<std::size_t>(piece->segment)]);
    cancel_common(left, right);
    for (const auto* side : {&left, &right})
      if (side->size() > 1) throw_overlap((*side)[0], (*side)[1]);
    if (left.empty() && right.empty()) continue;
    edges_.push_back({low, high});
    block_left_of_.insert(block_left_of_.end(),
                          {left.empty() ? none : left[0], right.empty() ? none : right[0]});
  }
}

// Around a face all edges say the same block, or all say none. Where one is silent, the block across it lies
// in the block that the others name.
void BlockMap::check_faces() const {
  const auto block_left = [&](HalfEdge half) { return block_left_of_[static_cast<std::size_t>(half)]; };
  for (const auto& cycle : cycles_) {
    std::int32_t named = none;
    for (const HalfEdge half : cycle) {
      if (block_left(half) == none) continue;
      if (named != none && block_left(half) != named) throw_overlap(named, block_left(half));
      named = block_left(half);
    }
    if (named == none) continue;
    for (const HalfEdge half : cycle)
      if (block_left(half) == none) throw_overlap(named, block_left(half ^ 1));
  }
}

// Blocks that lie inside another touch none of its edges.
void BlockMap::check_islands(const std::vector<MultiPolygon>& blocks) const {
  std::vector<FenceBox> boxes;
  for (const MultiPolygon& block : blocks) boxes.push_back(box_around(block));
  for (const auto& cycle : cycles_) {
    const HalfEdge half = cycle.front();
    if (block_left_of_[static_cast<std::size_t>(half)] != none) continue;
    const GraphEdge& edge = edges_[static_cast<std::size_t>(half / 2)];
    const FencePoint corner = grid_.metres(vertices_[static_cast<std::size_t>(edge.from)]);
    const std::int32_t own = block_left_of_[static_cast<std::size_t>(half ^ 1)];
    for (std::size_t b = 0; b < blocks.size(); ++b)
      if (static_cast<std::int32_t>(b) != own && bg::within(corner, boxes[b]) &&
          bg::within(corner, blocks[b]))
        throw_overlap(own, static_cast<std::int32_t>(b));
  }
}

BlockMap::Borders BlockMap::common_borders() const {
  return common_borders([](const FencePoint&, const FencePoint&) { return true; });
}

BlockMap::Borders BlockMap::common_borders(
    const std::function<bool(const FencePoint&, const FencePoint&)>& counts) const {
  Borders metres;
  for (std::size_t e = 0; e < edges_.size(); ++e) {
    const auto [low, high] = std::minmax(block_left_of_[2 * e], block_left_of_[2 * e + 1]);
    if (low == none) continue;
    const FencePoint from = grid_.metres(vertices_[static_cast<std::size_t>(edges_[e].from)]);
    const FencePoint to = grid_.metres(vertices_[static_cast<std::size_t>(edges_[e].to)]);
    if (counts(from, to)) metres[{low, high}] += std::hypot(to.x() - from.x(), to.y() - from.y());
  }
  return metres;
}

std::vector<MultiPolygon> BlockMap::fences(const std::vector<std::int32_t>& zone_of_block,
                                           Index zones) const {
  std::vector<std::int32_t> zone_left_of;
  for (const std::int32_t block : block_left_of_)
    zone_left_of.push_back(block == none ? outside_area : zone_of_block[static_cast<std::size_t>(block)]);
  return fences_between(vertices_, edges_, zone_left_of, grid_, zones);
}

}  // namespace equizone
