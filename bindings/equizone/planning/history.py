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
from equizone.tables.columns import find_column, named_column
from equizone.tables.wording import counted
from equizone.workload.model import WorkloadModel, itemised
from equizone.workload.productivity import Productivity

__all__ = ["DaysWork", "days_work", "stop_ids"]

IDS = ("stop", "stop_id", "id")


@dataclass(frozen=True)
class DaysWork:
    """The work of a plan's stops, in their order, on some days of a history."""

    loads: Loads
    """Means over the days."""
    daily: DailyLoads | None = None
    """Load of every stop on every day, in the unit of the loads; none without a history."""


def stop_ids(frame: pd.DataFrame, stop: Hashable | None) -> pd.Series:
    """Return the ids by which other tables speak of the stops; no two alike."""
    usual = next(filter(None, (find_column(frame.columns, name) for name in IDS)), None)
    if stop is None and usual is None:
        raise InputError(
            f"stops has no column {', '.join(IDS)} by which records could speak of them; name it with stop; "
            f"the columns are {', '.join(map(str, frame.columns))}"
        )
    ids = frame[usual if stop is None else named_column(frame.columns, stop, "stop")]
    repeated = ids[ids.duplicated()]
    if len(repeated):
        raise InputError(
            f"column {ids.name} of stops has {repeated.iloc[0]!r} twice; give every stop its own id"
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
    of_plan = _columns_of(history.stops, ids)
    volumes, visits = history.loads @ of_plan, history.visits() @ of_plan
    if volumes.nnz == 0:
        raise InputError(
            f"the history has no record of a stop of the plan; its ids are such as {history.stops[0]!r}, "
            f"those of column {ids.name} such as {ids.iloc[0]!r}"
        )
    notes = _strangers(history, ids)
    if model is None:
        mean = np.asarray(volumes.mean(axis=0)).ravel()
        unit = history.unit
        notes = [f"Loads are the mean {unit} of {counted(len(history.dates), 'day')} of the history.", *notes]
        daily = DailyLoads(history.dates, pd.Index(ids), scipy.sparse.csr_array(volumes), unit)
        per_day = float(visits.sum()) / len(history.dates)
        return DaysWork(Loads(mean, unit, unit if unit == "min" else "", notes, stops_a_day=per_day), daily)
    return _modelled(frame, ids, history.dates, volumes, visits, model, productivity, notes)


def _modelled(
    frame: pd.DataFrame,
    ids: pd.Series,
    dates: pd.DatetimeIndex,
    volumes: scipy.sparse.csr_array,
    visits: scipy.sparse.csr_array,
    model: WorkloadModel,
    productivity: Productivity,
    notes: list[str],
) -> DaysWork:
    """Compute every day's minutes; work is not linear in parcels, so means come last."""
    means = {
        "parcels": np.asarray(volumes.mean(axis=0)).ravel(),
        "visits": np.asarray(visits.mean(axis=0)).ravel(),
    }
    stated = model.read(frame.assign(**means), productivity)
    items = np.zeros((len(frame), len(FACTORS)))
    totals = np.zeros(volumes.shape)
    for day in range(len(dates)):
        of_day = {
            "parcels": volumes[[day]].toarray().ravel(),
            "visits": visits[[day]].toarray().ravel(),
        }
        items_of_day = model.items(replace(stated, arrays={**stated.arrays, **of_day}), frame.index)
        items += items_of_day
        totals[day] = items_of_day.sum(axis=1)
    table = itemised(items / len(dates), frame.index)
    source = f"Parcels and visits are those of {counted(len(dates), 'day')} of the history."
    loads = Loads(
        table["total"].to_numpy(),
        "minutes",
        "min",
        [*stated.notes, source, *notes],
        table,
        stops_a_day=float(visits.sum()) / len(dates),
    )
    return DaysWork(loads, DailyLoads(dates, pd.Index(ids), scipy.sparse.csr_array(totals), "min"))


def _columns_of(stops: pd.Index, ids: pd.Series) -> scipy.sparse.csr_array:
    """Return the matrix that puts the history's stops in the plan's order."""
    position = _same_type(stops).get_indexer(_same_type(pd.Index(ids)))
    known = np.flatnonzero(position >= 0)
    return scipy.sparse.csr_array(
        (np.ones(len(known)), (position[known], known)), shape=(len(stops), len(ids))
    )


def _same_type(ids: pd.Index) -> pd.Index:
    return ids.astype(str)


def _strangers(history: DailyLoads, ids: pd.Series) -> list[str]:
    """Say which stops the plan and the history do not have in common."""
    recorded, planned = _same_type(history.stops), _same_type(pd.Index(ids))
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
