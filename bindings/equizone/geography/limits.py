"""Where maps are made: at places that are finite, not beside the poles, nor across longitude 180."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import shapely

from equizone._core import InputError
from equizone.geography.coordinates import WGS84, describe
from equizone.tables.columns import RowError

__all__ = ["check_antimeridian", "check_map", "check_poles"]

FARTHEST_SOUTH, FARTHEST_NORTH = -80, 84
"""Degrees of latitude between which maps and their projections in metres are made."""


def check_map(shapes: geopandas.GeoSeries, what: str) -> None:
    """Refuse shapes that no map in metres can show.

    Parameters
    ----------
    shapes
        What a map shows, in any coordinate system.
    what
        What errors call one of them, such as "geometry of lines".

    Raises
    ------
    InputError
        A corner that is not finite, lies outside its coordinate system or beside a pole, by its row; or
        corners on both sides of longitude 180.
    """
    corners, row = shapely.get_coordinates(shapes.to_numpy(), return_index=True)
    degrees = shapely.get_coordinates(shapes.to_crs(WGS84).to_numpy())
    beyond = ~np.isfinite(degrees).all(axis=1) | (np.abs(degrees) > (180, 90)).any(axis=1)
    for refused, reason in (
        (~np.isfinite(corners).all(axis=1), "every coordinate must be finite"),
        (beyond, f"it lies outside {describe(shapes.crs)}; are x and y swapped?"),
    ):
        if refused.any():
            first = int(np.argmax(refused))
            x, y = corners[first]
            raise RowError(
                f"{what} at ", shapes.index, int(row[first]), f" has a corner ({x:g}, {y:g}): {reason}"
            )
    check_poles(degrees, row, shapes.index, what, "maps")
    check_antimeridian(degrees, f"{what}: corners", "leave one of the sides out")


def check_poles(degrees: np.ndarray, row: np.ndarray, index: pd.Index, what: str, accepted: str) -> None:
    """Refuse places beside a pole, where fences in longitude and latitude are not polygons any more."""
    latitude = degrees[:, 1]
    beyond = (latitude < FARTHEST_SOUTH) | (latitude > FARTHEST_NORTH)
    if beyond.any():
        first = int(np.argmax(beyond))
        raise RowError(
            f"{what} at ",
            index,
            int(row[first]),
            f" lies at latitude {latitude[first]:.2f}, too near a pole "
            f"({len(np.unique(row[beyond]))} such rows): {accepted} between {-FARTHEST_SOUTH} S and "
            f"{FARTHEST_NORTH} N are accepted; are its coordinates swapped?",
        )


def check_antimeridian(degrees: np.ndarray, what: str, proposal: str) -> None:
    """Refuse places on both sides of longitude 180: GeoJSON's fences would go around the world."""
    longitude = degrees[:, 0]
    if len(longitude) and np.ptp(longitude) > 180:
        east = (longitude > 0).sum()
        raise InputError(
            f"{what} lie on both sides of the antimeridian, longitude 180 ({east} before it, "
            f"{len(longitude) - east} beyond); {proposal}"
        )
