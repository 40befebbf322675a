"""A plan's zones on every day of a history."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from equizone.history.daily import DailyLoads, daily_loads
from equizone.history.replaying import Replay, replay
from equizone.planning.history import days_work, stop_ids
from equizone.tables.wording import counted
from equizone.workload.model import WorkloadModel, find_model
from equizone.workload.productivity import Productivity

if TYPE_CHECKING:
    from equizone.planning.result import Plan

__all__ = ["replay_notes", "replay_plan", "replay_work", "zone_hours"]


def replay_work(daily: DailyLoads, zone_of_stop: np.ndarray, hours: float | pd.Series | None) -> Replay:
    """Run zones against the days of a history.

    Parameters
    ----------
    daily
        Loads by day and stop of the plan.
    zone_of_stop
        Zone of each stop, in the order of `daily`.
    hours
        What a zone may take: of each zone by its name, or of all.
    """
    return replay(pd.Series(zone_of_stop, index=daily.stops), daily, shift_hours=hours)


def replay_notes(replayed: Replay | None, unit: str, percentile: float | None) -> list[str]:
    """Say how the zones fare on the days of the history, and how often a shift would not do."""
    if replayed is None:
        return []
    notes = []
    if percentile is not None:
        reached = np.percentile(replayed.days, percentile, axis=0)
        notes = [
            f"On these days the zones' {percentile:g}th percentiles lie between {reached.min():,.1f} and "
            f"{reached.max():,.1f} {unit}."
        ]
    zones = replayed.zones
    worst = zones.loc[zones["worst"].idxmax()]
    worst_day = (
        f"the worst is zone {worst['zone']} on {worst['worst_date']:%Y-%m-%d}, {worst['worst']:,.1f} {unit}"
    )
    if zones["days_over"].isna().any():
        return [*notes, f"Over {counted(len(replayed.days), 'day')} of the history, {worst_day}."]
    over, days = zones["days_over"].sum(), zones["days"].sum()
    return [
        *notes,
        f"Over {counted(len(replayed.days), 'day')} of the history, {over / days:.1%} of the zones' days "
        f"exceed what a shift leaves for stops; {worst_day}.",
    ]


def zone_hours(names: Iterable[str], hours: np.ndarray | None) -> pd.Series | None:
    """Return the hours of zones by name."""
    return None if hours is None else pd.Series(hours, index=list(names))


def replay_plan(
    plan: Plan,
    history: pd.DataFrame | DailyLoads | str | Path,
    *,
    stop: Hashable | None,
    workload: WorkloadModel | str | Path | None,
    productivity: Productivity,
    hours: float | pd.Series | None,
) -> Replay:
    """Run a plan's zones against every day of a history; arguments are those of Plan.replay()."""
    daily = history if isinstance(history, DailyLoads) else daily_loads(history)
    # What areas are called zone is that of the stops as they were given.
    stops = plan.stops.drop(columns="zone")
    work = days_work(
        stops,
        stop_ids(stops, stop),
        daily,
        None if workload is None else find_model(workload),
        productivity,
    )
    assert work.daily is not None  # days_work() always has days
    limit = zone_hours(plan.zones["zone"], plan.service_hours) if hours is None else hours
    return replay_work(work.daily, plan.stops["zone"].to_numpy(), limit)
