"""Polygons as ragged arrays, the way the compiled part takes and gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from equizone._core import InputError

if TYPE_CHECKING:
    from shapely import MultiPolygon, Polygon

Ragged = tuple[np.ndarray, np.ndarray, np.ndarray]


def check_polygon(polygon: Any, argument: str) -> None:
    """Refuse what is not a valid polygon, or is empty."""
    if not isinstance(polygon, shapely.Polygon | shapely.MultiPolygon):
        raise InputError(f"{argument} is a {type(polygon).__name__}; give a shapely Polygon or MultiPolygon")
    if polygon.is_empty:
        raise InputError(f"{argument} is empty; give a polygon that contains every stop")
    if not polygon.is_valid:
        reason = shapely.is_valid_reason(polygon)
        raise InputError(
            f"{argument} is not a valid polygon: {reason}; repair it, e.g. with shapely.make_valid"
        )


def ragged_area(area: Polygon | MultiPolygon | None) -> Ragged | None:
    """Return the area's coordinates, and where rings and polygons start."""
    if area is None:
        return None
    check_polygon(area, "area")
    parts = shapely.get_parts(shapely.force_2d(area))
    _, coordinates, (rings, polygons) = shapely.to_ragged_array(parts)
    return coordinates, rings, polygons


def checked_blocks(blocks: Iterable[Any]) -> np.ndarray:
    """Return the blocks as an array of valid polygons."""
    given = getattr(blocks, "geometry", blocks)
    if isinstance(given, shapely.Geometry) or not isinstance(given, Iterable):
        raise InputError(f"blocks is a {type(given).__name__}; give several shapely polygons, or a GeoSeries")
    blocks = list(given)
    for index, block in enumerate(blocks):
        check_polygon(block, f"blocks[{index}]")
    return np.array(blocks, dtype=object)


def ragged_blocks(blocks: Iterable[Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the blocks' coordinates, and where rings, polygons and blocks start."""
    polygons = shapely.force_2d(checked_blocks(blocks))
    multi = [
        polygon if isinstance(polygon, shapely.MultiPolygon) else shapely.MultiPolygon([polygon])
        for polygon in polygons
    ]
    if not multi:
        raise InputError("blocks is empty; give at least one polygon")
    _, coordinates, (rings, parts, geometries) = shapely.to_ragged_array(multi)
    return coordinates, rings, parts, geometries


def ragged_fences(fences: Iterable[Any]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the fences' coordinates, and where rings, polygons and fences start; some may be empty."""
    polygons = list(getattr(fences, "geometry", fences))
    for index, polygon in enumerate(polygons):
        if not (getattr(polygon, "is_empty", False) and isinstance(polygon, shapely.Geometry)):
            check_polygon(polygon, f"fences[{index}]")
    multi = [
        shapely.MultiPolygon(shapely.get_parts(shapely.force_2d(polygon)).tolist()) for polygon in polygons
    ]
    if all(polygon.is_empty for polygon in multi):
        raise InputError("fences has no polygon with an area; give a polygon for each zone")
    _, coordinates, (rings, parts, geometries) = shapely.to_ragged_array(multi)
    return coordinates, rings, parts, geometries


def multipolygons(ragged: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    """Return multipolygons from ragged arrays."""
    coordinates, *offsets = ragged
    return shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coordinates, tuple(offsets))


def unwrapped(geometry: MultiPolygon) -> Polygon | MultiPolygon:
    """Return a polygon where a multipolygon has one part."""
    return geometry.geoms[0] if len(geometry.geoms) == 1 else geometry
