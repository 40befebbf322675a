"""The days of a history: what was served, and which days are left out for which reason."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import numpy as np
import pandas as pd

from equizone._core import InputError
from equizone.history.abnormal import abnormal_reasons
from equizone.history.daily import DailyLoads
from equizone.history.records import Records
from equizone.tables.dates import WEEKDAYS, weekdays_of
from equizone.tables.wording import counted

__all__ = ["check_two_weeks", "day_table"]

FEWEST_DAYS = 14
FEWEST_RECORDED = 6  # of fewer, weekdays cannot be told from chance
USUAL_SHARE = 0.25  # alternate Saturdays are usual, a Sunday before Christmas is not
ABNORMAL, HOLIDAY, MISSING, UNUSUAL = "abnormal", "holiday", "no records", "unusual"


def check_two_weeks(dates: pd.DatetimeIndex) -> None:
    """Refuse less than two weeks, of which the days off that end the second count, or of few days."""
    first, last = dates[0], dates[-1]
    worked = set(weekdays_of(dates))
    day = datetime.timedelta(days=1)
    end = last
    while (end + day).weekday() not in worked:
        end += day
    days = (end - first).days + 1
    if days < FEWEST_DAYS:
        raise InputError(
            f"records run from {first:%Y-%m-%d} to {last:%Y-%m-%d}, {counted(days, 'day')}; "
            "modes need at least two weeks, better three months"
        )
    if len(dates) < FEWEST_RECORDED:
        raise InputError(
            f"records have {counted(len(dates), 'day')} from {first:%Y-%m-%d} to {last:%Y-%m-%d}; "
            f"modes need at least {FEWEST_RECORDED} days with records, better three months of them"
        )


def day_table(
    records: Records,
    daily: DailyLoads,
    holidays: Mapping[datetime.date, str],
    peaks: Mapping[str, list[datetime.date]],
) -> pd.DataFrame:
    """Return one row per day with records, or on which records were to be expected.

    Columns: date, weekday, stops, volume, both per kind, peak (its name), cause and reason of dropping,
    dropped.
    """
    days = _with_missing_days(_served_days(records, daily), holidays)
    peak_of = {day: name for name, run in peaks.items() for day in run}
    dates = days["date"].dt.date
    days["peak"] = [peak_of.get(day, "") for day in dates]
    days["cause"], days["reason"] = "", ""
    _drop(days, dates.isin(list(holidays)), HOLIDAY, [_holiday_reason(holidays.get(day)) for day in dates])
    _drop(days, ~days["recorded"], MISSING, ["no records"] * len(days))
    _drop(days, ~days["usual"], UNUSUAL, [_unusual_reason(day) for day in days["weekday"]])
    rest = ((days["cause"] == "") & (days["peak"] == "")).to_numpy()
    reasons = np.full(len(days), "", dtype=object)
    reasons[rest] = abnormal_reasons(days["weekday"].to_numpy()[rest], days["volume"].to_numpy()[rest])
    _drop(days, pd.Series(reasons != ""), ABNORMAL, list(reasons))
    days.insert(days.columns.get_loc("reason"), "dropped", days["cause"] != "")
    return days.drop(columns=["recorded", "usual"])


def _served_days(records: Records, daily: DailyLoads) -> pd.DataFrame:
    count = len(records.dates)
    volume = np.bincount(records.day, weights=records.volume, minlength=count)
    table = pd.DataFrame({"date": records.dates, "stops": np.diff(daily.loads.indptr), "volume": volume})
    for number, kind in enumerate(records.kinds):
        chosen = records.kind == number
        day = records.day[chosen]
        table[f"stops_{kind}"] = _stops_by_day(day, records.stop[chosen], daily.loads.shape)
        table[f"volume_{kind}"] = np.bincount(day, weights=records.volume[chosen], minlength=count)
    return table


def _stops_by_day(day: np.ndarray, stop: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Count the stops of every day, each once."""
    served = np.zeros(shape, dtype=bool)
    served[day, stop] = True
    return served.sum(axis=1)


def _with_missing_days(served: pd.DataFrame, holidays: Mapping[datetime.date, str]) -> pd.DataFrame:
    """Add the days without records on weekdays on which the station usually works."""
    calendar = pd.date_range(served["date"].iloc[0], served["date"].iloc[-1], unit="s")
    days = served.set_index("date").reindex(calendar, fill_value=0).rename_axis("date").reset_index()
    days.insert(1, "weekday", weekdays_of(calendar).astype(np.int64))
    days["recorded"] = calendar.isin(served["date"])
    ordinary = days[~days["date"].dt.date.isin(list(holidays))]
    share = ordinary.groupby("weekday")["recorded"].mean().reindex(range(7), fill_value=0.0)
    days["usual"] = (share >= USUAL_SHARE).to_numpy()[days["weekday"]]
    return days[days["recorded"] | days["usual"]].reset_index(drop=True)


def _drop(days: pd.DataFrame, chosen: pd.Series, cause: str, reasons: list[str]) -> None:
    """Note why days are dropped, unless another reason stands already, or they are peaks."""
    fresh = (chosen & (days["cause"] == "") & (days["peak"] == "")).to_numpy()
    days.loc[fresh, "cause"] = cause
    days.loc[fresh, "reason"] = np.array(reasons, dtype=object)[fresh]


def _holiday_reason(name: str | None) -> str:
    return f"holiday: {name}" if name else "holiday"


def _unusual_reason(weekday: int) -> str:
    return f"the station seldom works on {WEEKDAYS[weekday]}"
