"""Plans by mode: one station, a plan for each pattern of weekdays."""

from __future__ import annotations

import itertools
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from equizone import checks
from equizone._core import InputError
from equizone.history.modes import Modes
from equizone.planning.result import Plan
from equizone.planning.writing import FILES, check_writable, further_files, stale_zones
from equizone.tables.files import replacing_files

__all__ = ["Plans", "folder_names", "written_files"]

WEEKDAYS_FILE = "weekdays.csv"


class Plans(Mapping[str, Plan]):
    """The plans of a station by mode; made by :func:`equizone.plan` from `modes`.

    A mapping from the mode's name to its :class:`Plan`, in the order of the week, then peaks.
    """

    def __init__(self, plans: dict[str, Plan], modes: Modes) -> None:
        self.weekdays = staffing_table(modes, plans)
        """weekday (0 = Monday, none for a peak), mode, days, mean_stops, mean_volume, both for each kind,
        representative, couriers (zones of the plan), and load: the total of the plan. Peaks come last."""
        self._plans = {mode: replace(plan, weekdays=self.weekdays, mode=mode) for mode, plan in plans.items()}

    def __getitem__(self, mode: str) -> Plan:
        """Return the plan of a mode."""
        if mode not in self._plans:
            raise KeyError(f"{mode!r}; the modes are {', '.join(self._plans)}")
        return self._plans[mode]

    def __iter__(self) -> Iterator[str]:
        """Return the modes' names."""
        return iter(self._plans)

    def __len__(self) -> int:
        """Return the number of modes."""
        return len(self._plans)

    def save(self, directory: str | Path, formats: Iterable[str] = ()) -> None:
        """Write each plan's files into a folder of the directory, named as its mode, and weekdays.csv.

        `formats` are further formats of the zones, as in :meth:`Plan.save`.
        """
        directory = checks.path(directory, "directory")
        folders = folder_names(list(self))
        for mode in self:
            check_writable(directory / folders[mode], formats)
        if (directory / WEEKDAYS_FILE).is_dir():
            raise InputError(f"cannot write {directory / WEEKDAYS_FILE}: it is a directory")
        with replacing_files(directory) as aside:
            for mode, plan in self.items():
                plan.save(aside / folders[mode], formats)
            self.weekdays.to_csv(aside / WEEKDAYS_FILE, index=False, encoding="utf-8")
        for mode in self:
            for note in stale_zones(directory / folders[mode], formats):
                warnings.warn(note, stacklevel=2)

    def __repr__(self) -> str:
        zones = ", ".join(f"{mode}: {len(plan.zones)} zones" for mode, plan in self.items())
        return f"Plans({zones})"


def written_files(modes: list[str], formats: Iterable[str] = ()) -> list[str]:
    """Return the paths that Plans.save() writes to, from its directory."""
    names = [*FILES, *further_files(formats)]
    return [WEEKDAYS_FILE, *(f"{folder}/{name}" for folder in folder_names(modes).values() for name in names)]


def staffing_table(modes: Modes, plans: Mapping[str, Plan]) -> pd.DataFrame:
    """Return the weekdays, and the peaks after them, with the couriers and the load of their plans."""
    is_peak = ~modes.summary["mode"].isin(modes.weekdays["mode"])
    peaks = modes.summary.loc[is_peak].drop(columns="weekdays")
    mean_volume = modes.days["mode"].map(modes.summary.set_index("mode")["mean_volume"])
    by_closeness = modes.days.iloc[(modes.days["volume"] - mean_volume).abs().argsort(kind="stable")]
    closest_day = by_closeness.drop_duplicates("mode").set_index("mode")["date"]
    peaks = peaks.assign(weekday=pd.NA, representative=peaks["mode"].map(closest_day))
    weekdays = modes.weekdays.astype({"weekday": "Int64"})
    table = pd.concat([weekdays, peaks.astype({"weekday": "Int64"})], ignore_index=True)
    table["couriers"] = table["mode"].map({mode: len(plan.zones) for mode, plan in plans.items()})
    table["load"] = table["mode"].map({mode: plan.loads.sum() for mode, plan in plans.items()})
    table.attrs["unit"] = modes.unit
    return table


def folder_names(modes: list[str]) -> dict[str, str]:
    """Return names that every file system takes, no two alike in any case, nor like a file beside them."""
    names: dict[str, str] = {}
    taken = {WEEKDAYS_FILE}
    for mode in modes:
        plain = re.sub(r"[^\w+.-]+", "-", mode).strip("-.") or "mode"
        variants = itertools.chain([plain], (f"{plain}-{number}" for number in itertools.count(2)))
        names[mode] = next(name for name in variants if name.casefold() not in taken)
        taken.add(names[mode].casefold())
    return names
