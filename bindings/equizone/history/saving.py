"""Modes as a folder of tables: written down for `equizone plan` and for people to read, and read back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.history.daily import DailyLoads, sum_by_day
from equizone.history.modes import Modes
from equizone.history.records import read_records
from equizone.history.written import AGAIN, dates, flags, numbers, read_written, texts, weekdays
from equizone.tables.files import replacing_files
from equizone.tables.ids import as_texts
from equizone.tables.wording import counted

__all__ = ["FILES", "read_modes", "save_modes"]

FILES = ("days.csv", "weekdays.csv", "modes.csv", "loads.csv", "visits.csv", "daily.parquet", "notes.txt")
DECIMALS = 4
ROUNDING = 10.0**-DECIMALS
UNIT = "unit"
MEANS = {"days": numbers, "mean_stops": numbers, "mean_volume": numbers, "couriers": numbers}
OF_DAYS = {
    "date": dates,
    "weekday": weekdays,
    "stops": numbers,
    "volume": numbers,
    "dropped": flags,
    "reason": texts,
    "mode": texts,
}
OF_WEEKDAYS = {"weekday": weekdays, "mode": texts, **MEANS, "representative": dates}
OF_MODES = {"mode": texts, "weekdays": texts, **MEANS, UNIT: texts}


def save_modes(modes: Modes, directory: str | Path) -> None:
    """Write days.csv, weekdays.csv, modes.csv, loads.csv, visits.csv, daily.parquet and notes.txt.

    They are written aside first: a failure leaves the directory as it was.
    """
    with replacing_files(checks.path(directory, "directory")) as aside:
        for name, table in {
            "days": modes.days,
            "weekdays": modes.weekdays,
            "modes": modes.summary.assign(**{UNIT: modes.unit}),
            "loads": _with_ids(modes.loads),
            "visits": _with_ids(modes.visits),
        }.items():
            decimals = dict.fromkeys(table.select_dtypes("float"), DECIMALS)
            table.round(decimals).to_csv(aside / f"{name}.csv", index=False, encoding="utf-8")
        _daily_table(modes.daily).to_parquet(aside / "daily.parquet", index=False)
        (aside / "notes.txt").write_text("\n".join(modes.notes) + "\n", encoding="utf-8", newline="\n")


def read_modes(directory: str | Path) -> Modes:
    """Read what save_modes() wrote. Its tables belong together: one that was changed is refused."""
    directory = checks.path(directory, "modes")
    missing = [name for name in FILES if not (directory / name).is_file()]
    if missing:
        raise InputError(
            f"{directory} has no {', '.join(missing)}; give the directory that `equizone modes` wrote"
        )
    days = read_written(directory / "days.csv", OF_DAYS)
    weekdays_of_modes = read_written(directory / "weekdays.csv", OF_WEEKDAYS)
    summary = read_written(directory / "modes.csv", OF_MODES)
    unit = str(summary.pop(UNIT).iloc[0])
    _refuse_other_days(directory, days, summary)
    _refuse_other_modes(directory, weekdays_of_modes, summary)
    daily = _daily(directory / "daily.parquet", unit)
    names = summary["mode"].tolist()
    return Modes(
        names=names,
        days=days,
        weekdays=weekdays_of_modes,
        summary=summary,
        loads=_by_stop(directory / "loads.csv", names, daily.stops),
        visits=_by_stop(directory / "visits.csv", names, daily.stops),
        notes=(directory / "notes.txt").read_text(encoding="utf-8", errors="replace").splitlines(),
        daily=daily,
    )


def _refuse_other_days(directory: Path, days: pd.DataFrame, summary: pd.DataFrame) -> None:
    """Refuse days that do not make up the modes: loads and couriers would be those of other days."""
    kept = days[~days["dropped"] | (days["mode"] != "")]
    mode_of_day = kept["mode"].where(~kept["dropped"], kept["mode"] + ", dropped")
    found = kept["volume"].groupby(mode_of_day).agg(days="size", mean_volume="mean")
    listed = summary.groupby("mode")[["days", "mean_volume"]].sum()
    modes = found.index.union(listed.index)
    found, listed = found.reindex(modes, fill_value=0), listed.reindex(modes, fill_value=0)
    differ = ~np.isclose(found, listed, rtol=1e-9, atol=2 * ROUNDING).all(axis=1)
    if differ.any():
        mode = modes[differ][0]
        raise InputError(
            f"{directory / 'days.csv'} has {_days_of(found.loc[mode])} in mode {mode!r}, "
            f"but modes.csv has {_days_of(listed.loc[mode])}; {AGAIN} with the holidays and peaks wanted"
        )


def _days_of(line: pd.Series) -> str:
    days = counted(int(line["days"]), "day")
    return f"{days} of mean volume {line['mean_volume']:,.6g}" if line["days"] else days


def _refuse_other_modes(directory: Path, weekdays_of_modes: pd.DataFrame, summary: pd.DataFrame) -> None:
    unknown = ~weekdays_of_modes["mode"].isin(summary["mode"])
    if unknown.any():
        raise InputError(
            f"{directory / 'weekdays.csv'} has mode {weekdays_of_modes['mode'][unknown].iloc[0]!r}, "
            f"which modes.csv does not list; {AGAIN}"
        )


def _with_ids(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table by stop with the stops' ids in its first column, as other files write them."""
    return table.set_axis(as_texts(table.index).rename("stop")).reset_index()


def _daily_table(daily: DailyLoads) -> pd.DataFrame:
    entries = daily.loads.tocoo()
    return pd.DataFrame(
        {
            "date": daily.dates[entries.coords[0]],
            "stop": daily.stops[entries.coords[1]],
            "volume": entries.data,
        }
    )


def _daily(path: Path, unit: str) -> DailyLoads:
    try:
        records = read_records(path, date="date", stop="stop", volume="volume")
    except InputError as failure:
        raise InputError(f"{path.name} cannot be used: {failure}; {AGAIN}") from None
    return replace(sum_by_day(records), unit=unit)


def _by_stop(path: Path, modes: list[str], stops: pd.Index) -> pd.DataFrame:
    table = read_written(path, {"stop": texts, **dict.fromkeys(modes, numbers)}).set_index("stop")
    ids = as_texts(stops)
    if not table.index.sort_values().equals(ids.sort_values().rename("stop")):
        raise InputError(f"{path} has other stops than daily.parquet; {AGAIN}")
    return table.loc[ids, modes].set_axis(stops.rename("stop"))
