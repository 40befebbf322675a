"""The shifted degrees of Chinese maps, GCJ-02 and BD-09: to and from WGS 84, only where they are named."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from equizone import checks
from equizone._core import InputError

__all__ = ["BD09", "GCJ02", "WGS84_NAME", "convert_datum", "in_china", "named_datum"]

WGS84_NAME, GCJ02, BD09 = "WGS 84", "GCJ-02", "BD-09"

SPELLINGS = {
    "wgs84": WGS84_NAME,
    "epsg4326": WGS84_NAME,
    "gcj02": GCJ02,
    "bd09": BD09,
    "bd09ll": BD09,  # Baidu's own name of its degrees; its metres, bd09mc, are another system
}
CHINA = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east, north of the box in which maps are shifted."""

# The shift is a fixed sum of waves, stated in metres on the ellipsoid of Krasovsky, 1940.
RADIUS_M = 6378245.0
ECCENTRICITY_SQUARED = 0.00669342162296594323
ORIGIN = np.array([105.0, 35.0])
SHARED_WAVES = ((20.0, 6.0), (20.0, 2.0))  # metres, half turns a degree; both axes have them, by longitude
EAST_WAVES = ((20.0, 1.0), (40.0, 1 / 3), (150.0, 1 / 12), (300.0, 1 / 30))
NORTH_WAVES = ((20.0, 1.0), (40.0, 1 / 3), (160.0, 1 / 12), (320.0, 1 / 30))

BD09_ORIGIN = np.array([0.0065, 0.006])
BD09_TURNS = np.pi * 3000.0 / 180.0

CLOSE_ENOUGH_DEGREES = 1e-11  # a thousandth of a millimetre
MOST_ROUNDS = 50  # each round of the inverse leaves less than a hundredth of the error


def named_datum(crs: object) -> str | None:
    """Return "GCJ-02" or "BD-09" if that is what a coordinate system is called, in any spelling."""
    datum = SPELLINGS.get(_plain(crs)) if isinstance(crs, str) else None
    return None if datum == WGS84_NAME else datum


def convert_datum(lonlat: ArrayLike, source: str, target: str) -> np.ndarray:
    """Convert degrees between WGS 84 and the shifted systems of Chinese maps.

    GCJ-02 is what maps published in China show (Amap, Tencent), BD-09 what Baidu's show; both lie up to a
    kilometre beside WGS 84. The formulas are those that the community found out; no office has published
    them. They are exact to the figures that they were checked on. The ways back are solved by iteration: a
    round trip comes back to less than a millimetre.

    Parameters
    ----------
    lonlat
        Longitude, latitude, shape (n, 2).
    source, target
        "WGS 84", "GCJ-02" or "BD-09", in any spelling ("gcj02").

    Returns
    -------
    numpy.ndarray
        Longitude, latitude, shape (n, 2).

    Raises
    ------
    InputError
        A system of another name, coordinates that are not finite, or a place outside China, where maps are
        not shifted and these systems do not exist.

    Examples
    --------
    >>> equizone.convert_datum([[116.404, 39.915]], "GCJ-02", "WGS 84").round(6).tolist()
    [[116.397756, 39.913596]]

    Fences for software that shows such a map:

    >>> zones = plan.zones.to_crs(4326).transform(
    ...     lambda lonlat: equizone.convert_datum(lonlat, "WGS 84", "GCJ-02")
    ... )
    """
    start, end = _known(source, "source"), _known(target, "target")
    degrees = checks.numbers(lonlat, "lonlat")
    if degrees.ndim != 2 or degrees.shape[1] != 2:
        raise InputError(f"lonlat has shape {degrees.shape}; give longitude and latitude, shape (n, 2)")
    _check_finite(degrees)
    if start == end:
        return degrees.copy()
    _check_in_china(degrees, BD09 if BD09 in (start, end) else GCJ02)
    if start == BD09:
        degrees = _inverse(_bd09_from_gcj02, degrees)
    elif start == WGS84_NAME:
        degrees = _gcj02_from_wgs84(degrees)
    # Here all degrees are GCJ-02.
    if end == BD09:
        return _bd09_from_gcj02(degrees)
    return _inverse(_gcj02_from_wgs84, degrees) if end == WGS84_NAME else degrees


def _plain(name: str) -> str:
    return re.sub(r"[\s_:-]", "", name).casefold()


def _known(name: object, argument: str) -> str:
    datum = SPELLINGS.get(_plain(name)) if isinstance(name, str) else None
    if datum is None:
        raise InputError(f'{argument} is {name!r}; give "{WGS84_NAME}", "{GCJ02}" or "{BD09}"')
    return datum


def in_china(degrees: np.ndarray) -> np.ndarray:
    """Return which places (n, 2) lie in the box in which maps are shifted; none that is not finite does."""
    west, south, east, north = CHINA
    return np.all((degrees >= (west, south)) & (degrees <= (east, north)), axis=1)


def _check_finite(degrees: np.ndarray) -> None:
    is_finite = np.isfinite(degrees).all(axis=1)
    if not is_finite.all():
        row = int(np.argmin(is_finite))
        lon, lat = degrees[row]
        raise InputError(f"lonlat[{row}] is ({lon:g}, {lat:g}); every coordinate must be finite")


def _check_in_china(degrees: np.ndarray, datum: str) -> None:
    inside = in_china(degrees)
    if not inside.all():
        row = int(np.argmin(inside))
        lon, lat = degrees[row]
        raise InputError(
            f"lonlat[{row}] is ({lon:g}, {lat:g}), which is not in China ({(~inside).sum()} such rows); "
            f"{datum} is used there only: are the coordinates swapped, or WGS 84?"
        )


def _waves(degrees: np.ndarray, waves: tuple[tuple[float, float], ...]) -> np.ndarray:
    return sum((size * np.sin(turns * np.pi * degrees) for size, turns in waves), np.zeros_like(degrees))


def _gcj02_from_wgs84(degrees: np.ndarray) -> np.ndarray:
    x, y = (degrees - ORIGIN).T
    root, shared = np.sqrt(np.abs(x)), _waves(x, SHARED_WAVES)
    east_m = 300 + x + 2 * y + 0.1 * x**2 + 0.1 * x * y + 0.1 * root
    east_m += 2 / 3 * (shared + _waves(x, EAST_WAVES))
    north_m = -100 + 2 * x + 3 * y + 0.2 * y**2 + 0.1 * x * y + 0.2 * root
    north_m += 2 / 3 * (shared + _waves(y, NORTH_WAVES))
    latitude = np.radians(degrees[:, 1])
    flattened = 1 - ECCENTRICITY_SQUARED * np.sin(latitude) ** 2
    parallel_m = RADIUS_M / np.sqrt(flattened) * np.cos(latitude)  # radius of the circle of latitude
    meridian_m = RADIUS_M * (1 - ECCENTRICITY_SQUARED) / flattened**1.5
    return degrees + np.degrees(np.column_stack([east_m / parallel_m, north_m / meridian_m]))


def _bd09_from_gcj02(degrees: np.ndarray) -> np.ndarray:
    lon, lat = degrees.T
    radius = np.hypot(lon, lat) + 2e-5 * np.sin(BD09_TURNS * lat)
    angle = np.arctan2(lat, lon) + 3e-6 * np.cos(BD09_TURNS * lon)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) + BD09_ORIGIN


def _inverse(forward: Callable[[np.ndarray], np.ndarray], degrees: np.ndarray) -> np.ndarray:
    """Return the places that `forward` takes to these degrees: the shift changes slowly, so it converges."""
    place = degrees.copy()
    for _ in range(MOST_ROUNDS):
        miss = degrees - forward(place)
        place += miss
        if not len(miss) or np.abs(miss).max() < CLOSE_ENOUGH_DEGREES:
            break
    return place
