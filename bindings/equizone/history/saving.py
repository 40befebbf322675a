"""Modes as a folder of tables: written down, corrected by hand if need be, and read back."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import scipy.sparse

from equizone import checks
from equizone._core import InputError
from equizone.history.daily import DailyLoads
from equizone.history.modes import Modes

__all__ = ["FILES", "read_modes", "save_modes"]

FILES = ("days.csv", "weekdays.csv", "modes.csv", "loads.csv", "visits.csv", "daily.parquet", "notes.txt")
DECIMALS = 4
UNIT = "unit"


def save_modes(modes: Modes, directory: str | Path) -> None:
    """Write days.csv, weekdays.csv, modes.csv, loads.csv, visits.csv, daily.parquet and notes.txt.

    They are written aside first: a failure leaves the directory as it was.
    """
    directory = checks.path(directory, "directory")
    directory.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".equizone-", dir=directory))
    try:
        for name, table in {
            "days": modes.days,
            "weekdays": modes.weekdays,
            "modes": modes.summary.assign(**{UNIT: modes.unit}),
        }.items():
            decimals = dict.fromkeys(table.select_dtypes("float"), DECIMALS)
            table.round(decimals).to_csv(aside / f"{name}.csv", index=False, encoding="utf-8")
        modes.loads.round(DECIMALS).to_csv(aside / "loads.csv", encoding="utf-8")
        modes.visits.round(DECIMALS).to_csv(aside / "visits.csv", encoding="utf-8")
        _daily_table(modes.daily).to_parquet(aside / "daily.parquet", index=False)
        (aside / "notes.txt").write_text("\n".join(modes.notes) + "\n", encoding="utf-8", newline="\n")
        for name in FILES:
            os.replace(aside / name, directory / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def read_modes(directory: str | Path) -> Modes:
    """Read what save_modes() wrote; days.csv tells which day belongs to which mode."""
    directory = checks.path(directory, "modes")
    missing = [name for name in FILES if not (directory / name).is_file()]
    if missing:
        raise InputError(
            f"{directory} has no {', '.join(missing)}; give the directory that `equizone modes` wrote"
        )
    days = pd.read_csv(directory / "days.csv", parse_dates=["date"], keep_default_na=False)
    weekdays = pd.read_csv(directory / "weekdays.csv", parse_dates=["representative"])
    summary = pd.read_csv(directory / "modes.csv", dtype={"mode": str})
    unit = str(summary.pop(UNIT).iloc[0])
    unknown = set(days["mode"]) - {""} - set(summary["mode"])
    if unknown:
        raise InputError(
            f"{directory / 'days.csv'} has mode {sorted(unknown)[0]!r}, which modes.csv does not list"
        )
    daily = _daily(pd.read_parquet(directory / "daily.parquet"), unit)
    return Modes(
        names=summary["mode"].tolist(),
        days=days.assign(dropped=days["dropped"].astype(str) == "True"),
        weekdays=weekdays,
        summary=summary,
        loads=_by_stop(directory / "loads.csv", daily.stops),
        visits=_by_stop(directory / "visits.csv", daily.stops),
        notes=(directory / "notes.txt").read_text(encoding="utf-8").splitlines(),
        daily=daily,
    )


def _daily_table(daily: DailyLoads) -> pd.DataFrame:
    entries = daily.loads.tocoo()
    return pd.DataFrame(
        {
            "date": daily.dates[entries.coords[0]],
            "stop": daily.stops[entries.coords[1]],
            "volume": entries.data,
        }
    )


def _daily(table: pd.DataFrame, unit: str) -> DailyLoads:
    day, dates = pd.factorize(table["date"], sort=True)
    stop, stops = pd.factorize(table["stop"], sort=True)
    shape = (len(dates), len(stops))
    loads = scipy.sparse.coo_array((table["volume"].to_numpy(dtype=np.float64), (day, stop)), shape)
    return DailyLoads(pd.DatetimeIndex(dates), pd.Index(stops), loads.tocsr(), unit)


def _by_stop(path: Path, stops: pd.Index) -> pd.DataFrame:
    table = pd.read_csv(path, dtype={"stop": str}, keep_default_na=False).set_index("stop")
    table = table.reindex(stops.astype(str))
    return table.set_axis(stops.rename("stop"))
