"""From daily records to modes: patterns of weekdays, each with its own loads and number of couriers."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.history.calendar import Holidays, Peaks, find_holidays, find_peaks
from equizone.history.daily import DailyLoads, sum_by_day
from equizone.history.days import check_two_weeks, day_table
from equizone.history.patterns import assign_modes, mode_table, stop_table, weekday_table
from equizone.history.records import read_records
from equizone.history.remarks import remarks
from equizone.history.staffing import find_productivity

__all__ = ["Modes", "find_modes"]


@dataclass(frozen=True)
class Modes:
    """Weekdays of like volume, and peaks, with the days they were learnt from.

    Attributes
    ----------
    names
        The modes: of weekdays, in the order of the week, then peaks.
    days
        date, weekday (0 = Monday), stops, volume, both for each kind (stops_pickup, volume_pickup), dropped,
        reason, mode. One row per day with records, or on which records were to be expected; a dropped day
        has no mode (""). A stop that has both kinds on a day counts once in stops.
    weekdays
        weekday, mode, days (kept), mean_stops, mean_volume, both for each kind (mean_stops_pickup,
        mean_volume_pickup), representative (the real day closest to the mean volume), couriers.
    summary
        mode, weekdays, days (kept), mean_stops, mean_volume, both for each kind, couriers; peaks too.
    loads
        Mean volume of every stop (row) on a day of every mode (column); a day without records counts 0.
    visits
        Share of the mode's days on which the stop has records.
    notes
        What was assumed and left out, in sentences.
    daily
        Loads by day and stop, of all days.
    """

    names: list[str]
    days: pd.DataFrame
    weekdays: pd.DataFrame
    summary: pd.DataFrame
    loads: pd.DataFrame
    visits: pd.DataFrame
    notes: list[str]
    daily: DailyLoads = field(repr=False)

    @property
    def unit(self) -> str:
        """Unit of the volumes: the name of their column, min for minutes."""
        return self.daily.unit

    def daily_of(self, mode: str) -> DailyLoads:
        """Return the loads by day and stop of the days of one mode."""
        if mode not in self.names:
            raise InputError(f"mode is {mode!r}; the modes are {', '.join(self.names)}")
        dates = self.days.loc[self.days["mode"] == mode, "date"]
        return self.daily.on(self.daily.dates.isin(dates))


def find_modes(
    records: str | Path | pd.DataFrame,
    *,
    date: Hashable | None = None,
    stop: Hashable | None = None,
    volume: Hashable | None = None,
    kind: Hashable | None = None,
    holidays: Holidays = (),
    peaks: Peaks = (),
    similar: float = 0.10,
    minutes: bool | None = None,
    stops_per_hour: float | None = None,
    shift_hours: float | None = None,
) -> Modes:
    """Find the weekdays that share a mode, and what each mode means for stops and couriers.

    Holidays, days without records and days of abnormal volume are dropped. Weekdays share a mode if their
    mean volumes lie within `similar` of each other; of all such divisions, the one with the fewest modes and
    then the least squared differences is taken.

    Parameters
    ----------
    records
        One row per record (several of one stop and day are added up): a DataFrame, or a file (CSV, Parquet)
        of which only the columns needed are read. Columns of coordinates (lon/lat in degrees, or x/y in
        metres) are checked: a stop may not lie at places more than 1 m apart on one day.
    date
        Column of dates: dates, timestamps, texts such as 2026-11-11, numbers such as 20261111. The time of
        day is cut, time zones stay local. Default: date or day.
    stop
        Column of the stops' ids. Default: stop, stop_id or id.
    volume
        Column of volumes, such as parcels. Default: volume, parcels, drops or minutes; else 1 per record.
    kind
        Column of kinds, such as pickup and delivery, averaged apart and together. Default: kind, if any.
    holidays
        Dates to leave out, or names by date, or a country's code such as "LI" (needs the package holidays),
        or dates and codes in one list.
    peaks
        Dates that are modes of their own, never dropped: a list, of which each run of consecutive dates is
        one mode, or dates by name.
    similar
        Largest relative difference of mean volumes within a mode: max <= (1 + similar) * min.
    minutes
        Whether the volume is minutes of work, from which couriers are counted. Default: if its column is
        called minutes.
    stops_per_hour
        Stops of one courier in an hour (3.5), unless the volume is minutes. Given beside a column called
        minutes, it counts the couriers, and the volume stays minutes.
    shift_hours
        Hours of one courier's day (8).

    Returns
    -------
    Modes
        Days, weekdays, modes, and the loads of every stop by mode.

    Raises
    ------
    InputError
        For columns not found, rows that cannot be read, less than two weeks, fewer than six days with
        records, or no day left.
    """
    share = checks.number(similar, "similar")
    if not 0 <= share < 1:
        raise InputError(f"similar is {share:g}; give a fraction from 0 to below 1, such as 0.10")
    table = read_records(records, date=date, stop=stop, volume=volume, kind=kind)
    in_minutes = table.in_minutes if minutes is None else checks.flag(minutes, "minutes")
    by_minutes = in_minutes and (stops_per_hour is None or minutes is not None)
    productivity = find_productivity(stops_per_hour, shift_hours, in_minutes=by_minutes)
    check_two_weeks(table.dates)
    free_days = find_holidays(holidays, table.dates)
    peak_days = find_peaks(peaks, table.dates, free_days)
    daily = sum_by_day(table)
    days = day_table(table, daily, free_days, peak_days)
    weekdays = weekday_table(days, share, productivity)
    names = assign_modes(days, weekdays, list(peak_days))
    loads = stop_table(daily.loads, daily, days, names)
    return Modes(
        names=names,
        days=days.drop(columns=["peak", "cause"]),
        weekdays=weekdays,
        summary=mode_table(days, names, productivity),
        loads=loads,
        visits=stop_table(daily.visits(), daily, days, names),
        notes=[*table.notes, *productivity.notes, *remarks(days, weekdays, loads)],
        daily=replace(daily, unit="min" if in_minutes else table.volume_name),
    )
