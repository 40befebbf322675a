"""The couriers of a station: who they are, and which share of the work each can do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.tables.columns import find_column, finite_numbers, first_column, near_names, refuse_rows
from equizone.tables.reading import given_table
from equizone.workload.profile import Profile

__all__ = ["Roster", "find_roster"]

NAMES = ("courier", "name")


@dataclass(frozen=True)
class Roster:
    """Couriers and the shares of the work that are due to them; shares sum to 1."""

    names: list[str]
    shares: np.ndarray
    productivity: np.ndarray
    """Of each courier; 1 is average."""
    hours: np.ndarray | None
    """Hours of each courier's day, if the table states them."""
    notes: list[str]

    def __len__(self) -> int:
        """Return the number of couriers."""
        return len(self.names)


def find_roster(couriers: pd.DataFrame | str | Path, profile: Profile) -> Roster:
    """Return the couriers of a table, one row each.

    The share of a courier is proportional to hours * productivity * the multipliers of his traits, such as
    experience, stars or vehicle, in the profile; what the table does not state is alike for all.

    Parameters
    ----------
    couriers
        A table or file: a column courier or name, and any of hours, productivity (1 = average) and the
        profile's traits.
    profile
        Gives the multipliers of traits.
    """
    frame = given_table(couriers, "couriers")
    names = _names(frame)
    productivity = np.ones(len(frame))
    stated = []
    numbers = {}
    for name in ("hours", "productivity"):
        column = find_column(frame.columns, name)
        if column is not None:
            what = f"column {column} of couriers"
            numbers[name] = finite_numbers(frame[column], what)
            refuse_rows(numbers[name] <= 0, frame[column], what, "give a number above 0")
            stated.append(column)
    hours = numbers.get("hours")
    if hours is not None:
        refuse_rows(
            hours > 24, frame[find_column(frame.columns, "hours")], "column hours of couriers", "a day has 24"
        )
    productivity = numbers.get("productivity", productivity)
    for trait in profile.traits:
        column = find_column(frame.columns, trait)
        if column is not None:
            productivity = productivity * _multipliers(frame[column], trait, profile.multipliers(trait))
            stated.append(column)
    note = (
        f"Work is shared among the couriers by {', '.join(stated)}."
        if stated
        else "All couriers have equal shares."
    )
    unread = [str(name) for name in frame.columns if name not in {*stated, _name_column(frame)}]
    notes = [note, f"Not read in the table of couriers: {', '.join(unread)}."] if unread else [note]
    shares = productivity if hours is None else productivity * hours
    return Roster(names, shares / shares.sum(), productivity, hours, notes)


def _name_column(frame: pd.DataFrame) -> str:
    column = first_column(frame.columns, NAMES)
    if column is None:
        raise InputError(
            f"couriers has no column courier; its columns are {', '.join(map(str, frame.columns))}"
        )
    return column


def _names(frame: pd.DataFrame) -> list[str]:
    column = _name_column(frame)
    names = frame[column].astype(object)
    refuse_rows(
        (names.isna() | (names.astype(str).str.strip() == "")).to_numpy(),
        frame[column],
        "column courier",
        "name the courier",
    )
    refuse_rows(
        names.astype(str).duplicated().to_numpy(),
        frame[column],
        "column courier",
        "give every courier one row",
    )
    return [str(name) for name in names]


def _multipliers(column: pd.Series, trait: str, known: dict[str, float]) -> np.ndarray:
    whole = column.convert_dtypes()  # numbers beside an empty cell are floats: 5 would read 5.0
    texts = whole.astype(object).where(column.notna(), "").astype(str).str.strip()
    usual = {name.casefold(): multiplier for name, multiplier in known.items()} | {
        "": next(iter(known.values()))
    }
    values = texts.str.casefold().map(usual)
    unknown = values.isna().to_numpy()
    if unknown.any():
        near = near_names(texts[unknown].iloc[0], known, cutoff=0.0)
        refuse_rows(
            unknown, column, f"column {trait} of couriers", f"the profile knows {', '.join(near or known)}"
        )
    return values.to_numpy(dtype=float)
