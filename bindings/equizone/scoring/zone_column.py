"""Columns of zones: whatever names them."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import first_column, named_column, refuse_rows
from equizone.tables.ids import as_texts

__all__ = ["ZONES", "column_of", "zones_of"]

ZONES = ("zone", "zones", "courier", "courier_id", "label")
"""Usual names of the column of zones."""


def column_of(frame: pd.DataFrame, given: Hashable | None, usual: tuple[str, ...], what: str) -> Hashable:
    """Return the column given, or else the first of the usual ones."""
    if given is not None:
        return named_column(frame.columns, given, what)
    found = first_column(frame.columns, usual)
    if found is None:
        columns = ", ".join(map(str, frame.columns))
        raise InputError(f"no column {' or '.join(usual)}; name it with {what}; the columns are {columns}")
    return found


def zones_of(column: pd.Series, what: str) -> tuple[list[str], np.ndarray]:
    """Return the zones' names and the number of each stop's; names that are numbers are sorted as such."""
    empty = (column.isna() | (column.astype(str).str.strip() == "")).to_numpy()
    refuse_rows(empty, column, what, "every stop needs a zone")
    numbers, names = pd.factorize(column, sort=True)
    return list(as_texts(names)), numbers.astype(np.int32)
