"""One plan, many days: the zones of a plan on every day of a history."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse

from equizone import checks
from equizone._core import InputError
from equizone.history.daily import DailyLoads, sum_by_day
from equizone.history.records import read_records
from equizone.history.shifts import shift_limits
from equizone.history.zones import zoned_stops
from equizone.tables.wording import counted

__all__ = ["Replay", "replay"]

Minutes = Callable[[pd.DataFrame], np.ndarray]
LAST_BITS = 1e-12


@dataclass(frozen=True)
class Replay:
    """How the zones would have fared.

    Attributes
    ----------
    zones
        zone, days, mean, p90, worst, worst_date (the first, of equals), worst_overload: worst / mean - 1, a
        fraction, 0 for a zone that never has a load; days_over: days on which the zone's minutes exceed its
        shift, NaN if loads are not minutes or the zone is given no shift. Percentiles are interpolated
        linearly, as numpy.percentile does by default.
    days
        Load of every zone (column) on every day with records (row); 0 where a zone has none.
    unit
        Of all loads: min for minutes, else the name of the column of volumes.
    notes
        What was assumed and passed over, in sentences.
    """

    zones: pd.DataFrame
    days: pd.DataFrame
    unit: str
    notes: list[str]


def replay(
    zone_of_stop: pd.Series | Mapping,
    records: str | Path | pd.DataFrame | DailyLoads,
    *,
    date: Hashable | None = None,
    stop: Hashable | None = None,
    volume: Hashable | None = None,
    minutes: Minutes | bool | None = None,
    shift_hours: float | pd.Series | Mapping | None = None,
) -> Replay:
    """Run zones against every day of a history.

    Parameters
    ----------
    zone_of_stop
        Zone by stop: a Series whose index is the stops' ids, such as ``plan.stops.set_index("id")["zone"]``.
    records
        One row per record, as in :func:`find_modes`; or loads by day and stop, such as those of a mode.
    date, stop, volume
        Names of columns, as in :func:`find_modes`.
    minutes
        Minutes of work from a table with columns date, stop and volume, one row per stop and day; or whether
        the volume is minutes already. Default: if its column is called minutes.
    shift_hours
        Hours of one courier's day: one number, or hours by zone, of which zones may be left out.

    Returns
    -------
    Replay
        Loads in minutes if they are known, else in the unit of the volume.

    Raises
    ------
    InputError
        For records that cannot be read, zones none of whose stops have volume, and hours out of range.
    """
    daily, in_minutes, notes = _daily(records, {"date": date, "stop": stop, "volume": volume})
    if callable(minutes):
        daily, in_minutes = _converted(daily, minutes), True
    elif minutes is not None:
        in_minutes = checks.flag(minutes, "minutes")
    zoned = zoned_stops(zone_of_stop, daily)
    limits_min = 60 * shift_limits(shift_hours, zoned.names)
    days = pd.DataFrame(zoned.sums(daily), index=daily.dates.rename("date"), columns=zoned.names)
    return Replay(
        zones=_zone_table(days, limits_min if in_minutes else np.full(len(limits_min), np.nan)),
        days=days,
        unit="min" if in_minutes else daily.unit,
        notes=[
            *notes,
            *_on_limits(limits_min, zoned.names, in_minutes=in_minutes),
            *_on_stops_without_zone(daily, zoned.numbers),
        ],
    )


def _daily(
    records: str | Path | pd.DataFrame | DailyLoads, columns: dict[str, Hashable | None]
) -> tuple[DailyLoads, bool, list[str]]:
    if isinstance(records, DailyLoads):
        return records, records.unit == "min", []
    table = read_records(records, **columns)
    return sum_by_day(table), table.in_minutes, table.notes


def _converted(daily: DailyLoads, minutes: Minutes) -> DailyLoads:
    entries = daily.loads.tocoo()
    frame = pd.DataFrame(
        {"date": daily.dates[entries.row], "stop": daily.stops[entries.col], "volume": entries.data}
    )
    values = np.asarray(minutes(frame), dtype=float)
    if values.shape != (len(frame),):
        raise InputError(
            f"minutes returned an array of shape {values.shape} for {len(frame):,} rows; "
            "return one number per row"
        )
    refused = ~(np.isfinite(values) & (values >= 0))
    if refused.any():
        row = int(np.argmax(refused))
        raise InputError(
            f"minutes returned {values[row]} for stop {frame['stop'][row]} on {frame['date'][row]:%Y-%m-%d}; "
            "return finite numbers >= 0"
        )
    loads = scipy.sparse.csr_array((values, daily.loads.indices, daily.loads.indptr), daily.loads.shape)
    return replace(daily, loads=loads, unit="min")


def _zone_table(days: pd.DataFrame, limits_min: np.ndarray) -> pd.DataFrame:
    loads = days.to_numpy()
    mean, worst = loads.mean(axis=0), loads.max(axis=0)
    over = (loads > limits_min * (1 + LAST_BITS)).sum(axis=0)
    is_limited = np.isfinite(limits_min)
    return pd.DataFrame(
        {
            "zone": days.columns,
            "days": len(days),
            "mean": mean,
            "p90": np.percentile(loads, 90, axis=0),
            "worst": worst,
            "worst_date": days.index[loads.argmax(axis=0)],
            "worst_overload": np.divide(worst, mean, out=np.ones_like(mean), where=mean > 0) - 1,
            "days_over": over if is_limited.all() else np.where(is_limited, over, np.nan),
        }
    )


def _on_limits(limits_min: np.ndarray, names: list[str], *, in_minutes: bool) -> list[str]:
    unlimited = [name for name, limit in zip(names, limits_min, strict=True) if np.isnan(limit)]
    if len(unlimited) == len(names):
        return []
    if not in_minutes:
        return ["Days over the shift are not counted: the volume is not known to be minutes; give minutes."]
    if not unlimited:
        return []
    return [f"Days over the shift are not counted for zones without hours: {', '.join(unlimited)}."]


def _on_stops_without_zone(daily: DailyLoads, numbers: np.ndarray) -> list[str]:
    outside = numbers < 0
    if not outside.any():
        return []
    passed = outside[daily.loads.indices]
    return [
        f"{counted(int(outside.sum()), 'stop')} of the records without a zone, "
        f"{daily.loads.data[passed].sum() / daily.loads.data.sum():.1%} of the load: passed over."
    ]
