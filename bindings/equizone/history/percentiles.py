"""Loads to plan against bad days: a zone's percentile, shared out among its stops."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.history.daily import DailyLoads
from equizone.history.zones import zoned_stops
from equizone.tables.ids import as_texts

__all__ = ["percentile_loads"]


def percentile_loads(daily: DailyLoads, zone_of_stop: pd.Series | Mapping, percentile: float) -> pd.Series:
    """Return stop loads that add up, zone by zone, to the given percentile of the zone's daily load.

    A stop's load is its mean plus its part of the zone's excess over the mean, shared by covariance with the
    zone's load: stops that swing with the zone cost it more than those that swing against it. Loads below
    zero are set to zero, and the others of the zone scaled to keep the sum. A zone whose load never changes
    has its mean. Complexity: linear in the stored loads.

    Parameters
    ----------
    daily
        Loads by day and stop.
    zone_of_stop
        Zone by stop: a Series whose index is the stops' ids. Stops of the history without a zone are passed
        over.
    percentile
        From 0 to 100, interpolated linearly as numpy.percentile does by default.

    Returns
    -------
    pandas.Series
        Loads in the unit of `daily`, one per stop of `zone_of_stop` with a zone, 0 for stops without records.

    Raises
    ------
    InputError
        For a percentile out of range, and zones none of whose stops have volume.

    References
    ----------
    Tasche, D. (1999). Risk contributions and performance measurement. Working paper, TU München (Euler
    allocation).
    """
    percent = checks.number(percentile, "percentile")
    if not 0 <= percent <= 100:
        raise InputError(f"percentile is {percentile}; give a number from 0 to 100, such as 90")
    zoned = zoned_stops(zone_of_stop, daily)
    numbers = zoned.numbers
    zone_days = zoned.sums(daily)
    targets = np.percentile(zone_days, percent, axis=0)
    shared = _shared_by_covariance(daily, numbers, zone_days, targets)
    loads = _scaled_to(np.maximum(shared, 0.0), numbers, targets)
    by_stop = pd.Series(loads, index=as_texts(daily.stops), name="load")
    given = zoned.zone_of_stop.index
    return by_stop.reindex(as_texts(given), fill_value=0.0).set_axis(given)


def _shared_by_covariance(
    daily: DailyLoads, numbers: np.ndarray, zone_days: np.ndarray, targets: np.ndarray
) -> np.ndarray:
    """Return mean + lambda * covariance with the zone, where lambda makes the zones' sums their targets."""
    days, stops = daily.loads.shape
    zone_means = zone_days.mean(axis=0)
    deviations = zone_days - zone_means
    variances = (deviations**2).mean(axis=0)
    steps = np.divide(targets - zone_means, variances, out=np.zeros_like(targets), where=variances > 0)
    entries = daily.loads.tocoo()
    zones = numbers[entries.col]
    inside = zones >= 0
    row, stop, load, zone = entries.row[inside], entries.col[inside], entries.data[inside], zones[inside]
    scaled = load * (1 + steps[zone] * deviations[row, zone])
    return np.bincount(stop, weights=scaled, minlength=stops) / days


def _scaled_to(loads: np.ndarray, numbers: np.ndarray, targets: np.ndarray) -> np.ndarray:
    inside = numbers >= 0
    sums = np.bincount(numbers[inside], weights=loads[inside], minlength=len(targets))
    factors = np.divide(targets, sums, out=np.zeros_like(targets), where=sums > 0)
    scaled = np.zeros_like(loads)
    scaled[inside] = loads[inside] * factors[numbers[inside]]
    return scaled
