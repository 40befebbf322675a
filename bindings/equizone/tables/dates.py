"""Dates as histories write them: columns of a table, and lists given by hand."""

from __future__ import annotations

import datetime
import re
from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import refuse_rows
from equizone.tables.ids import shown

__all__ = ["WEEKDAYS", "as_day", "day_numbers", "given_day", "listed_days", "weekdays_of"]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# The year goes first, so that day and month cannot be mistaken; a time of day may follow.
YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ].*)?|(\d{4})(\d{2})(\d{2})(?:[T ].*)?")
LONGEST_DATE = len("2026-11-11T")  # what follows is a time of day; one letter more tells that it is
ADVICE = "write dates as 2026-11-11"


def day_numbers(column: pd.Series, what: str) -> np.ndarray:
    """Return every row's date as days since 1970-01-01; the time of day is cut, time zones stay local."""
    refuse_rows(column.isna().to_numpy(), column, what, ADVICE)
    if column.dtype.kind == "M":
        local = column.dt.tz_localize(None) if isinstance(column.dtype, pd.DatetimeTZDtype) else column
        return local.to_numpy().astype("datetime64[D]").astype(np.int64)
    texts_cut = column.str.strip().str.slice(0, LONGEST_DATE) if _is_text(column) else column
    codes, values = pd.factorize(texts_cut)
    days = [as_day(value) for value in values]
    refuse_rows(np.array([day is None for day in days], dtype=bool)[codes], column, what, ADVICE)
    return np.array(days, dtype="datetime64[D]").astype(np.int64)[codes]


def as_day(value: object) -> datetime.date | None:
    """Return the date of a value, such as "2026-11-11", 20261111 or a timestamp; None if it has none."""
    if isinstance(value, np.datetime64):
        value = pd.Timestamp(value)
    if value is pd.NaT:
        return None
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, float | np.floating) and float(value).is_integer():
        value = int(value)
    match = YEAR_FIRST.fullmatch(str(value).strip())
    if match is None:
        return None
    year, _, month, day, *run_together = match.groups()
    try:
        return datetime.date(*(int(part) for part in (run_together if year is None else (year, month, day))))
    except ValueError:
        return None


def listed_days(given: Iterable[object], argument: str) -> list[datetime.date]:
    """Return the dates of a list given by hand, ascending, each once."""
    return sorted({given_day(value, f"{argument}[{position}]") for position, value in enumerate(given)})


def given_day(value: object, argument: str) -> datetime.date:
    """Return a date given by hand."""
    day = as_day(value)
    if day is None:
        raise InputError(f"{argument} is {shown(value)}; {ADVICE}")
    return day


def weekdays_of(dates: pd.DatetimeIndex) -> np.ndarray:
    """Return the weekday of every date, 0 = Monday."""
    return dates.day_of_week.to_numpy()


def _is_text(column: pd.Series[Hashable]) -> bool:
    return pd.api.types.is_string_dtype(column) and not isinstance(column.dtype, pd.CategoricalDtype)
