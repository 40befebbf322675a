"""The metric coordinate system of a plan, and whether the stops make sense in it."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas
import numpy as np
import pyproj

from equizone._core import InputError
from equizone.geography.coordinates import WGS84, describe
from equizone.geography.limits import check_antimeridian, check_poles
from equizone.tables.columns import RowError

__all__ = ["Projection", "project"]

FARTHEST_APART_KM = 300
MOST_DISTORTION = 0.01
BEYOND_AREA_OF_USE_DEGREES = 6
SWAPPED = "are its coordinates swapped?"


@dataclass(frozen=True)
class Projection:
    """The stops in projected metres, shape (n, 2), and the sentence that names the coordinate system."""

    points: np.ndarray
    crs: pyproj.CRS
    note: str


def project(stops: geopandas.GeoSeries) -> Projection:
    """Project stops to metres, once: to their UTM zone, unless their system is sound and metric itself."""
    degrees = _degrees(stops)
    _check_extent(stops, degrees)
    check_poles(degrees, np.arange(len(stops)), stops.index, "stop", "stops")
    check_antimeridian(degrees, "stops", "plan the two sides as two stations")
    flaw = _flaw(stops.crs, np.median(degrees, axis=0))
    if not flaw:
        return Projection(_xy(stops), stops.crs, f"Distances are measured in {describe(stops.crs)}.")
    crs = stops.estimate_utm_crs()
    note = f"Projected to {describe(crs)}, since {describe(stops.crs)} {flaw}."
    return Projection(_xy(stops.to_crs(crs)), crs, note)


def _xy(points: geopandas.GeoSeries) -> np.ndarray:
    return np.column_stack([points.x, points.y])


def _degrees(stops: geopandas.GeoSeries) -> np.ndarray:
    degrees = _xy(stops.to_crs(WGS84))
    lost = ~np.isfinite(degrees).all(axis=1)
    if lost.any():
        raise RowError(
            "stop at ",
            stops.index,
            int(np.argmax(lost)),
            f" lies outside {describe(stops.crs)} ({lost.sum()} such rows); are x and y swapped, "
            "or is it another coordinate system?",
        )
    area = stops.crs.area_of_use
    lon, lat = np.median(degrees, axis=0)
    margin = BEYOND_AREA_OF_USE_DEGREES
    if (
        area
        and area.west <= area.east
        and not (
            area.west - margin <= lon <= area.east + margin
            and area.south - margin <= lat <= area.north + margin
        )
    ):
        raise InputError(
            f"stops lie around longitude {lon:.2f}, latitude {lat:.2f}, far from where {describe(stops.crs)} "
            f"is used ({area.name}); are x and y swapped, or is it another coordinate system?"
        )
    return degrees


def _check_extent(stops: geopandas.GeoSeries, degrees: np.ndarray) -> None:
    outlier, _ = _farthest(degrees, np.median(degrees, axis=0))
    _, apart_km = _farthest(degrees, degrees[outlier])
    if apart_km > FARTHEST_APART_KM:
        raise RowError(
            f"stops lie up to {apart_km:,.0f} km apart (at most {FARTHEST_APART_KM} km are accepted); "
            "the farthest is ",
            stops.index,
            outlier,
            f"; {SWAPPED} Or is this more than one station?",
        )


def _farthest(degrees: np.ndarray, place: np.ndarray) -> tuple[int, float]:
    """Return which stop is farthest from a place, and how far in km."""
    distance_km = distances_km(degrees, place)
    position = int(np.argmax(distance_km))
    return position, float(distance_km[position])


def distances_km(degrees: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Return the distances along the ellipsoid from places (n, 2), in degrees, to one place."""
    lon, lat = np.broadcast_to(place, degrees.shape).T
    return pyproj.Geod(ellps="WGS84").inv(degrees[:, 0], degrees[:, 1], lon, lat)[2] / 1000


def _flaw(crs: pyproj.CRS, place: np.ndarray) -> str:
    """Return why distances in this system are not metres on the ground; empty if they are."""
    if not crs.is_projected:
        return "is not measured in metres"
    if any(axis.unit_conversion_factor != 1 for axis in crs.axis_info[:2]):
        return "is not measured in metres"
    factors = pyproj.Proj(crs).get_factors(*place)
    distortion = max(abs(factors.meridional_scale - 1), abs(factors.parallel_scale - 1))
    return f"distorts distances here by {distortion:.0%}" if distortion > MOST_DISTORTION else ""
