"""The job of `equizone plan`: from its options to files and an account of them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from equizone import checks
from equizone._core import InputError
from equizone.planning.planner import plan
from equizone.planning.result import Plan
from equizone.planning.writing import FILES, check_writable
from equizone.tables.wording import counted

__all__ = ["run"]


def run(options: argparse.Namespace) -> str:
    """Plan, write the files, and return the account of both."""
    out = checks.path(options.out, "--out")
    check_writable(out)
    _keep_inputs(options, out)
    wanted = {
        name: value
        for name, value in vars(options).items()
        if name not in ("run", "stops", "out", "quiet", "station")
    }
    with _progress_bar(quiet=options.quiet) as progress:
        result = plan(options.stops, station=_place(options.station), progress=progress, **wanted)
        progress("writing", 0.0)
        result.save(out)
        progress("writing", 1.0)
    return _account(options.stops, result, out)


def _keep_inputs(options: argparse.Namespace, out: Path) -> None:
    """Refuse to replace a file that the plan is made from."""
    written = {os.path.realpath(out / name) for name in FILES}
    for name, path in (("stops", options.stops), ("area", options.area), ("station", options.station)):
        if path is not None and os.path.realpath(checks.path(path, name)) in written:
            raise InputError(f"{path} is an input and would be replaced; give another directory with --out")


def _place(text: str | None) -> str | tuple[float, float] | None:
    """Return the pair of numbers that a text is, or else the text: a path."""
    if text is None:
        return None
    try:
        x, y = map(float, text.split(","))
    except ValueError:
        return text
    return x, y


@contextmanager
def _progress_bar(*, quiet: bool) -> Iterator[Callable[[str, float], None]]:
    """Show a bar on a terminal after a second; elsewhere, such as in a log, only on runs of many seconds."""
    delay_s, interval_s = (1, 0.1) if sys.stderr.isatty() else (10, 10)
    with tqdm(
        total=1.0,
        disable=quiet,
        delay=delay_s,
        mininterval=interval_s,
        miniters=0,
        leave=False,
        bar_format="{desc:<12}{percentage:3.0f} % |{bar}| {elapsed}",
        file=sys.stderr,
    ) as bar:

        def progress(stage: str, fraction: float) -> None:
            bar.set_description_str(stage, refresh=False)
            bar.update(fraction - bar.n)

        yield progress


def _account(stops: str, result: Plan, directory: Path) -> str:
    """Return what was read, what came out and where it lies."""
    summary = result.summary
    unit = f" {result.load_unit}" if result.load_unit else ""
    over = summary["load_ratio"] - 1
    status = result.status if not result.reason else f"{result.status}: {result.reason}"
    rows = {
        "zones": f"{len(summary)}",
        "total load": f"{result.loads.sum():,.1f}{unit}",
        "load per zone": _spread(summary["load"], ",.1f", unit),
        "load / target": f"{over.min():+.1%} to {over.max():+.1%}, tolerance {result.tolerance:.1%}",
        "stops per zone": _spread(summary["stops"], ",.0f", ""),
        "status": status,
        "files": f"{', '.join(FILES)} in {directory}",
    }
    read = [f"{stops}: {counted(len(result.stops), 'stop')}", *(f"  {note}" for note in result.notes), ""]
    return "\n".join([*read, *(f"{name:<16}{text}" for name, text in rows.items())])


def _spread(values: pd.Series, number_format: str, unit: str) -> str:
    least, mean, greatest = (
        format(value, number_format) for value in (values.min(), values.mean(), values.max())
    )
    return f"{least} to {greatest}, mean {mean}{unit}"
