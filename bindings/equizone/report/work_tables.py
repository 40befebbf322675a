"""Tables beside the map: what the work consists of, and how many couriers each weekday needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from equizone.report import wording

if TYPE_CHECKING:
    from equizone.planning import Plan

MEANINGS = {
    "road": "to reach the stop, park, walk to the door and leave",
    "customer": "to get in and find the customer, calls",
    "parcel": "to handle the parcels",
    "demand": "saved where many parcels go to one stop",
    "waiting": "inspection, signatures, cash",
    "sign_for": "to bring again what was not taken in",
    "other": "other aids (below 0) and hindrances",
    "area": "more or less than that, by what the area's stops an hour tell",
}
"""What each factor of the workload model counts."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def work_rows(plan: Plan) -> list[dict[str, str]]:
    """Return factor, meaning, minutes a day, share of all minutes, and minutes per stop; the total last.

    Parameters
    ----------
    plan
        A plan; without a workload model behind its loads, there are no rows.
    """
    if plan.workload is None:
        return []
    sums = plan.workload.sum()
    total, stops = float(sums["total"]), len(plan.workload)
    shown = [name for name in plan.workload.columns if name == "total" or sums[name] != 0]
    return [
        {
            "factor": name.replace("_", "-"),
            "meaning": MEANINGS.get(name, ""),
            "minutes": f"{sums[name]:,.0f}".replace("-", "−"),
            "share": wording.percent(sums[name] / total).replace("-", "−"),
            "per_stop": f"{sums[name] / stops:,.2f}".replace("-", "−"),
        }
        for name in shown
    ]


def weekday_rows(plan: Plan) -> list[dict[str, str | bool]]:
    """Return weekday, mode, days averaged, means, representative day, couriers; `here` marks the plan's mode.

    Parameters
    ----------
    plan
        A plan; without modes, there are no rows.
    """
    if plan.weekdays is None:
        return []
    return [
        {
            "weekday": row.mode if pd.isna(row.weekday) else WEEKDAYS[row.weekday],
            "mode": "peak" if pd.isna(row.weekday) else row.mode,
            "days": f"{row.days:,}",
            "stops": f"{row.mean_stops:,.0f}",
            "volume": f"{row.mean_volume:,.0f}",
            "representative": f"{row.representative:%Y-%m-%d}",
            "load": wording.quantities([row.load], "").number(row.load),
            "couriers": f"{row.couriers:,}",
            "here": row.mode == plan.mode,
        }
        for row in plan.weekdays.itertuples()
    ]
