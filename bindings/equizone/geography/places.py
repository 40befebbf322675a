"""Places given beside the stops: the station, the service area."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone import checks
from equizone._core import InputError
from equizone.geography.coordinates import WGS84, Coordinates
from equizone.geography.projection import SWAPPED, distances_km
from equizone.tables.columns import RowError
from equizone.tables.reading import read_table

__all__ = ["Place", "find_area", "find_station"]

Place: TypeAlias = (
    str | Path | geopandas.GeoDataFrame | geopandas.GeoSeries | shapely.Geometry | Sequence[float]
)
FARTHEST_STATION_KM = 200


def find_station(given: Place | None, stops: Coordinates, crs: pyproj.CRS) -> shapely.Point | None:
    """Return the station in the plan's coordinate system.

    Parameters
    ----------
    given
        A file or a geo table of one point; or a point, (x, y) or (lon, lat) in the stops' coordinate
        system, GCJ-02 and BD-09 included.
    stops
        Where the stops are.
    crs
        The plan's coordinate system.
    """
    if given is None:
        return None
    places = _as_series(given, stops, "station")
    if len(places) != 1 or places.geom_type.iloc[0] != "Point":
        raise InputError(
            f"station has {len(places)} places ({', '.join(places.geom_type.unique())}); give one point"
        )
    station = places.iloc[0]
    if station.is_empty or not np.isfinite(shapely.get_coordinates(station)).all():
        raise InputError(f"station is {station}; its coordinates must be finite")
    _check_degrees(station, places.crs)
    _check_distance(places, stops.points)
    return shapely.force_2d(places.to_crs(crs).iloc[0])


def find_area(given: Place | None, stops: Coordinates, crs: pyproj.CRS) -> shapely.Geometry | None:
    """Return the service area in the plan's coordinate system; arguments are those of find_station()."""
    if given is None:
        return None
    places = _as_series(given, stops, "area")
    if not places.geom_type.isin(["Polygon", "MultiPolygon"]).all():
        raise InputError(f"area has {', '.join(map(str, places.geom_type.unique()))}; give polygons")
    invalid = places[~places.is_valid]
    if len(invalid):
        reason = shapely.is_valid_reason(invalid.iloc[0])
        raise InputError(f"area is not a valid polygon: {reason}; repair it, e.g. with shapely.make_valid")
    if places.is_empty.all():
        raise InputError("area is empty; give a polygon that contains every stop")
    area = shapely.force_2d(places.to_crs(crs).union_all())
    points = stops.points.to_crs(crs).to_numpy()
    shapely.prepare(area)
    outside = ~shapely.covers(area, points)
    if outside.any():
        first = int(np.argmax(outside))
        raise RowError(
            "stop at ",
            stops.points.index,
            first,
            f" lies {shapely.distance(points[first], area):,.0f} m outside the area "
            f"({outside.sum()} such rows); leave these stops out, or widen the area",
        )
    return area


def _as_series(given: Place, stops: Coordinates, argument: str) -> geopandas.GeoSeries:
    if isinstance(given, str | Path):
        given = read_table(given, argument).frame
    if isinstance(given, pd.DataFrame):
        if not isinstance(given, geopandas.GeoDataFrame) or given.active_geometry_name is None:
            raise InputError(f"{argument} has no geometry; give GeoJSON, GeoPackage or GeoParquet")
        given = given.geometry
    if isinstance(given, geopandas.GeoSeries):
        if given.crs is None:
            raise InputError(f"{argument} has no coordinate system; call {argument}.set_crs(...) first")
        if given.empty:
            raise InputError(f"{argument} is empty")
        if given.isna().any():
            raise InputError(f"{argument} has rows without geometry; leave them out")
        return given
    if isinstance(given, shapely.Geometry):
        return stops.as_given(geopandas.GeoSeries([given], crs=stops.points.crs))
    numbers: np.ndarray = np.asarray(given)
    if numbers.shape != (2,) or numbers.dtype.kind not in "fiu":
        raise InputError(
            f"{argument} is {checks.shown(given)}; give a file, a geometry, or (x, y) in the stops' "
            "coordinate system"
        )
    return stops.as_given(geopandas.GeoSeries([shapely.Point(numbers)], crs=stops.points.crs))


def _check_degrees(station: shapely.Point, crs: pyproj.CRS) -> None:
    if crs.is_geographic and not (abs(station.x) <= 180 and abs(station.y) <= 90):
        raise InputError(
            f"station is ({station.x:g}, {station.y:g}): a longitude lies within 180 degrees "
            f"and a latitude within 90; {SWAPPED} Or are they metres?"
        )


def _check_distance(station: geopandas.GeoSeries, stops: geopandas.GeoSeries) -> None:
    place = station.to_crs(WGS84).iloc[0]
    degrees = shapely.get_coordinates(stops.to_crs(WGS84).to_numpy())
    distance_km = distances_km(degrees, np.array([place.x, place.y])).min() if place.is_valid else np.inf
    if not distance_km <= FARTHEST_STATION_KM:
        raise InputError(
            f"station lies {distance_km:,.0f} km from the nearest stop "
            f"(at most {FARTHEST_STATION_KM} km are accepted); {SWAPPED}"
        )
