"""Tables of a folder of modes, read back: one clear error where one of them cannot be what was written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import finite_numbers, refuse_rows
from equizone.tables.dates import WEEKDAYS, day_numbers

__all__ = ["AGAIN", "dates", "flags", "numbers", "read_written", "texts", "weekdays"]

AGAIN = "run `equizone modes` again"

Reader = Callable[[pd.Series, str], pd.Series]
"""Turns a column of texts into values; the second argument is how errors call the column."""


def read_written(path: Path, readers: Mapping[str, Reader]) -> pd.DataFrame:
    """Return a CSV table that has the columns named; all its other columns are numbers."""
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except ValueError as failure:
        why = " ".join(str(failure).split())  # pandas breaks lines
        raise InputError(f"{path} cannot be read as a table ({why}); {AGAIN}") from failure
    missing = [name for name in readers if name not in table.columns]
    if missing:
        raise InputError(f"{path} has no column {', '.join(missing)}; {AGAIN}")
    if table.empty:
        raise InputError(f"{path} has no rows; {AGAIN}")
    return pd.DataFrame(
        {name: readers.get(name, numbers)(table[name], f"column {name} of {path}") for name in table.columns}
    )


def texts(column: pd.Series, what: str) -> pd.Series:
    """Return the column as it is."""
    return column


def numbers(column: pd.Series, what: str) -> pd.Series:
    """Return finite numbers, whole ones as such."""
    finite_numbers(column, what)
    return pd.to_numeric(column)


def weekdays(column: pd.Series, what: str) -> pd.Series:
    """Return numbers of weekdays."""
    known = column.isin([str(number) for number in range(len(WEEKDAYS))])
    refuse_rows(~known.to_numpy(), column, what, "give a number from 0, Monday, to 6")
    return column.astype(np.int64)


def dates(column: pd.Series, what: str) -> pd.Series:
    """Return dates without a time of day."""
    return pd.Series(day_numbers(column, what).astype("datetime64[D]").astype("datetime64[s]"))


def flags(column: pd.Series, what: str) -> pd.Series:
    """Return True or False, which spreadsheets write in capitals."""
    lowered = column.str.casefold()
    refuse_rows(~lowered.isin(["true", "false"]).to_numpy(), column, what, "write True or False")
    return lowered == "true"
