"""A plan's zones on every day of a history."""

from __future__ import annotations

from collections.abc import Hashable
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

__all__ = ["replay_notes", "replay_plan", "replay_work"]


def replay_work(daily: DailyLoads, zone_of_stop: np.ndarray, shift_hours: float | None) -> Replay:
    """Run zones against the days of a history; `zone_of_stop` is in the order of the stops."""
    return replay(pd.Series(zone_of_stop, index=daily.stops), daily, shift_hours=shift_hours)


def replay_notes(replayed: Replay | None, unit: str) -> list[str]:
    """Say how the zones fare on the days of the history, and how often a shift would not do."""
    if replayed is None:
        return []
    zones = replayed.zones
    worst = zones.loc[zones["worst"].idxmax()]
    worst_day = (
        f"the worst is zone {worst['zone']} on {worst['worst_date']:%Y-%m-%d}, {worst['worst']:,.1f} {unit}"
    )
    if zones["days_over"].isna().any():
        return [f"Over {counted(len(replayed.days), 'day')} of the history, {worst_day}."]
    over, days = zones["days_over"].sum(), zones["days"].sum()
    return [
        f"Over {counted(len(replayed.days), 'day')} of the history, {over / days:.1%} of the zones' days "
        f"exceed what a shift leaves for stops; {worst_day}."
    ]


def replay_plan(
    plan: Plan,
    history: pd.DataFrame | DailyLoads | str | Path,
    *,
    stop: Hashable | None,
    workload: WorkloadModel | str | Path | None,
    productivity: Productivity,
    shift_hours: float | None,
) -> Replay:
    """Run a plan's zones against every day of a history; arguments are those of Plan.replay()."""
    daily = history if isinstance(history, DailyLoads) else daily_loads(history)
    work = days_work(
        plan.stops,
        stop_ids(plan.stops, stop),
        daily,
        None if workload is None else find_model(workload),
        productivity,
    )
    assert work.daily is not None  # days_work() always has days
    return replay_work(work.daily, plan.stops["zone"].to_numpy(), shift_hours)
