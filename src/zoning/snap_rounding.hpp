#pragma once
/// \file
/// Segments cut where they meet.

#include <vector>

#include "core/plane.hpp"

namespace equizone {

/// A part of a segment between two vertices.
struct Piece {
  std::int32_t from;
  std::int32_t to;
  std::int32_t segment;
};

/// How often segments pass from the lower vertex `from` to the higher vertex `to`, less the passes back.
struct Passes {
  std::int32_t from;
  std::int32_t to;
  int count;
};

/// Pieces that meet at common vertices only: no two of them cross, touch halfway, or overlap in part.
struct Pieces {
  std::vector<PlanePoint> vertices;  ///< sorted, distinct
  std::vector<Piece> pieces;         ///< by segment, each in the direction of its segment
};

/// Cuts segments at their crossings, rounded to the integer plane, and routes every segment through each
/// vertex whose unit square it passes; so rounding never makes two pieces cross, and a strip may collapse but
/// never turns over. Source: snap rounding (Hobby 1999; Guibas and Marimont 1998). O(m log m) time for m
/// short segments.
[[nodiscard]] Pieces snap_round(const std::vector<PlaneSegment>& segments);

/// Sums the pieces on each edge; an edge passed as often back as forth is left out. O(m log m) time for m
/// pieces.
[[nodiscard]] std::vector<Passes> count_passes(const std::vector<Piece>& pieces);

}  // namespace equizone
