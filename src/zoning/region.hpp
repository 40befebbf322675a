#pragma once
/// \file
/// Whether points lie in an area.

#include <vector>

#include "core/plane.hpp"

namespace equizone {

/// An area on the plane, its boundary sorted into horizontal rows, so that a question meets few segments.
class Region {
 public:
  /// \param boundary  the sides of all rings of the area, the area to the left; not empty
  explicit Region(std::vector<PlaneSegment> boundary);

  /// Whether the middle of two points lies inside the area or on its boundary.
  [[nodiscard]] bool covers_middle(const PlanePoint& a, const PlanePoint& b) const;
  [[nodiscard]] bool covers(const PlanePoint& p) const { return covers_middle(p, p); }

  /// How often the boundary winds around a place just east of the middle of one of its sides (north of a
  /// level side).
  [[nodiscard]] int winding_beside(const PlaneSegment& side) const;

 private:
  [[nodiscard]] std::size_t row_of(std::int64_t y) const {
    return static_cast<std::size_t>((y - low_) / row_height_);
  }

  struct Crossings {
    int winding;
    bool on_boundary;
  };
  // What a ray to the east meets, started a trace north of p.
  [[nodiscard]] Crossings look_east(const PlanePoint& p) const;

  std::vector<PlaneSegment> boundary_;  // coordinates doubled: middles of points are then whole numbers
  std::vector<std::vector<std::size_t>> rows_;
  std::int64_t low_ = 0;
  std::int64_t high_ = 0;
  std::int64_t row_height_ = 1;
};

}  // namespace equizone
