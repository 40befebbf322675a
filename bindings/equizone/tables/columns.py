"""Columns of a table: found by name, read as numbers, with errors that name column and row."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Hashable, Iterable

import numpy as np
import pandas as pd

from equizone._core import InputError

__all__ = [
    "MINUTES_NAMES",
    "STOP_IDS",
    "VOLUMES",
    "RowError",
    "find_column",
    "finite_numbers",
    "first_column",
    "free_name",
    "named_column",
    "near_names",
    "refuse_repeated",
    "refuse_rows",
    "row_name",
]

MINUTES_NAMES = ("minutes", "minute", "min", "mins")
"""Names of columns that hold minutes, whatever else is said of them."""

STOP_IDS = ("stop", "stop_id", "id")
"""Usual names of the column by which tables speak of stops."""

VOLUMES = ("volume", "parcels", "drops", "minutes")
"""Usual names of the column of volumes."""


class RowError(InputError):
    """Bad input in one row of the stops, whose position is kept for whoever knows its line in the file."""

    def __init__(self, before: str, index: pd.Index, position: int, after: str) -> None:
        self.before, self.row, self.after = before, row_name(index, position), after
        self.position = position
        super().__init__(f"{before}{self.row}{after}")


def named_column(columns: Iterable[Hashable], name: Hashable, argument: str) -> Hashable:
    """Return the column of that name, or number; the error proposes the nearest."""
    names = {str(column): column for column in columns}
    if str(name) in names:
        return names[str(name)]
    near = near_names(str(name), names, cutoff=0.5)
    proposal = f"did you mean {' or '.join(near)}? " if near else ""
    raise InputError(
        f"{argument} is {name!r}, but there is no such column; {proposal}the columns are {', '.join(names)}"
    )


def near_names(name: str, names: Iterable[str], cutoff: float) -> list[str]:
    """Return the names that resemble one, in any case, the nearest first."""
    lowered = {text.casefold(): text for text in names}
    return [lowered[text] for text in difflib.get_close_matches(name.casefold(), lowered, cutoff=cutoff)]


def find_column(columns: Iterable[Hashable], name: str) -> str | None:
    """Return the first column of that name, in any case; the exact spelling goes first."""
    names = [column for column in columns if isinstance(column, str)]
    matches = [column for column in names if column.strip().casefold() == name]
    return name if name in names else next(iter(matches), None)


def first_column(columns: Iterable[Hashable], names: Iterable[str]) -> str | None:
    """Return the column of the first of these names that there is, in any case."""
    listed = list(columns)
    return next(filter(None, (find_column(listed, name) for name in names)), None)


def free_name(wanted: str, columns: Iterable[Hashable]) -> str:
    """Return the wanted name, or the first of its numbered variants, that is not a column yet."""
    taken = set(columns)
    variants = itertools.chain([wanted], (f"{wanted}_{number}" for number in itertools.count(2)))
    return next(name for name in variants if name not in taken)


def finite_numbers(column: pd.Series, what: str) -> np.ndarray:
    """Return the column as floats; every value must be a finite number."""
    if column.dtype.kind in "mMc":
        raise InputError(f"{what} holds {column.dtype}; give real numbers")
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    refuse_rows(~np.isfinite(values), column, what, "give a finite number")
    return values


def refuse_repeated(columns: Iterable[Hashable], table: str) -> None:
    """Raise an error that names the columns that a table has twice."""
    names = list(columns)
    repeated = sorted({str(name) for name in names if names.count(name) > 1})
    if repeated:
        raise InputError(f"columns of {table} repeat: {', '.join(repeated)}; give every column its own name")


def refuse_rows(refused: np.ndarray, column: pd.Series, what: str, reason: str) -> None:
    """Raise an error that names the first of the rows refused, its value, and their count."""
    if not refused.any():
        return
    first = int(np.argmax(refused))
    value = column.iloc[first]
    is_empty = np.ndim(value) == 0 and (pd.isna(value) or value == "")
    shown = "empty" if is_empty else repr(value) if isinstance(value, str) else str(value)
    others = f" ({refused.sum()} such rows)" if refused.sum() > 1 else ""
    comma = "; write a decimal point" if isinstance(value, str) and "," in value else ""
    raise RowError(f"{what} at ", column.index, first, f" is {shown}: {reason}{others}{comma}")


def row_name(index: pd.Index, position: int) -> str:
    """Return how an error speaks of a row: by label, and by position where labels are not positions."""
    if index.equals(pd.RangeIndex(len(index))):
        return f"row {position}"
    label = index[position]
    return (
        f"row {label!r} (position {position})"
        if isinstance(label, str)
        else f"row {label} (position {position})"
    )
