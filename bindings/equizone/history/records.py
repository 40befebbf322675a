"""Records of a station: who was served on which day, and how much; columns found, checked and numbered."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.history.places import refuse_two_places
from equizone.history.reading import read_columns
from equizone.tables.columns import (
    MINUTES_NAMES,
    STOP_IDS,
    VOLUMES,
    find_column,
    finite_numbers,
    first_column,
    named_column,
    refuse_rows,
)
from equizone.tables.dates import day_numbers
from equizone.tables.ids import as_texts, shown

__all__ = ["Records", "read_records"]

NAMES = {"date": ("date", "day"), "stop": STOP_IDS, "volume": VOLUMES, "kind": ("kind",)}
PLACES = (("lon", "lat"), ("lng", "lat"), ("longitude", "latitude"), ("x", "y"))
LONGEST_YEARS = 20
LARGEST = 1e12  # of a record; sums of such volumes stay finite


@dataclass(frozen=True)
class Records:
    """Numbered records: record r is of date ``dates[day[r]]`` and stop ``stops[stop[r]]``."""

    dates: pd.DatetimeIndex
    stops: pd.Index
    kinds: list[str]
    day: np.ndarray
    stop: np.ndarray
    kind: np.ndarray
    volume: np.ndarray
    volume_name: str
    notes: list[str]

    @property
    def in_minutes(self) -> bool:
        """Whether the column of volumes is called minutes."""
        return self.volume_name.strip().casefold() in MINUTES_NAMES


def read_records(
    records: str | Path | pd.DataFrame,
    *,
    date: Hashable | None = None,
    stop: Hashable | None = None,
    volume: Hashable | None = None,
    kind: Hashable | None = None,
) -> Records:
    """Read records from a DataFrame or a file; columns not named are found by their usual names."""
    wanted = {"date": date, "stop": stop, "volume": volume, "kind": kind}

    def choose(columns: Sequence[Hashable]) -> tuple[list[Hashable], list[Hashable]]:
        names = list(columns)
        roles = _roles(names, wanted)
        numbers = [roles.pop("volume")] if "volume" in roles else []
        return list(roles.values()), [*numbers, *_place_columns(names)]

    table = read_columns(records, choose)
    columns = list(table.frame.columns)
    roles = _roles(columns, wanted)
    with table.naming_lines():
        return _numbered(table.frame, roles, _place_columns(columns))


def _roles(columns: list[Hashable], wanted: dict[str, Hashable | None]) -> dict[str, Hashable]:
    """Return which column plays which part; volume and kind may be missing."""
    roles: dict[str, Hashable] = {}
    for role, name in wanted.items():
        found = named_column(columns, name, role) if name is not None else first_column(columns, NAMES[role])
        if found is not None:
            roles[role] = found
        elif role in ("date", "stop"):
            named_column(columns, NAMES[role][0], role)
    return roles


def _place_columns(columns: list[Hashable]) -> list[str]:
    pairs = ([find_column(columns, name) for name in pair] for pair in PLACES)
    return next(([a, b] for a, b in pairs if a is not None and b is not None), [])


def _numbered(frame: pd.DataFrame, roles: dict[str, Hashable], places: list[str]) -> Records:
    days = day_numbers(frame[roles["date"]], f"column {roles['date']}")
    _refuse_long_spans(days, frame[roles["date"]])
    first = days.min()
    day = _compressed(days - first)
    dates = pd.DatetimeIndex(
        (np.unique(days - first) + first).astype("datetime64[D]").astype("datetime64[s]")
    )
    stop, stops = _categories(frame[roles["stop"]], f"column {roles['stop']}", "name the stop")
    kind, kinds = (
        _categories(frame[roles["kind"]], f"column {roles['kind']}", "name the kind, such as delivery")
        if "kind" in roles
        else (np.zeros(0, dtype=np.int32), pd.Index([]))
    )
    volume, name, note = _volumes(frame, roles.get("volume"))
    if places:
        refuse_two_places(frame[places], day, stop, dates, stops)
    if (volume % 1 != 0).any():
        # Sums of whole numbers are exact; others are added in one order, whatever that of the rows.
        order = np.lexsort((volume, stop, day))
        day, stop, volume = day[order], stop[order], volume[order]
        kind = kind[order] if len(kind) else kind
    return Records(dates, stops, [str(name) for name in kinds], day, stop, kind, volume, name, [note])


def _refuse_long_spans(days: np.ndarray, column: pd.Series) -> None:
    middle = np.partition(days, len(days) // 2)[len(days) // 2]
    refuse_rows(
        np.abs(days - middle) > LONGEST_YEARS * 366,
        column,
        f"column {column.name}",
        f"it lies more than {LONGEST_YEARS} years from the other records; correct or remove it",
    )


def _compressed(values: np.ndarray) -> np.ndarray:
    """Replace small whole numbers by their ranks, without sorting them."""
    present = np.bincount(values) > 0
    return (np.cumsum(present) - 1)[values].astype(np.int32)


def _categories(column: pd.Series, what: str, advice: str) -> tuple[np.ndarray, pd.Index]:
    """Return the number of every row's value, and the values in order; no two read alike."""
    refuse_rows(column.isna().to_numpy(), column, what, advice)
    if isinstance(column.dtype, pd.CategoricalDtype):
        given = column.cat.codes.to_numpy()
        used = np.bincount(given, minlength=len(column.cat.categories)) > 0
        numbers = np.full(len(used), -1, dtype=np.int32)
        numbers[used], values = pd.factorize(column.cat.categories[used], sort=True)
        codes = numbers[given]
    else:
        codes, values = pd.factorize(column, sort=True)
        codes = codes.astype(np.int32)
    values = pd.Index(values, name=None)
    blank = np.array([isinstance(value, str) and not value.strip() for value in values])
    refuse_rows(blank[codes] if blank.any() else blank, column, what, advice)
    _refuse_alike(codes, values, column, what)
    return codes, values


def _refuse_alike(codes: np.ndarray, values: pd.Index, column: pd.Series, what: str) -> None:
    """Refuse a column that writes a value in two ways, such as 1 and "1"; the second is named."""
    texts = as_texts(values)
    again = texts.duplicated()
    if again.any():
        other = values[int(np.argmax(texts == texts[again][0]))]
        refuse_rows(again[codes], column, what, f"other rows have {shown(other)}; write every id in one way")


def _volumes(frame: pd.DataFrame, column: Hashable | None) -> tuple[np.ndarray, str, str]:
    if column is None:
        note = f"Every record counts 1: there is no column {', '.join(VOLUMES)}, and none was named."
        return np.ones(len(frame)), "records", note
    what = f"column {column}"
    volumes = finite_numbers(frame[column], what)
    refuse_rows(volumes < 0, frame[column], what, "a volume must be >= 0")
    refuse_rows(volumes > LARGEST, frame[column], what, f"a volume must be at most {LARGEST:g}")
    if not (volumes > 0).any():
        raise InputError(f"{what}: all {len(volumes):,} volumes are zero; at least one must be > 0")
    return volumes, str(column), f"Volumes are those of the column {column}."
