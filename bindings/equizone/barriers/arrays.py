"""Barriers as arrays: straight pieces in metres, for the solver and the fences."""

from __future__ import annotations

from typing import NamedTuple

import geopandas
import numpy as np
import shapely

from equizone._core import InputError
from equizone.barriers.rules import PRICE
from equizone.geography.coordinates import parse_metric_crs

__all__ = ["REACH_M", "BarrierArrays", "barrier_arrays"]

REACH_M = 15.0
"""A barrier is open within this distance of a crossing: half the width of a street and its pavements."""


class BarrierArrays(NamedTuple):
    """Pieces of barriers and the places where they are open."""

    segments: np.ndarray
    """Straight pieces x1, y1, x2, y2, projected metres, shape (m, 4)."""
    prices: np.ndarray
    """What crossing a piece costs, metres or minutes, shape (m,); infinite where it is closed."""
    crossings: np.ndarray
    """Where pieces are open, projected metres, shape (c, 2)."""
    reach_m: float
    """Pieces are open within this distance of a crossing."""


def barrier_arrays(
    lines: geopandas.GeoDataFrame, crossings: geopandas.GeoDataFrame, crs: object, unit: str, kmh: float
) -> BarrierArrays:
    """Return the pieces of lines; arguments are those of :meth:`equizone.Barriers.arrays`."""
    system = parse_metric_crs(crs)
    if not 0 < kmh < np.inf:
        raise InputError(f"kmh is {kmh}; give a speed above 0")
    if unit not in ("metres", "minutes"):
        raise InputError(f"unit is {unit!r}; give metres or minutes")
    metres_a_minute = kmh * 1000 / 60
    price_m = lines["price_m"].fillna(lines["price_minutes"] * metres_a_minute)
    price = np.where(lines["rule"] == PRICE, price_m, np.inf).astype(float)
    if unit == "minutes":
        price = price / metres_a_minute
    corners, line = shapely.get_coordinates(lines.geometry.to_crs(system).to_numpy(), return_index=True)
    start = np.flatnonzero(line[:-1] == line[1:])
    return BarrierArrays(
        segments=np.hstack([corners[start], corners[start + 1]]),
        prices=price[line[start]],
        crossings=shapely.get_coordinates(crossings.geometry.to_crs(system).to_numpy()),
        reach_m=REACH_M,
    )
