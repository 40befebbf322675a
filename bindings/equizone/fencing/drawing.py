"""The fences of zones, and the area they divide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import geopandas
import numpy as np

import equizone._core as _core
from equizone import checks
from equizone._core import InputError, Partition
from equizone.barrier_lines import as_barrier_lines, straight_pieces
from equizone.fencing.blocks import blocks_from_lines
from equizone.fencing.shapes import multipolygons, ragged_area, ragged_blocks, unwrapped

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely import MultiPolygon, Polygon

__all__ = ["fences", "partition_fences", "service_area"]


def fences(
    points: ArrayLike,
    labels: ArrayLike,
    kind: str = "cells",
    area: Polygon | MultiPolygon | None = None,
    zones: int | None = None,
    *,
    barriers: Any = None,
    lines: Any = None,
    blocks: Iterable[Polygon | MultiPolygon] | None = None,
    loads: ArrayLike | None = None,
    simplify_m: float = 0.0,
) -> geopandas.GeoSeries:
    """Return each zone's polygon.

    Neighbouring fences share every vertex of their border: together they cover the service area without
    gaps or overlaps. Works for any labels.

    Parameters
    ----------
    points
        Projected metres, shape (n, 2).
    labels
        Zone of each stop, 0-based, shape (n,).
    kind
        "cells": the Voronoi cells of each zone's stops, joined, and cut at closed barriers: land beyond one
        goes to the nearest stop on its own side. "blocks": whole blocks, joined: each goes to the zone with
        most load in it, one without stops to the zone with which it shares the longest border that is no
        closed barrier. (A partition's own method ``fences`` also knows "power".)
    area
        Service area in the same metres; holes and several parts are allowed.
        Default: ``service_area(points)``.
    zones
        Number of fences. Default: the highest label + 1.
    barriers
        ``Barriers``, ``BarrierLines``, shapely lines, or an array (m, 4) of straight pieces. They cut cells,
        and the area beside the lines; blocks without stops go to a zone on their own side.
    lines
        For blocks: lines (streets, rivers) that cut the area into blocks; see :func:`blocks_from_lines`.
    blocks
        For blocks: polygons instead of lines and area.
    loads
        For blocks: one per stop. Default: 1 each.
    simplify_m
        For cells: borders between zones lose corners whose triangle with their neighbours is smaller than
        the square of this many metres; no stop changes sides. Default: all corners stay.

    Returns
    -------
    geopandas.GeoSeries
        One polygon or multipolygon per zone, indexed 0 to zones - 1, named "fence", empty where a zone has
        no cell or block of its own. ``attrs["pieces"]`` says in how many pieces each fence is.
        ``attrs["shared"]`` lists the stops whose cell went to another zone's stops at the same place (to the
        zone with most stops there), ``attrs["outside"]`` those whose block went to another zone: all other
        stops are covered by their own zone's fence.

    Raises
    ------
    InputError
        Coordinates that are not finite, labels that do not fit, an area that is not a valid polygon or
        leaves stops outside, blocks that overlap (two are named) or leave stops outside.
    """
    number = 0 if zones is None else checks.whole(zones, "zones", 1)  # 0: the highest label + 1
    if kind == "power":
        raise InputError(
            'kind is "power": labels alone have no centers and offsets; use a partition\'s fences'
        )
    if kind not in ("cells", "blocks"):
        raise InputError(f'kind is {kind!r}; use "cells" or "blocks" (or "power" for a partition)')
    walls = None if barriers is None else as_barrier_lines(barriers)
    if kind == "cells":
        if lines is not None or blocks is not None:
            raise InputError('lines or blocks are given, but kind is "cells"; use kind="blocks"')
        if loads is not None:
            raise InputError(
                'loads are given, but kind is "cells", which follow labels alone; leave them out'
            )
        return _series(*_core.fences(points, labels, number, ragged_area(area), walls, simplify_m))
    if simplify_m:
        raise InputError('simplify_m is given, but kind is "blocks"; simplify the lines')
    if blocks is None:
        if lines is None:
            raise InputError('kind is "blocks"; give lines that cut the area, or blocks')
        cuts = (
            straight_pieces(lines) if walls is None else np.vstack([straight_pieces(lines), walls.segments])
        )
        blocks = blocks_from_lines(cuts, service_area(points) if area is None else area)
    elif lines is not None or area is not None:
        raise InputError("blocks are given together with lines or area; blocks are an area already cut")
    return _series(*_core.block_fences(points, labels, number, ragged_blocks(blocks), loads, walls))


def partition_fences(
    partition: Partition,
    kind: str = "cells",
    area: Polygon | MultiPolygon | None = None,
    **options: Any,
) -> geopandas.GeoSeries:
    """Return the fences of a partition's zones; the other parameters are those of :func:`fences`.

    With kind "power" they are convex (but for the area's border): the cells of the power diagram of centers
    and offsets. Stops that the exact finish gave to another zone are listed in ``attrs["outside"]``.
    """
    if kind != "power":
        if kind == "blocks":
            options.setdefault("loads", partition.loads)
        zones = len(partition.centers)
        return fences(partition.points, partition.labels, kind, area, zones, **options)
    given = [name for name, value in options.items() if value is not None and not _is_zero(value)]
    if given:
        raise InputError(
            f'{given[0]} is given, but kind is "power"; power fences follow the power diagram only'
        )
    return _series(*_core.power_fences(partition, ragged_area(area)))


def service_area(points: ArrayLike, margin_m: float | None = None) -> Polygon:
    """Return the area that the stops occupy, every stop well inside.

    It is the characteristic shape of the stops (closer than the convex hull, one polygon without holes),
    widened by a margin.

    Parameters
    ----------
    points
        Projected metres, shape (n, 2).
    margin_m
        Metres from the outermost stops to the boundary. Default: the median distance between neighbouring
        stops, or 100 m if all stops share one place.

    Returns
    -------
    shapely.Polygon
        Projected metres.

    Raises
    ------
    InputError
        Coordinates that are not finite, or a margin that is not a finite number above 0.
    """
    if margin_m is not None:
        margin_m = checks.number(margin_m, "margin_m")
    return unwrapped(multipolygons(_core.service_area(points, margin_m))[0])


def _is_zero(value: Any) -> bool:
    return isinstance(value, float | int) and value == 0


def _series(
    ragged: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray], shared: list[int], outside: list[int]
) -> geopandas.GeoSeries:
    parts = multipolygons(ragged)
    series = geopandas.GeoSeries([unwrapped(part) for part in parts], name="fence")
    series.attrs["pieces"] = [len(part.geoms) for part in parts]
    series.attrs["shared"] = shared
    series.attrs["outside"] = outside
    return series
