"""Zoltan's recursive coordinate bisection (Devine et al. 2002), through the program of our bench folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from equizone.batch.peers.peer import Peer
from equizone.batch.task import Task

__all__ = ["PEERS"]

_PROGRAM = "zoltan_stops"
_FOLDER = "EQUIZONE_BENCH_PROGRAMS"


def _program() -> str | None:
    return shutil.which(
        _PROGRAM, path=os.pathsep.join([os.environ.get(_FOLDER, ""), os.environ.get("PATH", "")])
    )


@dataclass(frozen=True)
class Program(Peer):
    """A peer that is a program, not a package."""

    def missing(self) -> str | None:
        """Return why the program cannot be run here, if so."""
        return (
            None if self.version() else f"{_PROGRAM} is not on PATH, nor in the folder that {_FOLDER} names"
        )

    def version(self) -> str:
        """Return the program's size and date, which tell one build from another."""
        found = _program()
        if found is None:
            return ""
        status = Path(found).stat()
        return f"{status.st_size}-{status.st_mtime_ns}"


def rcb(points: np.ndarray, loads: np.ndarray, task: Task) -> Callable[[], Any]:
    """Return the call; starting the program and its files are counted."""
    program = _program()
    assert program is not None

    def divide() -> Any:
        with TemporaryDirectory(prefix="equizone-zoltan-") as folder:
            stops, out = Path(folder) / "stops.bin", Path(folder) / "labels.bin"
            np.column_stack([points, loads]).astype(np.float64).tofile(stops)
            command = [program, "--file", str(stops), "--zones", str(task.zones), "--method", "RCB"]
            command += ["--imbalance-tolerance", f"{1 + task.tolerance:.6f}", "--out", str(out)]
            subprocess.run(command, check=True, capture_output=True)
            return np.fromfile(out, np.int32)

    return divide


PEERS = (Program("zoltan-rcb", "recursive coordinate bisection, with the program's start", _PROGRAM, rcb),)
