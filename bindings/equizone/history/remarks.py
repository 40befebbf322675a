"""What find_modes says of the days it left out, and of weekdays it cannot judge."""

from __future__ import annotations

import numpy as np
import pandas as pd

from equizone.history.abnormal import FEWEST_DAYS, figure
from equizone.history.days import ABNORMAL, HOLIDAY, MISSING, UNUSUAL
from equizone.tables.dates import WEEKDAYS
from equizone.tables.wording import counted

__all__ = ["remarks"]

MANY_ABNORMAL = 0.10
APART = 1.2
CAUSES = {
    HOLIDAY: "{} left out as holidays",
    MISSING: "{} without records on weekdays on which the station usually works",
    UNUSUAL: "{} left out, since the station seldom works on this weekday",
    ABNORMAL: "{} of abnormal volume dropped (modified z-score above 3.5 against the weekday's median)",
}


def remarks(days: pd.DataFrame, weekdays: pd.DataFrame, loads: pd.DataFrame) -> list[str]:
    """Return the sentences; days with their cause of dropping, kept weekdays, loads by stop and mode."""
    return [
        *_on_dropped(days),
        *_on_many_abnormal(days),
        *_on_lost_weekdays(days, weekdays),
        *_on_short_weekdays(days),
        *_on_stops_never_kept(loads),
    ]


def _on_dropped(days: pd.DataFrame) -> list[str]:
    counts = days["cause"].value_counts()
    return [
        f"{sentence.format(counted(counts[cause], 'day'))}: {_listed(days, cause)}."
        for cause, sentence in CAUSES.items()
        if cause in counts
    ]


def _listed(days: pd.DataFrame, cause: str) -> str:
    dates = days.loc[days["cause"] == cause, "date"].dt.strftime("%Y-%m-%d").tolist()
    more = f" and {len(dates) - 5:,} more" if len(dates) > 5 else ""
    return ", ".join(dates[:5]) + more


def _on_many_abnormal(days: pd.DataFrame) -> list[str]:
    abnormal = int((days["cause"] == ABNORMAL).sum())
    recorded = int((days["stops"] > 0).sum())
    if abnormal <= MANY_ABNORMAL * recorded:
        return []
    return [
        f"{abnormal} of {recorded} days with records are abnormal, which is many: if the volume rose or fell "
        "for good, give only the records since then; if these were peaks, name them in peaks."
    ]


def _on_lost_weekdays(days: pd.DataFrame, weekdays: pd.DataFrame) -> list[str]:
    lost = sorted(set(days["weekday"]) - set(weekdays["weekday"]))
    return [
        f"{WEEKDAYS[number]} has no row and no mode: none of its {counted(len(own), 'day')} was kept "
        f"({', '.join(own['cause'].replace('', 'peak').unique())})."
        for number in lost
        for own in [days[days["weekday"] == number]]
    ]


def _on_short_weekdays(days: pd.DataFrame) -> list[str]:
    """Name weekdays of one day, and of two that differ: no median can tell what is abnormal there."""
    kept = days[~days["dropped"] & (days["peak"] == "")]
    sentences = []
    for number, own in kept.groupby("weekday"):
        volumes = own["volume"]
        if len(own) == 1:
            sentences.append(
                f"{WEEKDAYS[int(number)]} has only 1 day, {own['date'].iloc[0]:%Y-%m-%d}, of volume "
                f"{figure(volumes.iloc[0])}: too few to tell whether it is abnormal; it is kept."
            )
        elif len(own) < FEWEST_DAYS and np.max(volumes) > APART * np.min(volumes):
            listed = " and ".join(figure(volume) for volume in volumes)
            sentences.append(
                f"{WEEKDAYS[int(number)]} has only {len(own)} days, of volumes {listed}: "
                "too few to tell whether one is abnormal; both are kept."
            )
    return sentences


def _on_stops_never_kept(loads: pd.DataFrame) -> list[str]:
    never = int((loads == 0).all(axis=1).sum())
    return (
        [f"{counted(never, 'stop')} without volume on any kept day: load 0 in every mode."] if never else []
    )
