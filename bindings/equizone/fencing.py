"""Fences: the zones' polygons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import numpy as np
import shapely

import equizone._core as _core
from equizone import checks
from equizone._core import InputError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike
    from shapely import MultiPolygon, Polygon

__all__ = ["fences", "service_area"]


def fences(
    points: ArrayLike,
    labels: ArrayLike,
    kind: str = "cells",
    area: Polygon | MultiPolygon | None = None,
    zones: int | None = None,
) -> geopandas.GeoSeries:
    """Return each zone's polygon: the Voronoi cells of its stops, joined and clipped to the service area.

    Neighbouring fences share every vertex of their border: together they cover the service area without
    gaps or overlaps. Works for any labels.

    Parameters
    ----------
    points
        Projected metres, shape (n, 2).
    labels
        Zone of each stop, 0-based, shape (n,).
    kind
        How fences are drawn; this version knows "cells".
    area
        Service area in the same metres; holes and several parts are allowed.
        Default: ``service_area(points)``.
    zones
        Number of fences. Default: the highest label + 1.

    Returns
    -------
    geopandas.GeoSeries
        One polygon or multipolygon per zone, indexed 0 to zones - 1, named "fence", empty where a zone has
        no cell of its own. ``attrs["shared"]`` lists the stops whose cell went to another zone's stops at
        the same place (to the zone with most stops there): all other stops are covered by their own
        zone's fence.

    Raises
    ------
    InputError
        Coordinates that are not finite, labels that do not fit, an area that is not a valid polygon or
        leaves stops outside.
    """
    if kind != "cells":
        raise InputError(f'kind is {kind!r}; this version knows "cells"')
    number = 0 if zones is None else checks.whole(zones, "zones", 1)  # 0: the highest label + 1
    ragged, shared = _core.fences(points, labels, number, _ragged_area(area))
    parts = _multipolygons(ragged)
    series = geopandas.GeoSeries([_unwrapped(part) for part in parts], name="fence")
    series.attrs["shared"] = shared
    return series


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
    return _unwrapped(_multipolygons(_core.service_area(points, margin_m))[0])


def _ragged_area(area: Polygon | MultiPolygon | None) -> tuple[np.ndarray, np.ndarray, np.ndarray] | None:
    if area is None:
        return None
    if not isinstance(area, shapely.Polygon | shapely.MultiPolygon):
        raise InputError(f"area is a {type(area).__name__}; give a shapely Polygon or MultiPolygon")
    if area.is_empty:
        raise InputError("area is empty; give a polygon that contains every stop")
    if not area.is_valid:
        reason = shapely.is_valid_reason(area)
        raise InputError(f"area is not a valid polygon: {reason}; repair it, e.g. with shapely.make_valid")
    parts = shapely.get_parts(shapely.force_2d(area))
    _, coordinates, (rings, polygons) = shapely.to_ragged_array(parts)
    return coordinates, rings, polygons


def _multipolygons(ragged: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
    coordinates, *offsets = ragged
    return shapely.from_ragged_array(shapely.GeometryType.MULTIPOLYGON, coordinates, tuple(offsets))


def _unwrapped(geometry: MultiPolygon) -> Polygon | MultiPolygon:
    return geometry.geoms[0] if len(geometry.geoms) == 1 else geometry
