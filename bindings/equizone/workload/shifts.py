"""What couriers did and how long it took them: attempts, and the shifts that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import STOP_IDS, finite_numbers, first_column, named_column, refuse_rows
from equizone.tables.dates import day_numbers
from equizone.tables.ids import as_texts
from equizone.tables.reading import given_table
from equizone.tables.wording import counted
from equizone.workload.factors import StatedFactors

__all__ = ["AS_MADE", "Shifts", "as_attempts", "read_attempts", "read_shifts"]

AS_MADE = {"visits": 1.0, "sign_for_rate": 1.0}
"""Numbers of an attempt that was made: the model must not expect others in addition."""


@dataclass(frozen=True)
class Shifts:
    """Shifts (date, courier, worked), and the shift of every attempt."""

    table: pd.DataFrame
    of_attempt: np.ndarray


def read_attempts(served: pd.DataFrame | str | Path, stops: pd.DataFrame | str | Path | None) -> pd.DataFrame:
    """Return the attempts with the stops' own columns; where both have a column, the attempt's goes first."""
    attempts = given_table(served, "served")
    if stops is None:
        return attempts
    own = given_table(stops, "stops")
    key, own_key = (first_column(table.columns, STOP_IDS) for table in (attempts, own))
    if key is None or own_key is None:
        raise InputError("served and stops have no ids in common: both need a column stop, stop_id or id")
    known = as_texts(own[own_key])
    if known.has_duplicates:
        raise InputError(f"stops has {known[known.duplicated()][0]!r} twice; give every stop one row")
    position = known.get_indexer(_named(attempts[key], f"column {key} of served", "name the stop"))
    refuse_rows(position < 0, attempts[key], f"column {key} of served", "there is no such stop in stops")
    said = {*AS_MADE, *(str(name).strip().casefold() for name in attempts.columns)}
    added = [name for name in own.columns if str(name).strip().casefold() not in said]
    return pd.concat([attempts, own[added].iloc[position].set_axis(attempts.index)], axis=1)


def as_attempts(stated: StatedFactors, attempts: int) -> StatedFactors:
    """Return what is stated of attempts; where they do not say otherwise, each is one visit that succeeds."""
    made = {name: np.full(attempts, value) for name, value in AS_MADE.items()}
    for name, values in made.items():
        given = stated.arrays.get(name, values)
        made[name] = np.where(np.isnan(given), values, given)
    return replace(stated, arrays={**stated.arrays, **made})


def read_shifts(attempts: pd.DataFrame, worked: pd.DataFrame | str | Path) -> Shifts:
    """Return the shifts in the order of `worked`; each must have attempts, and each attempt a shift."""
    hours = given_table(worked, "worked")
    of_attempts, shifts = _keys(attempts, "served"), _keys(hours, "worked")
    minutes = named_column(hours.columns, "minutes", "worked's column")
    what = f"column {minutes} of worked"
    worked_min = finite_numbers(hours[minutes], what)
    refuse_rows(worked_min < 0, hours[minutes], what, "minutes must be >= 0")
    repeated = "the courier has two rows on this day; add them up"
    refuse_rows(shifts.duplicated().to_numpy(), hours[minutes], what, repeated)
    shift = pd.MultiIndex.from_frame(shifts).get_indexer(pd.MultiIndex.from_frame(of_attempts))
    lost = shift < 0
    if lost.any():
        raise InputError(
            f"worked has no row for {_first(of_attempts, lost)}, who made visits then "
            f"({counted(int(lost.sum()), 'visit')} without minutes); add it, or leave these visits out"
        )
    idle = np.bincount(shift, minlength=len(shifts)) == 0
    if idle.any():
        raise InputError(
            f"served has no visit of {_first(shifts, idle)}, who worked then "
            f"({counted(int(idle.sum()), 'shift')} without visits); add them, or leave these shifts out"
        )
    return Shifts(shifts.assign(worked=worked_min), shift.astype(np.int32))


def _keys(table: pd.DataFrame, argument: str) -> pd.DataFrame:
    """Return date and courier of every row."""
    date = named_column(table.columns, "date", f"{argument}'s column")
    courier = named_column(table.columns, "courier", f"{argument}'s column")
    days = day_numbers(table[date], f"column {date} of {argument}")
    couriers = _named(table[courier], f"column {courier} of {argument}", "name the courier")
    return pd.DataFrame({"date": pd.to_datetime(days, unit="D"), "courier": couriers})


def _named(ids: pd.Series, what: str, reason: str) -> pd.Index:
    """Return ids as texts; none of them may be empty."""
    texts = as_texts(ids)
    refuse_rows(ids.isna().to_numpy() | (texts.str.strip() == ""), ids, what, reason)
    return texts


def _first(keys: pd.DataFrame, refused: np.ndarray) -> str:
    first = keys.iloc[int(np.argmax(refused))]
    return f"courier {first['courier']} on {first['date']:%Y-%m-%d}"
