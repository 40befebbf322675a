"""The zones that stops had before: a column beside the new ones, or a table of its own."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.scoring.zone_column import ZONES, column_of, zones_of
from equizone.tables.columns import STOP_IDS, first_column, named_column
from equizone.tables.ids import as_texts, shown
from equizone.tables.reading import given_table

__all__ = ["find_reference"]


def find_reference(
    given: Hashable | Path | pd.DataFrame, frame: pd.DataFrame, zone_column: Hashable, names: list[str]
) -> tuple[list[str], np.ndarray]:
    """Return the names of the zones before, and the number of each stop's; the same name has the same number.

    Parameters
    ----------
    given
        A column of the stops; or a file or table of its own, of which a column stop, stop_id or id says which
        row is whose. A text is a file if there is no column of that name but a file.
    frame
        The stops.
    zone_column
        Their column of zones; that of a table is called the same, or is one of the usual ones.
    names
        The zones of that column, in the order of their numbers.
    """
    if not _is_table(given, frame):
        column = named_column(frame.columns, given, "reference")
        return _numbered_as(names, *zones_of(frame[column], f"column {column}"))
    table = given_table(given, "reference")
    same = zone_column if zone_column in table.columns else None
    column = column_of(table, same, ZONES, "reference's column")
    before = table[column].iloc[_rows_of_stops(table, frame)]
    return _numbered_as(names, *zones_of(before, f"column {column} of reference"))


def _numbered_as(
    names: list[str], names_before: list[str], numbers: np.ndarray
) -> tuple[list[str], np.ndarray]:
    """Return zones before under the numbers of the zones of today; those that are gone come after them."""
    all_names = list(dict.fromkeys([*names, *names_before]))
    return all_names, pd.Index(all_names).get_indexer(names_before).astype(np.int32)[numbers]


def _is_table(given: Hashable | Path | pd.DataFrame, frame: pd.DataFrame) -> bool:
    if isinstance(given, str):
        return given not in map(str, frame.columns) and Path(given).is_file()
    return isinstance(given, Path | pd.DataFrame)


def _rows_of_stops(table: pd.DataFrame, frame: pd.DataFrame) -> np.ndarray:
    """Return the row of each stop in a table: every stop must have exactly one."""
    rows = _ids(table, "reference").get_indexer(stops := _ids(frame, "stops"))
    missing = np.flatnonzero(rows < 0)
    if len(missing) > 0:
        others = f" ({len(missing)} such stops)" if len(missing) > 1 else ""
        raise InputError(
            f"reference has no stop {shown(stops[missing[0]])}{others}; every stop needs a zone before"
        )
    return rows


def _ids(table: pd.DataFrame, what: str) -> pd.Index:
    column = first_column(table.columns, STOP_IDS)
    if column is None:
        raise InputError(
            f"{what} has no column {', '.join(STOP_IDS[:-1])} or {STOP_IDS[-1]} to match stops by"
        )
    ids = as_texts(table[column])
    if ids.has_duplicates:
        raise InputError(f"{what} has stop {shown(ids[ids.duplicated()][0])} twice; give it once")
    return ids
