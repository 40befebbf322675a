"""What a table says of its stops' work: columns of categories and numbers, as arrays for the model."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import (
    RowError,
    find_column,
    first_column,
    near_names,
    refuse_repeated,
    refuse_rows,
)
from equizone.workload.profile import CATEGORIES, Profile

__all__ = ["StatedFactors", "find_factors", "in_table_words"]

NUMBERS = {
    "parcels": ("parcels", "drops"),
    "visits": ("visits",),
    "volume_l": ("volume_l",),
    "weight_kg": ("weight_kg",),
    "sign_for_rate": ("sign_for_rate",),
    "customer_minutes_per_parcel": ("customer_minutes_per_parcel",),
    "other_multiplier": ("other_multiplier",),
}
"""Arrays of plain numbers, and the columns that they are read from."""

NUMBER_OF = {factor: f"{factor}_{'multiplier' if factor == 'shape' else 'minutes'}" for factor in CATEGORIES}
"""What a number in a factor's column means: array by factor."""

SEVERAL = ";"
"""Separates the categories of a cell of `other`: a stop may have a locker and a front desk."""


@dataclass(frozen=True)
class StatedFactors:
    """Arrays by the names that the model knows, the column behind each, and what was assumed."""

    arrays: dict[str, np.ndarray]
    columns: dict[str, Hashable]
    notes: list[str]


def find_factors(frame: pd.DataFrame, profile: Profile) -> StatedFactors:
    """Read the factors' columns of a table, found by name in any case; what is missing is noted."""
    refuse_repeated(frame.columns, "stops")
    arrays: dict[str, np.ndarray] = {}
    columns: dict[str, Hashable] = {}
    for name, spellings in NUMBERS.items():
        column = first_column(frame.columns, spellings)
        if column is not None:
            arrays[name] = _numbers(
                frame[column], f"column {column}", may_be_empty=name not in ("parcels", "visits")
            )
            columns[name] = column
    for factor, number in NUMBER_OF.items():
        for name in (factor, number):
            column = find_column(frame.columns, name)
            if column is None:
                continue
            if factor in (text.removesuffix("_category") for text in arrays) or number in arrays:
                raise InputError(
                    f"stops has columns {factor} and {number}; leave one out: numbers in {factor} "
                    f"mean {number.replace('_', ' ')} already"
                )
            stated = _stated(frame[column], factor, number, profile)
            columns |= {name: column for name in stated if name not in columns}
            arrays |= {name: _first_said(arrays.get(name), values) for name, values in stated.items()}
    if not arrays:
        raise InputError(_nothing_known(frame, profile))
    return StatedFactors(arrays, columns, _notes(frame, profile, columns))


def _first_said(given: np.ndarray | None, otherwise: np.ndarray) -> np.ndarray:
    """Return what is given in a column of its own, and where that says nothing, the other."""
    return otherwise if given is None else np.where(np.isnan(given), otherwise, given)


def _numbers(column: pd.Series, what: str, *, may_be_empty: bool) -> np.ndarray:
    """Return the column as floats; empty cells are NaN, which says nothing of the stop."""
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    empty = (column.astype(object).where(column.notna(), "") == "").to_numpy()
    refuse_rows(~np.isfinite(values) & ~(empty & may_be_empty), column, what, "give a finite number")
    return values


def _stated(column: pd.Series, factor: str, number: str, profile: Profile) -> dict[str, np.ndarray]:
    """Return categories, and numbers where a cell is one; both say nothing of an empty cell."""
    texts = column.astype(object).where(column.notna(), "")
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    codes, uniques = pd.factorize(texts.where(np.isnan(numbers), ""))
    if factor == "other":
        return _combined(column, codes, uniques, numbers, profile)
    positions = np.array(
        [_position(column, codes, at, factor, name, profile) for at, name in enumerate(uniques)]
    )
    arrays = {f"{factor}_category": positions[codes].astype(np.int32)}
    return arrays if np.isnan(numbers).all() else {**arrays, number: numbers}


def _position(
    column: pd.Series, codes: np.ndarray, at: int, factor: str, name: object, profile: Profile
) -> int:
    """Return the position of the category that a cell names, -1 for an empty one; errors name its row."""
    text = str(name).strip()
    if not text:
        return -1
    known = {category.casefold(): position for position, category in enumerate(profile.names(factor))}
    if text.casefold() in known:
        return known[text.casefold()]
    try:
        return profile.core.category(factor, text)
    except InputError as unknown:
        row = int(np.argmax(codes == at))
        _, _, nearest = str(unknown).partition("; ")
        raise RowError(
            f"column {column.name} at ",
            column.index,
            row,
            f" is {text!r}, which the profile {profile.name!r} does not know; {nearest}",
        ) from None


def _combined(
    column: pd.Series, codes: np.ndarray, uniques: pd.Index, numbers: np.ndarray, profile: Profile
) -> dict[str, np.ndarray]:
    """Add up the minutes and multiply the multipliers of the several categories in a cell."""
    minutes, multipliers = np.zeros(len(uniques)), np.ones(len(uniques))
    entries = profile.core.other
    for at, cell in enumerate(uniques):
        for name in list(filter(str.strip, str(cell).split(SEVERAL))) or [""]:
            position = _position(column, codes, at, "other", name, profile)
            category = entries[max(position, 0)]
            minutes[at] += category.minutes
            multipliers[at] *= category.multiplier
    is_number = ~np.isnan(numbers)
    return {
        "other_minutes": np.where(is_number, numbers, minutes[codes]),
        "other_multiplier": np.where(is_number, 1.0, multipliers[codes]),
    }


def _nothing_known(frame: pd.DataFrame, profile: Profile) -> str:
    return (
        f"stops has none of the columns that tell of work ({', '.join(_factor_columns())}); add at least "
        f"one, such as parcels; its columns are {', '.join(map(str, frame.columns))}. "
        f"{_default_stop(profile, {})}"
    )


def _factor_columns() -> list[str]:
    return [*CATEGORIES, *(names[0] for names in NUMBERS.values())]


def _default_stop(profile: Profile, columns: dict[str, Hashable]) -> str:
    """Say what the model takes where a column is missing."""
    core = profile.core
    said = {factor for factor in CATEGORIES if any(name.startswith(f"{factor}_") for name in columns)}
    defaults = [f"{factor} {profile.names(factor)[0]!r}" for factor in CATEGORIES if factor not in said]
    singles = {
        "parcels": "1 parcel a day",
        "visits": "1 visit a day (fewer where parcels are fewer)",
        "weight_kg": f"{core.parcel_kg:g} kg a parcel",
        "volume_l": f"{core.parcel_litres:g} litres a parcel",
        "sign_for_rate": "the customer's sign-for rate",
    }
    defaults += [text for name, text in singles.items() if name not in columns]
    return f"Where a column is missing, the default is taken: {', '.join(defaults)}."


def _notes(frame: pd.DataFrame, profile: Profile, columns: dict[str, Hashable]) -> list[str]:
    read = list(dict.fromkeys(str(column) for column in columns.values()))
    notes = [
        f"Minutes from the workload profile {profile.name!r} and {'column' if len(read) == 1 else 'columns'} "
        f"{', '.join(read)}. {_default_stop(profile, columns)}"
    ]
    unread = [str(column) for column in frame.columns if str(column) not in read]
    known = {*CATEGORIES, *(spelling for spellings in NUMBERS.values() for spelling in spellings)}
    doubles = [column for column in unread if column.strip().casefold() in known]
    if doubles:
        notes.append(f"Not read, since another column says the same: {', '.join(doubles)}.")
    missing = [name for name in _factor_columns() if find_column(frame.columns, name) is None]
    lookalikes = {name: near_names(name, unread, cutoff=0.7) for name in missing}
    notes += [
        f"Column {near[0]} was not read; if it is meant, call it {name}."
        for name, near in lookalikes.items()
        if near
    ]
    return notes


def in_table_words(error: InputError, stated: StatedFactors, index: pd.Index) -> InputError:
    """Name column and row where the model names an array and a position."""
    match = re.match(r"(?P<name>\w+)\[(?P<position>\d+)\](?P<rest>.*)", str(error))
    if match is None or match["name"] not in stated.columns:
        return error
    rest = re.sub(r"(\w+)\[\d+\]", lambda other: str(stated.columns.get(other[1], other[1])), match["rest"])
    return RowError(f"column {stated.columns[match['name']]} at ", index, int(match["position"]), rest)
