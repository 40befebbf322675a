#pragma once
/// \file
/// Polygons in projected metres, as fences, areas and blocks are.

#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

namespace equizone {

/// A point of a fence, projected metres.
using FencePoint = boost::geometry::model::d2::point_xy<double>;
/// Outer ring counterclockwise, holes clockwise, rings closed (as RFC 7946 asks).
using Polygon = boost::geometry::model::polygon<FencePoint, false, true>;
using MultiPolygon = boost::geometry::model::multi_polygon<Polygon>;

}  // namespace equizone
