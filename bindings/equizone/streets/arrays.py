"""Streets as arrays: straight edges in metres, for the solver."""

from __future__ import annotations

from typing import NamedTuple

import geopandas
import numpy as np
import pyproj
import shapely

from equizone._core import InputError

__all__ = ["UNITS", "WALK_PER_M", "StreetArrays", "street_arrays"]

UNITS = {"metres": "length_m", "minutes": "minutes"}
"""What the lengths of edges may be, and the column that has it."""

WALKING_KMH = 4.8
WALK_PER_M = {"metres": 1.0, "minutes": 60 / (1000 * WALKING_KMH)}
"""What a metre on foot counts, by unit."""


class StreetArrays(NamedTuple):
    """Nodes, and directed edges between them that are straight lines."""

    nodes: np.ndarray
    """Projected metres, shape (n, 2). The junctions come first, in the order of their table."""
    edges: np.ndarray
    """From and to, rows of `nodes`, shape (m, 2)."""
    lengths: np.ndarray
    """Metres or minutes, shape (m,)."""


def street_arrays(
    nodes: geopandas.GeoDataFrame, streets: geopandas.GeoDataFrame, crs: pyproj.CRS, unit: str, bend_m: float
) -> StreetArrays:
    """Return the streets' straight pieces; their lengths add up to those of the streets."""
    if not 0 <= bend_m < np.inf:
        raise InputError(f"bend_m is {bend_m}; give metres, 0 or more")
    junctions = shapely.get_coordinates(nodes.geometry.to_crs(crs).to_numpy())
    lines = shapely.simplify(streets.geometry.to_crs(crs).to_numpy(), bend_m, preserve_topology=True)
    places, of_street = shapely.get_coordinates(lines, return_index=True)
    last = np.flatnonzero(np.diff(of_street, append=-1))
    first = np.concatenate([[0], last[:-1] + 1])

    node = np.empty(len(places), dtype=np.int64)
    is_bend = np.ones(len(places), dtype=bool)
    is_bend[first] = is_bend[last] = False
    node[is_bend] = len(junctions) + np.arange(is_bend.sum())
    node[first], node[last] = streets["from"].to_numpy(), streets["to"].to_numpy()

    step = np.flatnonzero(of_street[:-1] == of_street[1:])  # the pieces, by the place at which they start
    street = of_street[step]
    length = _shares(np.hypot(*(places[step + 1] - places[step]).T), street, len(streets))
    length *= streets[UNITS[unit]].to_numpy()[street]
    forward, backward = streets["forward"].to_numpy()[street], streets["backward"].to_numpy()[street]
    there = np.column_stack([node[step], node[step + 1]])
    return StreetArrays(
        np.concatenate([junctions, places[is_bend]]),
        np.concatenate([there[forward], there[backward][:, ::-1]]),
        np.concatenate([length[forward], length[backward]]),
    )


def _shares(length_m: np.ndarray, street: np.ndarray, streets: int) -> np.ndarray:
    """Return each piece's share of its street; the pieces of one without any extent share alike."""
    whole = np.bincount(street, weights=length_m, minlength=streets)[street]
    pieces = np.bincount(street, minlength=streets)[street]
    return np.where(whole > 0, length_m / np.where(whole > 0, whole, 1.0), 1.0 / pieces)
