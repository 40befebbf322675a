"""Where a station's stops are: read from the table, projected to metres, with station and service area."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone.geography.coordinates import find_coordinates
from equizone.geography.datums import WGS84_NAME
from equizone.geography.places import Place, find_area, find_station
from equizone.geography.projection import project

__all__ = ["Ground", "find_ground"]


@dataclass(frozen=True)
class Ground:
    """The stops' places, as given and in projected metres."""

    stops: geopandas.GeoSeries
    """Points in the coordinate system of the input."""
    geometry_name: str
    """Column of the points."""
    points: np.ndarray
    """Projected metres, shape (n, 2)."""
    crs: pyproj.CRS
    """The projected coordinate system."""
    station: shapely.Point | None
    """In `crs`."""
    area: shapely.Geometry | None
    """Service area, if given, in `crs`."""
    notes: list[str]

    @property
    def station_xy(self) -> np.ndarray | None:
        """Return the station's coordinates in metres, shape (2,)."""
        return None if self.station is None else shapely.get_coordinates(self.station)[0]


def find_ground(
    frame: pd.DataFrame,
    *,
    lon: Hashable | None,
    lat: Hashable | None,
    x: Hashable | None,
    y: Hashable | None,
    crs: object,
    station: Place | None,
    area: Place | None,
) -> Ground:
    """Find the stops' coordinates, project them once, and bring station and area to the same system."""
    found = find_coordinates(frame, lon=lon, lat=lat, x=x, y=y, crs=crs)
    projection = project(found.points)
    return Ground(
        stops=found.points,
        geometry_name=found.geometry_name,
        points=projection.points,
        crs=projection.crs,
        station=find_station(station, found, projection.crs),
        area=find_area(area, found, projection.crs),
        notes=[*found.notes, *_datum_notes(found.datum), projection.note],
    )


def _datum_notes(datum: str | None) -> list[str]:
    """Say that a plan's files are not all in one datum."""
    if datum is None:
        return []
    return [
        f"Zones are in {WGS84_NAME}, the columns of the stops stay in {datum}: to show both on one map, "
        "convert one of them with equizone.convert_datum."
    ]
