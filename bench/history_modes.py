"""Ten million records into modes: seconds and memory, beside a plain pandas groupby of the same table.

python bench/history_modes.py [--records 10000000]
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet
from equizone.history import find_modes, synthetic_history

PARCELS = {"delivery": 2.1, "pickup": 0.9}
WEEKDAY_FACTORS = np.array([1.25, 1.0, 1.0, 1.0, 1.25, 0.45, 0.0])
WEEKS = 13


def make(path: Path, records: int) -> None:
    """Write a quarter of a year of a station, one row per stop, day and kind, in no order."""
    records_of_stop = WEEKS * sum((1 - np.exp(-mean * WEEKDAY_FACTORS)).sum() for mean in PARCELS.values())
    stops = round(records / records_of_stop)
    parcels = sum(PARCELS.values())
    table, _ = synthetic_history(
        pd.DataFrame({"id": [f"S{number:07d}" for number in range(stops)], "parcels": parcels}),
        start="2026-08-31",
        weeks=WEEKS,
        weekday_factors=list(WEEKDAY_FACTORS),
        pickups=PARCELS["pickup"] / parcels,
    )
    table.sample(frac=1, random_state=0).to_parquet(path, index=False)


def modes_of_file(path: Path) -> float:
    """Return the seconds from file to modes."""
    begin = time.perf_counter()
    find_modes(path)
    return time.perf_counter() - begin


def modes_of_frame(path: Path) -> float:
    """Return the seconds from a DataFrame to modes."""
    table = pd.read_parquet(path)
    begin = time.perf_counter()
    find_modes(table)
    return time.perf_counter() - begin


def groupby_of_file(path: Path) -> float:
    """Return the seconds of pandas for reading, and volumes by day and stop."""
    begin = time.perf_counter()
    pd.read_parquet(path).groupby(["date", "stop"])["parcels"].sum()
    return time.perf_counter() - begin


def groupby_of_frame(path: Path) -> float:
    """Return the seconds of pandas for volumes by day and stop."""
    table = pd.read_parquet(path)
    begin = time.perf_counter()
    table.groupby(["date", "stop"])["parcels"].sum()
    return time.perf_counter() - begin


TASKS = {task.__name__: task for task in (groupby_of_file, modes_of_file, groupby_of_frame, modes_of_frame)}


def measured(task: str, path: Path) -> tuple[float, float]:
    """Return the median seconds of three runs, each in a process of its own, and their peak memory in GB."""
    command = [sys.executable, __file__, "--task", task, "--file", str(path)]
    runs = [
        [float(number) for number in subprocess.check_output(command, text=True).split()] for _ in range(3)
    ]
    seconds, gigabytes = np.median(runs, axis=0)
    return seconds, gigabytes


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--task", choices=["make", *TASKS], help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.task == "make":
        make(arguments.file, arguments.records)
        return
    if arguments.task:
        seconds = TASKS[arguments.task](arguments.file)
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.parquet"
        # In a process of its own, since a child's peak memory starts from its parent's.
        subprocess.check_call(
            [
                sys.executable,
                __file__,
                "--task=make",
                f"--file={path}",
                f"--records={arguments.records}",
            ]
        )
        print(f"{pyarrow.parquet.read_metadata(path).num_rows:,} records")
        results = {task: measured(task, path) for task in TASKS}
    for task, (seconds, gigabytes) in results.items():
        ratio = seconds / results[task.replace("modes", "groupby")][0]
        print(f"{task:18} {seconds:6.2f} s  {ratio:5.2f} of groupby  {gigabytes:5.2f} GB")


if __name__ == "__main__":
    main()
