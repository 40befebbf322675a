"""Blocks: land between streets, rivers or other lines, of which zones may be made as wholes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np
import shapely

import equizone._core as _core
from equizone import checks
from equizone._core import InputError
from equizone.barrier_lines import straight_pieces
from equizone.fencing.shapes import check_polygon, checked_blocks, ragged_blocks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely import MultiPolygon, Polygon

__all__ = ["block_loads", "blocks_from_lines", "neighbouring_blocks"]


def blocks_from_lines(lines: Any, area: Polygon | MultiPolygon) -> geopandas.GeoSeries:
    """Cut an area along lines: the blocks between streets, rivers, railways.

    Parameters
    ----------
    lines
        Shapely lines (one, a sequence, a GeoSeries), or an array (m, 4) of rows (x1, y1, x2, y2); in the
        metres of the area. What dangles cuts nothing.
    area
        The area that the blocks cover exactly.

    Returns
    -------
    geopandas.GeoSeries
        One polygon per block, without gaps or overlaps, named "block".

    Raises
    ------
    InputError
        Lines that are none, an area that is not a valid polygon.
    """
    check_polygon(area, "area")
    pieces = straight_pieces(lines)
    cuts = shapely.intersection(shapely.union_all(shapely.linestrings(pieces.reshape(-1, 2, 2))), area)
    noded = shapely.union_all([cuts, area.boundary])
    blocks = shapely.get_parts(shapely.polygonize(shapely.get_parts([noded])))
    inside = shapely.intersects(area, shapely.point_on_surface(blocks))
    return geopandas.GeoSeries(blocks[inside], name="block", index=np.arange(inside.sum()))


def block_loads(
    points: ArrayLike, loads: ArrayLike, blocks: Iterable[Polygon | MultiPolygon]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sum loads per block, so that whole blocks can be divided into zones as if they were stops.

    Parameters
    ----------
    points
        Projected metres, shape (n, 2).
    loads
        One per stop, shape (n,).
    blocks
        Polygons that do not overlap.

    Returns
    -------
    tuple of numpy.ndarray
        The block of each stop, shape (n,); the load of each block, shape (b,); the load centroid of each
        block's stops, shape (b, 2), or a point inside the block where it has no load.

    Raises
    ------
    InputError
        A stop that lies in no block, blocks that are not valid polygons or overlap (two are named).
    """
    shapes = checked_blocks(blocks)
    values = checks.numbers(loads, "loads")
    places = checks.numbers(points, "points")
    if values.shape != places.shape[:1]:
        raise InputError(f"loads has shape {values.shape}; give one load per stop, {places.shape[:1]}")
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
    if len(bad):
        raise InputError(f"loads[{bad[0]}] is {values[bad[0]]}; every load must be finite and >= 0")
    block_of = _core.blocks_of_stops(places, ragged_blocks(shapes))
    count = len(shapes)
    sums = np.bincount(block_of, values, count)
    centers = shapely.get_coordinates(shapely.point_on_surface(shapes))
    worked = sums > 0
    for axis in range(2):
        moments = np.bincount(block_of, values * places[:, axis], count)
        centers[worked, axis] = moments[worked] / sums[worked]
    return block_of, sums, centers


def neighbouring_blocks(blocks: Iterable[Polygon | MultiPolygon]) -> np.ndarray:
    """Return pairs of blocks that share a border: a graph for :func:`equizone.is_contiguous`.

    Parameters
    ----------
    blocks
        Polygons that do not overlap.

    Returns
    -------
    numpy.ndarray
        Shape (m, 2), the lower block first, sorted.

    Raises
    ------
    InputError
        A block that is not a valid polygon, or two that overlap.
    """
    return _core.neighbouring_blocks(ragged_blocks(blocks))
