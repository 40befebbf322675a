"""What all sources of streets come to: junctions in a row, and streets between them."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone.streets.profiles import Use

__all__ = ["is_said", "lengths_m", "make_pieces"]


def make_pieces(
    *,
    start: np.ndarray,
    end: np.ndarray,
    lines: np.ndarray,
    crs: pyproj.CRS,
    uses: list[Use],
    highway: list[str],
    bridge: list[bool],
    tunnel: list[bool],
    length_m: np.ndarray | None = None,
    minutes: np.ndarray | None = None,
) -> geopandas.GeoDataFrame:
    """Return the table of streets; lengths and minutes that are not given are measured and worked out."""
    if length_m is None:
        length_m = lengths_m(lines, crs)
    if minutes is None:
        minutes = length_m / 1000 / np.array([use.kmh for use in uses], dtype=float) * 60
    return geopandas.GeoDataFrame(
        {
            "from": start,
            "to": end,
            "length_m": length_m,
            "minutes": minutes,
            "highway": highway,
            "bridge": np.array(bridge, dtype=bool),
            "tunnel": np.array(tunnel, dtype=bool),
            "forward": np.array([use.forward for use in uses], dtype=bool),
            "backward": np.array([use.backward for use in uses], dtype=bool),
        },
        geometry=lines,
        crs=crs,
    )


def lengths_m(lines: np.ndarray, crs: pyproj.CRS) -> np.ndarray:
    """Return the lengths of lines on the ground: along the ellipsoid for degrees, else in the plane."""
    if crs.is_projected:
        return shapely.length(lines)
    coordinates, line = shapely.get_coordinates(lines, return_index=True)
    lon, lat = coordinates.T
    steps_m = pyproj.Geod(ellps="WGS84").inv(lon[:-1], lat[:-1], lon[1:], lat[1:])[2]
    same = line[:-1] == line[1:]
    return np.bincount(line[1:][same], weights=np.asarray(steps_m)[same], minlength=len(lines))


def is_said(value: object) -> bool:
    """Whether a tag such as `bridge` says that it is one: "viaduct" does, "no" and 0 do not."""
    return not pd.isna(value) and str(value).strip().casefold() not in ("", "no", "0", "0.0", "false")
