"""Averages of the kept days: by weekday, by mode, and by stop and mode."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy.sparse

from equizone._core import InputError
from equizone.history.classes import similar_classes
from equizone.history.daily import DailyLoads
from equizone.history.staffing import Productivity
from equizone.tables.dates import WEEKDAYS
from equizone.tables.wording import counted

__all__ = ["assign_modes", "mode_table", "stop_table", "weekday_table"]


def weekday_table(days: pd.DataFrame, similar: float, productivity: Productivity) -> pd.DataFrame:
    """Return the averages of every weekday with kept days, its mode and its representative day."""
    kept = days[~days["dropped"] & (days["peak"] == "")]
    if kept.empty:
        causes = days.loc[days["dropped"], "cause"].value_counts()
        listed = ", ".join(f"{cause}: {number}" for cause, number in causes.items())
        raise InputError(
            f"no day is left: of {counted(len(days), 'day')}, all are dropped ({listed}) or peaks; "
            "give fewer holidays and peaks, or a longer history"
        )
    table = _means(kept, "weekday", productivity)
    classes = similar_classes(table["mean_volume"].to_numpy(), table["days"].to_numpy(), similar)
    by_class = table.groupby(classes)["weekday"].agg(list)
    table.insert(1, "mode", [_mode_name(by_class[number], len(by_class)) for number in classes])
    closest = [_representative(kept[kept["weekday"] == row.weekday], row) for row in table.itertuples()]
    table.insert(len(table.columns) - 1, "representative", closest)
    return table


def assign_modes(days: pd.DataFrame, weekdays: pd.DataFrame, peaks: list[str]) -> list[str]:
    """Write every kept day's mode into its row, and return the modes' names."""
    names = [*weekdays["mode"].drop_duplicates(), *peaks]
    taken = [name for name in peaks if name in set(weekdays["mode"])]
    if taken:
        raise InputError(f"peaks: {taken[0]!r} is also the name of a mode of weekdays; give another name")
    of_weekday = weekdays.set_index("weekday")["mode"]
    days["mode"] = days["peak"].where(days["peak"] != "", days["weekday"].map(of_weekday))
    days.loc[days["dropped"], "mode"] = ""
    return names


def mode_table(days: pd.DataFrame, names: list[str], productivity: Productivity) -> pd.DataFrame:
    """Return the averages of every mode, peaks too."""
    table = _means(days[~days["dropped"]], "mode", productivity).set_index("mode").loc[names].reset_index()
    weekdays = (
        days[~days["dropped"]].groupby("mode")["weekday"].agg(lambda numbers: _joined(sorted(set(numbers))))
    )
    table.insert(1, "weekdays", weekdays.loc[names].to_numpy())
    return table


def stop_table(
    values: scipy.sparse.csr_array, daily: DailyLoads, days: pd.DataFrame, names: list[str]
) -> pd.DataFrame:
    """Return the mean of values, days by stops, over the days of every mode."""
    mode_of = pd.Series(days["mode"].to_numpy(), index=days["date"]).reindex(daily.dates)
    shares = np.column_stack([(mode_of == name).to_numpy(dtype=float) for name in names])
    shares /= shares.sum(axis=0)
    return pd.DataFrame(values.T @ shares, index=daily.stops.rename("stop"), columns=names)


def _means(kept: pd.DataFrame, by: str, productivity: Productivity) -> pd.DataFrame:
    measured = [name for name in kept.columns if name.split("_")[0] in ("stops", "volume")]
    groups = kept.groupby(by)
    table = groups[measured].mean().add_prefix("mean_")
    table.insert(0, "days", groups.size())
    table["couriers"] = [
        productivity.couriers(row.mean_stops, row.mean_volume) for row in table.itertuples(index=False)
    ]
    return table.reset_index()


def _representative(kept: pd.DataFrame, mean: tuple) -> pd.Timestamp:
    """Return the day closest to the mean volume; of equals, that of the closest stops, then the latest."""
    distances = pd.DataFrame(
        {
            "volume": (kept["volume"] - mean.mean_volume).abs(),  # type: ignore[attr-defined]
            "stops": (kept["stops"] - mean.mean_stops).abs(),  # type: ignore[attr-defined]
            "age": -kept["date"].astype(np.int64),
        }
    )
    return kept.loc[distances.sort_values(["volume", "stops", "age"]).index[0], "date"]


def _mode_name(weekdays: list[int], modes: int) -> str:
    return "every day" if modes == 1 else _joined(weekdays)


def _joined(weekdays: list[int]) -> str:
    return "+".join(WEEKDAYS[number] for number in weekdays)
