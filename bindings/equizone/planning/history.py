"""The work of a plan's stops on the days of a history: loads by day, and means by mode."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy.sparse

from equizone._core import FACTORS, InputError
from equizone.history.daily import DailyLoads
from equizone.planning.loads import Loads
from equizone.tables.columns import STOP_IDS, first_column, named_column, refuse_rows
from equizone.tables.ids import as_texts, shown
from equizone.tables.wording import counted
from equizone.workload.model import WorkloadModel, itemised, total_minutes
from equizone.workload.productivity import Productivity, area_pace

__all__ = ["DaysWork", "days_work", "stop_ids"]


@dataclass(frozen=True)
class DaysWork:
    """The work of a plan's stops, in their order, on some days of a history."""

    loads: Loads
    """Means over the days."""
    daily: DailyLoads | None = None
    """Load of every stop on every day, in the unit of the loads; none without a history."""


def stop_ids(frame: pd.DataFrame, stop: Hashable | None) -> pd.Series:
    """Return the ids by which other tables speak of the stops; no two alike."""
    usual = first_column(frame.columns, STOP_IDS)
    if stop is None and usual is None:
        raise InputError(
            f"stops has no column {', '.join(STOP_IDS)} by which records could speak of them; name it with "
            f"stop; the columns are {', '.join(map(str, frame.columns))}"
        )
    ids = frame[usual if stop is None else named_column(frame.columns, stop, "stop")]
    unnamed = ids.isna() | (ids.astype(str).str.strip() == "")
    refuse_rows(unnamed.to_numpy(), ids, f"column {ids.name}", "name the stop")
    repeated = ids[as_texts(ids).duplicated()]
    if len(repeated):
        raise InputError(
            f"column {ids.name} of stops has {shown(repeated.iloc[0])} twice; give every stop its own id"
        )
    return ids


def days_work(
    frame: pd.DataFrame,
    ids: pd.Series,
    history: DailyLoads,
    model: WorkloadModel | None,
    productivity: Productivity,
) -> DaysWork:
    """Return the work of stops on the days of a history.

    With a workload model, the volumes of the history are parcels, and each day's minutes follow from that
    day's parcels; without one, loads are the volumes themselves.

    Parameters
    ----------
    frame
        The stops.
    ids
        Their ids in the history.
    history
        Volumes by day and stop.
    model, productivity
        As in :func:`equizone.plan`.
    """
    if model is not None and history.unit == "min":
        raise InputError(
            "workload turns parcels into minutes, but the history is in minutes already; "
            "leave workload out, or give a history of parcels"
        )
    of_plan = _columns_of(history.stops, ids)
    visits = (history.visits() @ of_plan).sorted_indices()
    if visits.nnz == 0:
        raise InputError(
            "the history has no record of a stop of the plan; its ids are such as "
            f"{shown(history.stops[0])}, those of column {ids.name} such as {shown(ids.iloc[0])}"
        )
    # A visit without volume is stored too: both tables have the same entries.
    volumes = _at_entries(visits, history.loads @ of_plan)
    notes = _strangers(history, ids)
    if model is None:
        mean = np.asarray(volumes.mean(axis=0)).ravel()
        unit = history.unit
        notes = [f"Loads are the mean {unit} of {counted(len(history.dates), 'day')} of the history.", *notes]
        loads = Loads(mean, unit, unit if unit == "min" else "", notes)
        return DaysWork(loads, DailyLoads(history.dates, pd.Index(ids), volumes, unit))
    return _modelled(frame, ids, history.dates, volumes, model, productivity, notes)


def _at_entries(pattern: scipy.sparse.csr_array, values: scipy.sparse.csr_array) -> scipy.sparse.csr_array:
    """Return the values at the entries of a pattern that holds at least theirs; zero at the others."""
    data = np.zeros(pattern.nnz)
    for row in range(pattern.shape[0]):
        entries = slice(pattern.indptr[row], pattern.indptr[row + 1])
        data[entries] = values[[row]].toarray().ravel()[pattern.indices[entries]]
    return scipy.sparse.csr_array((data, pattern.indices, pattern.indptr), pattern.shape)


def _modelled(
    frame: pd.DataFrame,
    ids: pd.Series,
    dates: pd.DatetimeIndex,
    volumes: scipy.sparse.csr_array,
    model: WorkloadModel,
    productivity: Productivity,
    notes: list[str],
) -> DaysWork:
    """Compute the minutes of every visit; work is not linear in parcels, so means come last."""
    days = len(dates)
    visits = np.bincount(volumes.indices, minlength=len(frame)) / days
    means = {"parcels": np.asarray(volumes.mean(axis=0)).ravel(), "visits": visits}
    stated = model.read(frame.assign(**means))
    items = np.zeros((len(frame), len(FACTORS)))
    minutes = np.zeros(volumes.nnz)
    for day in range(days):
        entries = slice(volumes.indptr[day], volumes.indptr[day + 1])
        served = volumes.indices[entries]
        arrays = {name: values[served] for name, values in stated.arrays.items()}
        arrays |= {"parcels": volumes.data[entries], "visits": np.ones(len(served))}
        of_day = model.items(replace(stated, arrays=arrays), frame.index[served])
        items[served] += of_day
        minutes[entries] = total_minutes(of_day)
    items /= days
    source = f"Parcels and visits are those of {counted(days, 'day')} of the history."
    all_notes = [*stated.notes, source, *notes]
    if productivity is not None:
        # The areas' pace is that of all days together: a day's own mean would depend on who was served.
        pace, area_notes = area_pace(frame, productivity, total_minutes(items), visits)
        items[:, FACTORS.index("area")] = (pace - 1) * total_minutes(items)
        minutes *= pace[volumes.indices]
        all_notes += area_notes
    table = itemised(items, frame.index)
    daily = scipy.sparse.csr_array((minutes, volumes.indices, volumes.indptr), volumes.shape)
    return DaysWork(
        Loads(table["total"].to_numpy(), "minutes", "min", all_notes, table),
        DailyLoads(dates, pd.Index(ids), daily, "min"),
    )


def _columns_of(stops: pd.Index, ids: pd.Series) -> scipy.sparse.csr_array:
    """Return the matrix that puts the history's stops in the plan's order."""
    position = as_texts(stops).get_indexer(as_texts(ids))
    known = np.flatnonzero(position >= 0)
    return scipy.sparse.csr_array(
        (np.ones(len(known)), (position[known], known)), shape=(len(stops), len(ids))
    )


def _strangers(history: DailyLoads, ids: pd.Series) -> list[str]:
    """Say which stops the plan and the history do not have in common."""
    recorded, planned = as_texts(history.stops), as_texts(ids)
    unknown = ~recorded.isin(planned)
    silent = int((~planned.isin(recorded)).sum())
    notes = []
    if unknown.any():
        share = history.loads[:, np.flatnonzero(unknown)].sum() / history.loads.sum()
        notes.append(
            f"Passed over in the history: {counted(int(unknown.sum()), 'stop')} that the plan does not have, "
            f"{share:.1%} of the volume."
        )
    if silent:
        notes.append(f"Without a record in the history, so load 0: {counted(silent, 'stop')}.")
    return notes
