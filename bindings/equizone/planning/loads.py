"""The load of every stop: from the workload model, given, from a column, or 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from equizone._core import InputError
from equizone.tables.columns import MINUTES_NAMES, find_column, finite_numbers, named_column, refuse_rows
from equizone.workload.model import WorkloadModel
from equizone.workload.productivity import Productivity

__all__ = ["Loads", "find_loads", "modelled_loads"]


@dataclass(frozen=True)
class Loads:
    """Loads with what they are called and counted in; an empty unit is an unknown one."""

    per_stop: np.ndarray
    name: str
    unit: str
    notes: list[str]
    items: pd.DataFrame | None = None
    """Minutes by factor, where the workload model made the loads."""


def modelled_loads(frame: pd.DataFrame, model: WorkloadModel, productivity: Productivity) -> Loads:
    """Return the model's minutes of work per stop and day."""
    items = model.minutes(frame, productivity=productivity)
    total = items["total"].to_numpy()
    if not (total > 0).any():
        raise InputError("the workload model gives every stop 0 minutes; are there parcels or visits?")
    return Loads(total, "minutes", "min", items.attrs["notes"], items)


def find_loads(frame: pd.DataFrame, load: str | ArrayLike | None, *, in_minutes: bool) -> Loads:
    """Return the loads given, or those of the column `load` or `minutes`, or 1 per stop.

    Parameters
    ----------
    frame
        The stops.
    load
        Name of a column, or one load per stop.
    in_minutes
        Whether the caller counts them in minutes, whatever their name.
    """
    if load is None:
        column = find_column(frame.columns, "load") or find_column(frame.columns, "minutes")
        if column is None:
            return _one_per_stop(len(frame), in_minutes=in_minutes)
        return _checked(frame[column], column, "column", in_minutes=in_minutes)
    if isinstance(load, str):
        return _checked(
            frame[named_column(frame.columns, load, "load")], load, "column", in_minutes=in_minutes
        )
    return _checked(_as_series(load, frame.index), "load", "argument", in_minutes=in_minutes)


def _one_per_stop(stops: int, *, in_minutes: bool) -> Loads:
    if in_minutes:
        raise InputError(
            "shift_hours needs loads in minutes, but there is no column load or minutes; "
            "name the column with load"
        )
    note = "Every stop counts 1: there is no column load or minutes, and none was named."
    return Loads(np.ones(stops), "stops", "stops", [note])


def _as_series(load: ArrayLike, index: pd.Index) -> pd.Series:
    if isinstance(load, pd.Series) and not load.index.equals(index):
        raise InputError(
            "load is a Series whose index is not that of stops; align it, or give load.to_numpy()"
        )
    values = np.asarray(load)
    if values.ndim == 0:
        raise InputError(f"load is {load!r}; give a column's name, or one load per stop")
    if values.shape != (len(index),):
        raise InputError(
            f"load has shape {values.shape} but there are {len(index)} stops; give one load per stop"
        )
    return pd.Series(values, index=index)


def _checked(column: pd.Series, name: str, kind: str, *, in_minutes: bool) -> Loads:
    what = f"{kind} {name}"
    values = finite_numbers(column, what)
    refuse_rows(values < 0, column, what, "a load must be >= 0")
    if not (values > 0).any():
        raise InputError(f"{what}: all {len(values)} loads are zero; at least one must be > 0")
    source = f"Loads are those of the {kind} {name}"
    if name.strip().casefold() in MINUTES_NAMES:
        return Loads(values, name, "min", [f"{source}, in minutes."])
    if in_minutes:
        return Loads(values, name, "min", [f"{source}, taken as minutes, since hours per courier are given."])
    return Loads(values, name, "", [f"{source}; their unit is not known."])
