"""The C++ programs of the benchmark."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

PROGRAMS_FOLDER = "EQUIZONE_BENCH_PROGRAMS"
ROOT = Path(__file__).parents[2]


def program(name: str) -> Path:
    """Return the path of a program, in the folder named by EQUIZONE_BENCH_PROGRAMS or where run.sh builds."""
    return Path(os.environ.get(PROGRAMS_FOLDER, ROOT / "build" / "bench" / "bench")) / name


def digest(file: Path) -> str:
    """Return a short digest of a file, by which one build is told from another."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]
