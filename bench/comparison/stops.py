"""Stops in files: float64 x, y, load, one stop after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Stops:
    """Places in metres, n x 2, and n loads."""

    points: np.ndarray
    loads: np.ndarray

    @cached_property
    def total(self) -> float:
        """Return the sum of all loads."""
        return float(self.loads.sum())


def read_stops(file: Path) -> Stops:
    """Read a file of stops."""
    records = np.fromfile(file).reshape(-1, 3)
    return Stops(np.ascontiguousarray(records[:, :2]), records[:, 2].copy())


def write_stops(stops: Stops, file: Path) -> None:
    """Write a file of stops."""
    np.column_stack([stops.points, stops.loads]).astype(np.float64).tofile(file)
