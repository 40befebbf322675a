"""A whole benchmark: runs, records, table and report."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from equizone import checks
from equizone._core import InputError
from equizone.batch.config import Config, read_config
from equizone.batch.methods import divider_of
from equizone.batch.records import MISSING, OK, TOO_LONG, Record, RecordFile, held
from equizone.batch.report import write_report
from equizone.batch.runs import Run, runs_of
from equizone.batch.schedule import run_all
from equizone.batch.table import results_table, write_results
from equizone.tables.columns import near_names

__all__ = ["run_benchmark"]

_STATIONS_NAMED = 5


def run_benchmark(
    config: str | Path | Config, out: str | Path, *, processes: int | None = None, progress: bool = False
) -> pd.DataFrame:
    """Run every method on every station, and report.

    Parameters
    ----------
    config
        A TOML file, or what read_config() made of one.
    out
        Folder for records.jsonl, labels/, results.csv, results.parquet, report.html and report.md. Runs whose
        records are there already are not run again: call again after an interruption to go on.
    processes
        Runs at a time; None: as the configuration says, else as many as there are cores.
    progress
        Whether to show a bar on standard error.

    Returns
    -------
    DataFrame
        One row a run, as in results.csv.

    Raises
    ------
    InputError
        If the configuration, a file, a method or the folder is not usable; nothing is run then.
    """
    wanted = config if isinstance(config, Config) else read_config(config)
    methods = [divider_of(choice, wanted.folder) for choice in wanted.methods]
    runs, left_out = runs_of(wanted, methods)
    if not runs:
        raise InputError("no station has as many stops as zones are asked for; ask for fewer zones")
    if wanted.map is not None:
        _check_map(wanted.map, runs)
    folder = _folder(out)
    labels = folder / "labels"
    labels.mkdir(exist_ok=True)
    count = checks.whole(processes, "processes", 1) if processes is not None else wanted.processes
    with held(folder):
        records = RecordFile(folder / "records.jsonl")
        _run_what_is_missing(runs, records, count or os.cpu_count() or 1, wanted, labels, progress)
        table = results_table(runs, records.by_key)
        write_results(table, folder)
        write_report(wanted, table, runs, left_out, labels, folder)
    return table


def _folder(out: str | Path) -> Path:
    folder = checks.path(out, "out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise InputError(f"cannot write to {folder}: {failure.strerror}") from failure
    return folder


def _run_what_is_missing(
    runs: list[Run], records: RecordFile, processes: int, config: Config, labels: Path, progress: bool
) -> None:
    distinct = {run.key: run for run in runs}  # under two names, a method or a station is run once
    todo = [run for run in distinct.values() if not _is_done(run, records, labels, config.limit_s)]
    for run in [run for run in todo if run.method.missing]:
        records.by_key[run.key] = Record(run.key, MISSING, run.method.missing)  # another day it may be there
    todo = [run for run in todo if not run.method.missing]
    done_before = len(distinct) - len(todo)
    with tqdm(total=len(distinct), initial=done_before, disable=not progress, unit="run") as bar:

        def done(run: Run, record: Record) -> None:
            records.add(record)
            bar.set_postfix_str(f"{run.station.name}, {run.method.label}", refresh=False)
            bar.update()

        run_all(todo, processes, config.limit_s, labels, config.folder, done)


def _is_done(run: Run, records: RecordFile, labels: Path, limit_s: float) -> bool:
    record = records.by_key.get(run.key)
    if record is None:
        return False
    if record.outcome == TOO_LONG:
        return record.figures.get("limit_s", 0.0) >= limit_s  # with more time it may end
    return record.outcome != OK or (labels / f"{run.key}.npy").exists()


def _check_map(name: str, runs: list[Run]) -> None:
    stations = list(dict.fromkeys(run.station.name for run in runs))
    if name not in stations:
        near = near_names(name, stations, cutoff=0.6)
        hint = f"did you mean {near[0]}? " if near else ""
        known = ", ".join(stations[:_STATIONS_NAMED]) + (", ..." if len(stations) > _STATIONS_NAMED else "")
        raise InputError(f"map is {name!r}, but there is no such station; {hint}there are {known}")
