"""Synthetic history with known truth: seeded records around given means, to test and to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.tables.columns import (
    STOP_IDS,
    VOLUMES,
    finite_numbers,
    first_column,
    named_column,
    refuse_rows,
)
from equizone.tables.dates import WEEKDAYS, given_day, listed_days, weekdays_of
from equizone.tables.reading import given_table

__all__ = ["Truth", "synthetic_history"]

HEAVY_MONDAY_AND_FRIDAY = (1.25, 1.0, 1.0, 1.0, 1.25, 0.45, 0.0)


@dataclass(frozen=True)
class Truth:
    """What a synthetic history was made from.

    Attributes
    ----------
    days
        date, weekday, factor (of the mean volume, all effects but noise), volume (as drawn), cause ("",
        holiday, outlier or peak). One row per day with records.
    weekday_volumes
        Expected volume of every weekday on which the station works, without growth; index 0 = Monday.
    modes
        Weekdays of equal factors, such as (0, 4) and (1, 2, 3), in the order of the week.
    """

    days: pd.DataFrame
    weekday_volumes: pd.Series
    modes: list[tuple[int, ...]]


def synthetic_history(
    stops: str | Path | pd.DataFrame,
    *,
    start: object,
    weeks: int = 13,
    mean: str | None = None,
    weekday_factors: Sequence[float] = HEAVY_MONDAY_AND_FRIDAY,
    holidays: Iterable[object] = (),
    holiday_factor: float = 0.2,
    outliers: Mapping[object, float] | None = None,
    peaks: Mapping[object, float] | None = None,
    noise: float = 0.02,
    growth: float = 0.0,
    pickups: float = 0.0,
    seed: int = 0,
) -> tuple[pd.DataFrame, Truth]:
    """Draw daily records of every stop: Poisson numbers of parcels around its mean times the day's factor.

    Parameters
    ----------
    stops
        One row per stop: an id (column stop, stop_id or id) and its mean parcels on a day of factor 1. A
        DataFrame, or a file.
    start
        First date, such as 2026-08-31.
    weeks
        Length of the history.
    mean
        Column of the means. Default: volume, parcels, drops or minutes.
    weekday_factors
        Seven factors of volume, Monday first; 0 for days off.
    holidays, holiday_factor
        Dates, and the factor that these days have in addition; 0 for no records at all.
    outliers, peaks
        Additional factors by date.
    noise
        Standard deviation of the logarithm of every day's volume, the same for all stops.
    growth
        Relative growth of volume per week.
    pickups
        Share of parcels that are picked up. Above 0, records have a column kind: delivery or pickup.
    seed
        Of NumPy's PCG64 generator.

    Returns
    -------
    records : pandas.DataFrame
        date, stop, (kind,) parcels; a row where a stop has parcels that day.
    truth : Truth
        What they were made from.

    Raises
    ------
    InputError
        For columns not found, negative means, and factors that are not seven numbers >= 0.
    """
    ids, means = _stops(given_table(stops, "stops"), mean)
    _not_negative(holiday_factor, "holiday_factor")
    _not_negative(noise, "noise")
    if not 0 <= checks.number(pickups, "pickups") <= 1:
        raise InputError(f"pickups is {pickups}; give a share from 0 to 1")
    if not -1 < checks.number(growth, "growth") < np.inf:
        raise InputError(f"growth is {growth}; give a relative growth per week, such as 0.01")
    calendar = pd.date_range(given_day(start, "start"), periods=7 * checks.whole(weeks, "weeks", 1), unit="s")
    table = _day_factors(calendar, _seven(weekday_factors), growth)
    outlier_days, peak_days = _by_date(outliers, "outliers"), _by_date(peaks, "peaks")
    free_days: dict[object, float] = dict.fromkeys(listed_days(holidays, "holidays"), holiday_factor)
    for cause, factors in (("holiday", free_days), ("outlier", outlier_days), ("peak", peak_days)):
        _apply(table, cause, factors)
    generator = np.random.Generator(np.random.PCG64(seed))
    shifts = np.exp(generator.normal(0.0, noise, len(table)))
    shares = {"delivery": 1 - pickups, "pickup": pickups} if pickups > 0 else {"": 1.0}
    parts = [
        _records_of_day(generator, row.date, ids, means * (row.factor * shift * share), kind)
        for row, shift in zip(table.itertuples(), shifts, strict=True)
        for kind, share in shares.items()
    ]
    records = pd.concat(parts, ignore_index=True)
    if pickups == 0:
        records = records.drop(columns="kind")
    volumes = records.groupby("date")["parcels"].sum().reindex(table["date"], fill_value=0)
    table.insert(3, "volume", volumes.to_numpy())
    worked = pd.Series(weekday_factors, dtype=float)
    worked = worked[worked > 0]
    modes = [tuple(group) for _, group in worked.groupby(worked).groups.items()]
    days = table[table["volume"] > 0].reset_index(drop=True)
    return records, Truth(days, worked * means.sum(), sorted(modes))


def _stops(stops: pd.DataFrame, mean: str | None) -> tuple[np.ndarray, np.ndarray]:
    columns = stops.columns
    mean_column = named_column(columns, mean or first_column(columns, VOLUMES) or "parcels", "mean")
    ids = first_column(columns, STOP_IDS) or "stop"
    means = finite_numbers(stops[mean_column], f"column {mean_column}")
    refuse_rows(means < 0, stops[mean_column], f"column {mean_column}", "a mean must be >= 0")
    return stops[named_column(columns, ids, "stops")].to_numpy(), means


def _seven(factors: Sequence[float]) -> np.ndarray:
    values = np.asarray(factors, dtype=float)
    if (
        values.shape != (len(WEEKDAYS),)
        or not (np.isfinite(values) & (values >= 0)).all()
        or not values.any()
    ):
        raise InputError(
            f"weekday_factors is {list(factors)}; give seven factors >= 0, Monday first, not all of them 0"
        )
    return values


def _day_factors(calendar: pd.DatetimeIndex, factors: np.ndarray, growth: float) -> pd.DataFrame:
    weekdays = weekdays_of(calendar)
    grown = (1 + growth) ** (np.arange(len(calendar)) / 7)
    return pd.DataFrame(
        {"date": calendar, "weekday": weekdays, "factor": factors[weekdays] * grown, "cause": ""}
    )


def _apply(table: pd.DataFrame, cause: str, factors: Mapping[object, float]) -> None:
    for day, factor in factors.items():
        chosen = (table["date"].dt.date == day) & (table["factor"] > 0)
        table.loc[chosen, "factor"] *= factor
        table.loc[chosen, "cause"] = cause


def _by_date(factors: Mapping[object, float] | None, argument: str) -> dict[object, float]:
    by_date = {given_day(day, argument): factor for day, factor in (factors or {}).items()}
    return {day: _not_negative(factor, f"{argument} of {day}") for day, factor in by_date.items()}


def _not_negative(value: float, name: str) -> float:
    if not 0 <= checks.number(value, name) < np.inf:
        raise InputError(f"{name} is {value}; give a number >= 0")
    return value


def _records_of_day(
    generator: np.random.Generator, date: pd.Timestamp, ids: np.ndarray, means: np.ndarray, kind: str
) -> pd.DataFrame:
    parcels = generator.poisson(means)
    served = parcels > 0
    return pd.DataFrame({"date": date, "stop": ids[served], "kind": kind, "parcels": parcels[served]})
