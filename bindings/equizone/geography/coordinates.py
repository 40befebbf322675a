"""Where the stops are: geometries, or pairs of columns, in a stated coordinate system."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

import geopandas
import numpy as np
import pandas as pd
import pyproj
import shapely

from equizone._core import InputError
from equizone.geography.datums import BD09, GCJ02, WGS84_NAME, convert_datum, in_china, named_datum
from equizone.tables.columns import (
    find_column,
    finite_numbers,
    free_name,
    named_column,
    near_names,
    refuse_rows,
)
from equizone.tables.wording import counted

__all__ = ["Coordinates", "find_coordinates"]

WGS84 = pyproj.CRS.from_epsg(4326)
LON_LAT = (("lon", "lat"), ("lng", "lat"), ("longitude", "latitude"))
X_Y = (("x", "y"),)


@dataclass(frozen=True)
class Coordinates:
    """The stops' points in the coordinate system of the input, under the name of their geometry column."""

    points: geopandas.GeoSeries
    geometry_name: str
    notes: list[str]
    datum: str | None = None
    """GCJ-02 or BD-09, if the input was in one of these; the points are in WGS 84 then."""

    def as_given(self, places: geopandas.GeoSeries) -> geopandas.GeoSeries:
        """Return places that were given in the coordinates of the input, in the system of the points."""
        return places if self.datum is None else _in_wgs84(places, self.datum, "place")


@dataclass(frozen=True)
class ColumnPair:
    """Two columns; `geographic` ones are degrees even where no coordinate system is given."""

    x: Hashable
    y: Hashable
    geographic: bool


def find_coordinates(
    frame: pd.DataFrame,
    *,
    lon: Hashable | None = None,
    lat: Hashable | None = None,
    x: Hashable | None = None,
    y: Hashable | None = None,
    crs: object = None,
) -> Coordinates:
    """Return the points of the geometry, of the columns named, or of columns found by name.

    Searched in this order, in any case: lon/lat, lng/lat, longitude/latitude (WGS 84 unless `crs` says
    otherwise), x/y (in `crs`); with a projected `crs`, x/y go first. With `crs` "GCJ-02" or "BD-09", degrees
    are converted to WGS 84.
    """
    datum = named_datum(crs)
    if datum is not None:
        return _shifted_back(find_coordinates(frame, lon=lon, lat=lat, x=x, y=y, crs=WGS84), datum)
    stated = None if crs is None else parse_crs(crs, f"EPSG:25832, or {GCJ02} or {BD09}")
    named = _named_pair(frame, lon, lat, x, y)
    if isinstance(frame, geopandas.GeoDataFrame) and frame.active_geometry_name is not None and named is None:
        return _from_geometry(frame, stated)
    pair = named or _found_pair(frame, projected=stated is not None and stated.is_projected)
    return _from_columns(frame, pair, stated)


def parse_crs(crs: object, proposals: str = "EPSG:25832") -> pyproj.CRS:
    """Return the coordinate system of a name such as EPSG:25832; the error makes the proposals."""
    datum = named_datum(crs)
    if datum is not None:
        raise InputError(
            f"crs is {crs!r}, from which tables are read, but which is no projection; give {proposals}, or "
            f"convert degrees to {datum} with equizone.convert_datum"
        )
    try:
        return pyproj.CRS.from_user_input(crs)
    except pyproj.exceptions.CRSError:
        raise InputError(
            f"crs is {crs!r}, which is not a known coordinate system; give one as {proposals}"
        ) from None


def parse_metric_crs(crs: object) -> pyproj.CRS:
    """Return the coordinate system of a name, projected and in metres."""
    system = parse_crs(crs)
    if not system.is_projected:
        raise InputError(f"crs is {_short(crs)}, which is not projected; give one in metres, as EPSG:25832")
    unit = system.axis_info[0].unit_name
    if unit != "metre":
        raise InputError(f"crs is {_short(crs)}, which is in {unit}; give one in metres, as EPSG:25832")
    return system


def _short(crs: object) -> str:
    return describe(crs) if isinstance(crs, pyproj.CRS) else repr(crs)


def _shifted_back(found: Coordinates, datum: str) -> Coordinates:
    """Return coordinates that were read as WGS 84, and are those of a Chinese map, in WGS 84."""
    notes = [note.replace(describe(WGS84), f"{datum}, converted to {WGS84_NAME}") for note in found.notes]
    return replace(found, points=_in_wgs84(found.points, datum, "stop"), notes=notes, datum=datum)


def _in_wgs84(places: geopandas.GeoSeries, datum: str, what: str) -> geopandas.GeoSeries:
    abroad = ~np.all(in_china(places.bounds.to_numpy().reshape(-1, 2)).reshape(-1, 2), axis=1)
    refuse_rows(abroad, places, what, f"not in China, where alone {datum} is used; is it swapped, or WGS 84?")
    flat = shapely.force_2d(places.to_numpy())
    moved = shapely.transform(flat, lambda lonlat: convert_datum(lonlat, datum, WGS84_NAME))
    return geopandas.GeoSeries(moved, index=places.index, crs=WGS84)


def _named_pair(
    frame: pd.DataFrame, lon: Hashable | None, lat: Hashable | None, x: Hashable | None, y: Hashable | None
) -> ColumnPair | None:
    given = {
        name: value for name, value in (("lon", lon), ("lat", lat), ("x", x), ("y", y)) if value is not None
    }
    if not given:
        return None
    if set(given) not in ({"lon", "lat"}, {"x", "y"}):
        raise InputError(f"{' and '.join(given)} given; give lon and lat, or x and y")
    first, second = (named_column(frame.columns, column, name) for name, column in given.items())
    if first == second:
        raise InputError(f"{' and '.join(given)} are both column {first!r}; give two columns")
    return ColumnPair(first, second, geographic="lon" in given)


def _found_pair(frame: pd.DataFrame, *, projected: bool) -> ColumnPair:
    pairs = [*X_Y, *LON_LAT] if projected else [*LON_LAT, *X_Y]
    for names in pairs:
        x, y = (find_column(frame.columns, name) for name in names)
        if x is not None and y is not None:
            return ColumnPair(x, y, geographic=names in LON_LAT)
    known = dict.fromkeys(name for names in pairs for name in names)
    columns = [str(column) for column in frame.columns]
    near = dict.fromkeys(column for name in known for column in near_names(name, columns, cutoff=0.75))
    proposal = f"did you mean {' and '.join(near)}? " if near else ""
    raise InputError(
        "no coordinates found: there is no geometry and there are no columns lon/lat, lng/lat, "
        "longitude/latitude or x/y; name the columns with lon and lat, or x and y; "
        f"{proposal}the columns are {', '.join(columns)}"
    )


def _from_columns(frame: pd.DataFrame, pair: ColumnPair, stated: pyproj.CRS | None) -> Coordinates:
    names = f"columns {pair.x}, {pair.y}"
    if stated is None and not pair.geographic:
        raise InputError(f"{names} need a coordinate system; give crs, e.g. EPSG:25832")
    crs = stated or WGS84
    if pair.geographic and not crs.is_geographic:
        raise InputError(
            f"{names} are degrees, but crs is {describe(crs)}; name projected columns with x and y"
        )
    x = finite_numbers(frame[pair.x], f"column {pair.x}")
    y = finite_numbers(frame[pair.y], f"column {pair.y}")
    points = geopandas.GeoSeries(shapely.points(x, y), index=frame.index, crs=crs)
    if crs.is_geographic:
        _check_degrees(points.x, points.y, f": give lon={pair.y!r}, lat={pair.x!r}")
    taken = "taken as" if stated is None else "in"
    note = f"Coordinates: {names}, {taken} {describe(crs)}."
    return Coordinates(points, free_name("geometry", frame.columns), [note])


def _from_geometry(frame: geopandas.GeoDataFrame, stated: pyproj.CRS | None) -> Coordinates:
    name = str(frame.active_geometry_name)
    what = f"geometry (column {name})"
    crs = _crs_of(frame, stated)
    given = frame.geometry
    refuse_rows((given.isna() | given.is_empty).to_numpy(), given, what, "every stop needs a place")
    flat = shapely.force_2d(given.to_numpy())
    extended = shapely.get_type_id(flat) != shapely.GeometryType.POINT
    flat[extended] = shapely.point_on_surface(flat[extended])
    points = geopandas.GeoSeries(flat, index=frame.index, crs=crs)
    refuse_rows(~np.isfinite(points.x + points.y).to_numpy(), given, what, "not finite")
    if crs.is_geographic:
        _check_degrees(points.x, points.y, swap_hint="")
    notes = [f"Coordinates: geometry of the stops, in {describe(crs)}."]
    if extended.any():
        notes.append(
            f"A point inside stands for each of {counted(extended.sum(), 'stop')} that has an extent."
        )
    return Coordinates(points, name, notes)


def _crs_of(frame: geopandas.GeoDataFrame, stated: pyproj.CRS | None) -> pyproj.CRS:
    if frame.crs is not None:
        if stated is not None and not frame.crs.equals(stated, ignore_axis_order=True):
            raise InputError(
                f"crs is {describe(stated)} but the stops are in {describe(frame.crs)}; "
                "leave crs out, or reproject the stops"
            )
        return frame.crs
    if stated is None:
        raise InputError("stops has no coordinate system; give crs, or call stops.set_crs(...) first")
    return stated


def _check_degrees(lon: pd.Series, lat: pd.Series, swap_hint: str) -> None:
    beyond = lat.abs() > 90
    swapped = beyond.any() and (lon.abs() <= 90).all() and (lat.abs() <= 180).all()
    hint = f"; longitudes and latitudes look swapped{swap_hint}" if swapped else ""
    refuse_rows(beyond.to_numpy(), lat, "latitude", f"beyond 90 degrees{hint}")
    refuse_rows((lon.abs() > 180).to_numpy(), lon, "longitude", "beyond 180 degrees")


def describe(crs: pyproj.CRS) -> str:
    """Return a coordinate system's name and code."""
    authority = crs.to_authority()
    return f"{crs.name} ({':'.join(authority)})" if authority else crs.name
