"""Holidays and peaks: dates that are not like the other days of their weekday."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from importlib import import_module

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.dates import as_day, given_day, listed_days
from equizone.tables.ids import shown

__all__ = ["Holidays", "Peaks", "find_holidays", "find_peaks"]

COUNTRY = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)?")

Holidays = str | Iterable[object] | Mapping[object, str]
Peaks = str | Iterable[object] | Mapping[str, object]


def find_holidays(holidays: Holidays, dates: pd.DatetimeIndex) -> dict[datetime.date, str]:
    """Return the names of the holidays given as dates, as country codes, or both; "" has no name."""
    if isinstance(holidays, Mapping):
        return {given_day(day, "holidays"): str(name) for day, name in holidays.items()}
    named: dict[datetime.date, str] = {}
    for position, value in enumerate(_listed(holidays, "holidays")):
        day = as_day(value)
        if day is not None:
            named.setdefault(day, "")
        elif isinstance(value, str):
            named |= _of_country(value, range(dates[0].year, dates[-1].year + 1))
        else:
            raise InputError(
                f"holidays[{position}] is {shown(value)}; "
                "give a date such as 2026-12-25, or a country code such as LI"
            )
    return named


def find_peaks(
    peaks: Peaks, dates: pd.DatetimeIndex, holidays: Mapping[datetime.date, str]
) -> dict[str, list[datetime.date]]:
    """Return the days of every peak by its name, in order of time; each day must have records."""
    if isinstance(peaks, Mapping):
        named = {
            str(name): listed_days(_listed(days, f"peaks[{name!r}]"), f"peaks[{name!r}]")
            for name, days in peaks.items()
        }
        named = dict(sorted(named.items(), key=lambda item: item[1]))
    else:
        runs = _runs(listed_days(_listed(peaks, "peaks"), "peaks"))
        named = {f"peak {run[0]}": run for run in runs}
    seen: dict[datetime.date, str] = {}
    recorded = set(dates.date)
    for name, days in named.items():
        if not name.strip():
            raise InputError(f"peaks: {name!r} names no peak; give a name such as sale")
        if not days:
            raise InputError(f"peaks: {name!r} has no dates; give at least one")
        for day in days:
            _check_peak(day, name, seen, recorded, dates, holidays)
            seen[day] = name
    return named


def _check_peak(
    day: datetime.date,
    name: str,
    seen: Mapping[datetime.date, str],
    recorded: set[datetime.date],
    dates: pd.DatetimeIndex,
    holidays: Mapping[datetime.date, str],
) -> None:
    if day in seen:
        raise InputError(f"peaks: {day} belongs to {seen[day]!r} and to {name!r}; give it one of them")
    if day in holidays:
        called = f" ({holidays[day]})" if holidays[day] else ""
        raise InputError(f"peaks: {day} is also a holiday{called}; leave it out of peaks or of holidays")
    if day not in recorded:
        raise InputError(
            f"peaks: {day} has no records; they run from {dates[0]:%Y-%m-%d} to {dates[-1]:%Y-%m-%d}"
        )


def _of_country(code: str, years: range) -> dict[datetime.date, str]:
    if not COUNTRY.fullmatch(code.strip()):
        raise InputError(
            f"holidays is {code!r}: write dates as 2026-12-25, or a country's code such as LI or US-CA"
        )
    try:
        calendar = import_module("holidays")
    except ImportError:
        raise InputError(
            f"holidays is {code!r}: calendars by country need the package holidays; "
            "pip install holidays, or give the dates"
        ) from None
    country, _, subdivision = code.strip().partition("-")
    try:
        return dict(calendar.country_holidays(country, subdiv=subdivision or None, years=years))
    except NotImplementedError:
        raise InputError(
            f"holidays is {code!r}, which is neither a date such as 2026-12-25 "
            "nor a country known to the package holidays, such as LI or US-CA"
        ) from None


def _listed(given: object, argument: str) -> list[object]:
    if isinstance(given, str | datetime.date | np.datetime64):
        return [given]
    if not isinstance(given, Iterable):
        raise InputError(f"{argument} is {shown(given)}; give dates such as 2026-11-11")
    return list(given)


def _runs(days: list[datetime.date]) -> list[list[datetime.date]]:
    """Divide ascending dates into runs of consecutive ones."""
    runs: list[list[datetime.date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
