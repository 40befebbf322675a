"""One stop, one place: a stop id that stands for two places on one day is a mistake in the records."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyproj

from equizone._core import InputError

__all__ = ["SAME_PLACE_M", "refuse_two_places"]

SAME_PLACE_M = 1.0
DEGREE_M = 111_700.0  # the longest degree on the ellipsoid


def refuse_two_places(
    coordinates: pd.DataFrame, day: np.ndarray, stop: np.ndarray, dates: pd.DatetimeIndex, stops: pd.Index
) -> None:
    """Refuse a stop that on one day lies more than 1 m from its first record of that day.

    Parameters
    ----------
    coordinates
        Two columns: x and y in metres, or longitude and latitude. Records without numbers there are passed.
    day, stop
        Number of every record's date and stop.
    dates, stops
        What the numbers stand for.
    """
    a, b = (pd.to_numeric(coordinates[name], errors="coerce").to_numpy(float) for name in coordinates)
    geographic = str(coordinates.columns[0]).strip().casefold() != "x"
    metres = DEGREE_M if geographic else 1.0
    suspects = _stops_that_move(a, b, stop, len(stops), SAME_PLACE_M / 3 / metres)
    rows = np.flatnonzero(np.isin(stop, suspects) & np.isfinite(a) & np.isfinite(b))
    if len(rows) == 0:
        return
    visits = pd.DataFrame({"day": day[rows], "stop": stop[rows], "a": a[rows], "b": b[rows]})
    firsts = visits.groupby(["day", "stop"], sort=False)[["a", "b"]].transform("first")
    apart_m = _distances_m(visits[["a", "b"]].to_numpy(), firsts.to_numpy(), geographic)
    if apart_m.max() <= SAME_PLACE_M:
        return
    at = int(np.argmax(apart_m > SAME_PLACE_M))
    here, there = firsts.iloc[at], visits.iloc[at]
    raise InputError(
        f"stop {stops[stop[rows[at]]]} lies at two places on {dates[day[rows[at]]]:%Y-%m-%d}: "
        f"{', '.join(coordinates)} = {here.a:.10g}, {here.b:.10g} and {there.a:.10g}, {there.b:.10g}, "
        f"{apart_m[at]:,.0f} m apart; give each place its own id, or leave these columns out"
    )


def _stops_that_move(
    a: np.ndarray, b: np.ndarray, stop: np.ndarray, stops: int, tolerance: float
) -> np.ndarray:
    """Return the stops of which not every record lies at the place of the stop's last one."""
    place_a, place_b = np.empty(stops), np.empty(stops)
    place_a[stop], place_b[stop] = a, b
    stays = (np.abs(a - place_a[stop]) <= tolerance) & (np.abs(b - place_b[stop]) <= tolerance)
    return np.unique(stop[~stays])


def _distances_m(places: np.ndarray, others: np.ndarray, geographic: bool) -> np.ndarray:
    if not geographic:
        return np.hypot(*(places - others).T)
    return pyproj.Geod(ellps="WGS84").inv(*places.T, *others.T)[2]
