"""Runs every case by every tool and seed, each in a process of its own, one after the other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from equizone.batch.task import Task

from comparison.cases import Case
from comparison.records import FAILED, NOT_RUN, OK, TOO_LONG, Record, RecordFile
from comparison.scores import score
from comparison.stops import Stops, read_stops
from comparison.tools.tool import Run, Tool

ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OMP", "OPENBLAS", "MKL", "BLIS")}
KEPT = ("PATH", "HOME", "TMPDIR", "LANG", "LD_LIBRARY_PATH", "EQUIZONE_DATA")


def run_all(cases: Sequence[Case], tools: Sequence[Tool], limit_s: float, file: RecordFile) -> None:
    """Run what is not in the file yet, and say how it goes."""
    for case in cases:
        wanted = [tool for tool in tools if tool.name in case.tools]
        able = [tool for tool in wanted if not _left_out(case, tool, limit_s, file)]
        for seed in case.seeds:
            todo = [tool for tool in able if not _done(case, tool, seed, file)]
            for record in _seed_records(case, seed, todo, limit_s):
                file.add(record)
                _say(record)


def _done(case: Case, tool: Tool, seed: int, file: RecordFile) -> bool:
    """Return whether the run has been made already, or another seed has shown that it takes too long."""
    build = tool.build()
    return any(
        record.key == (case.name, tool.name, record.seed, build)
        and (record.seed == seed or record.outcome == TOO_LONG)
        for record in file.records
    )


def _left_out(case: Case, tool: Tool, limit_s: float, file: RecordFile) -> bool:
    """Return whether the tool is not run at all for the case; the reason is recorded."""
    reason = case.instance.missing() or tool.missing() or tool.unfit(case) or _too_slow(case, tool, limit_s)
    if not reason:
        return False
    record = Record(case.name, tool.name, None, "", NOT_RUN, reason)
    file.add(record)
    _say(record)
    return True


def _too_slow(case: Case, tool: Tool, limit_s: float) -> str | None:
    expected = tool.expected_seconds(case)
    if expected <= limit_s:
        return None
    return f"about {float(f'{expected:.1g}'):,.0f} s expected, more than the limit of {limit_s:,.0f} s"


def _seed_records(case: Case, seed: int, tools: Sequence[Tool], limit_s: float) -> Iterator[Record]:
    """Run the tools on one file of stops, which lives no longer than that."""
    if not tools:
        return
    with TemporaryDirectory(prefix="equizone-bench-") as folder:
        file, out = Path(folder) / "stops.bin", Path(folder) / "labels.bin"
        case.instance.write(seed, file)
        stops = read_stops(file) if case.instance.in_file else None
        run = Run(case, seed, file, out, _task(case, seed, stops))
        for tool in tools:
            out.unlink(missing_ok=True)
            yield _record(tool, run, stops, limit_s)


def _task(case: Case, seed: int, stops: Stops | None) -> Task | None:
    if stops is None:
        return None
    target = stops.total / case.zones
    return Task(case.zones, target, *case.bounds(target), seed)


def _record(tool: Tool, run: Run, stops: Stops | None, limit_s: float) -> Record:
    identity = (run.case.name, tool.name, run.seed, tool.build())
    try:
        done = subprocess.run(
            tool.command(run),
            env=_environment(),
            capture_output=True,
            text=True,
            timeout=limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Record(*identity, TOO_LONG, f"ended after {limit_s:,.0f} s")
    if done.returncode != 0:
        return Record(*identity, FAILED, _last_line(done.stderr) or f"exit code {done.returncode}")
    try:
        figures = json.loads(_last_line(done.stdout))
        scored = _scored(run, stops, figures)
    except (ValueError, OSError) as error:  # no figures, no labels, or labels that are none
        return Record(*identity, FAILED, f"{type(error).__name__}: {error}")
    return Record(*identity, OK, figures={"version": tool.version(), **figures, **scored})


def _scored(run: Run, stops: Stops | None, figures: dict) -> dict:
    if stops is not None:
        assert run.task is not None
        return {
            "own": _own_figures(figures),
            **asdict(score(stops, np.fromfile(run.out, np.int32), run.task)),
        }
    return {
        "own": _own_figures(figures),
        "zones": run.case.zones,
        "least": 1 - figures["shortfall"],
        "stray_load": None,
        "within": figures["status"] == "ok",
    }


def _own_figures(figures: dict) -> dict:
    """Keep what a tool says of its own result apart from the score."""
    return {name: value for name, value in figures.items() if "seconds" not in name and "bytes" not in name}


def _environment() -> dict[str, str]:
    """Return a plain environment: one thread, and no setting of the caller's that favours or slows a tool."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return {**kept, **ONE_THREAD, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1].strip() if lines else ""


def _say(record: Record) -> None:
    figures = record.figures
    how = (
        f"{figures['cpu_seconds']:9.4g} s  cost {figures['cost']:.5g}  "
        f"loads {figures['least']:.3f} to {1 + figures['imbalance']:.3f} of the target"
        if record.outcome == OK
        else f"{record.outcome}: {record.reason}"
    )
    seed = "all" if record.seed is None else record.seed
    print(f"{record.case:24} {record.tool:30} {seed!s:6} {how}", flush=True)
