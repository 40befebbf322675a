"""Barriers as the compiled part takes them."""

from __future__ import annotations

from typing import Any

import numpy as np

from equizone._core import BarrierLines, InputError

__all__ = ["as_barrier_lines", "straight_pieces"]


def as_barrier_lines(barriers: Any) -> BarrierLines:
    """Return barriers as straight pieces in projected metres.

    Parameters
    ----------
    barriers
        ``BarrierLines``; an object with a method ``barrier_lines()`` that returns some; or anything that
        :func:`straight_pieces` takes: all pieces are closed then.

    Raises
    ------
    InputError
        Anything else, or coordinates that are not finite.
    """
    if isinstance(barriers, BarrierLines):
        return barriers
    if hasattr(barriers, "barrier_lines"):
        return as_barrier_lines(barriers.barrier_lines())
    return BarrierLines(straight_pieces(barriers, "barriers"))


def straight_pieces(lines: Any, argument: str = "lines") -> np.ndarray:
    """Return the straight pieces of lines, one row (x1, y1, x2, y2) each.

    Parameters
    ----------
    lines
        An array of such rows, shape (m, 4); or shapely lines or polygons (their rings), one, a sequence, or
        a GeoSeries or GeoDataFrame.
    argument
        What errors call them.

    Raises
    ------
    InputError
        Neither of these.
    """
    if isinstance(lines, np.ndarray) and lines.dtype != object:
        if lines.ndim != 2 or lines.shape[1] != 4:
            raise InputError(f"{argument} has shape {lines.shape}; it must be (m, 4): x1, y1, x2, y2")
        return _finite(np.asarray(lines, float), argument)
    import shapely

    geometries = getattr(lines, "geometry", lines)
    if isinstance(geometries, shapely.Geometry):
        geometries = [geometries]
    try:
        parts = list(geometries)
    except TypeError:
        raise InputError(f"{argument} is a {type(lines).__name__}; give lines or an (m, 4) array") from None
    for index, part in enumerate(parts):
        if not isinstance(part, shapely.Geometry):
            raise InputError(f"{argument}[{index}] is a {type(part).__name__}; give shapely lines")
    single = shapely.get_parts(parts)
    while (
        shapely.get_type_id(single) >= shapely.GeometryType.MULTIPOINT
    ).any():  # collections of collections
        single = shapely.get_parts(single)
    if (shapely.get_dimensions(single) == 0).any():
        raise InputError(f"{argument} has a point; give lines or polygons")
    rings = np.isin(shapely.get_type_id(single), [shapely.GeometryType.POLYGON])
    single = shapely.get_parts(np.where(rings, shapely.boundary(single), single))
    coordinates, line = shapely.get_coordinates(single, return_index=True)
    same = line[1:] == line[:-1]
    return _finite(np.hstack([coordinates[:-1], coordinates[1:]])[same], argument)


def _finite(pieces: np.ndarray, argument: str) -> np.ndarray:
    bad = np.argwhere(~np.isfinite(pieces))
    if len(bad):
        piece, axis = bad[0]
        raise InputError(
            f"{argument}[{piece}] has a coordinate {pieces[piece, axis]}; every coordinate must be finite"
        )
    return pieces
