"""The scores of a run: what an evaluation says that knows no method."""

from __future__ import annotations

from typing import Any

import numpy as np

import equizone
from equizone.batch.stations import Station
from equizone.batch.task import Task

__all__ = ["SLACK", "scores"]

SLACK = 1e-9
"""Rounding of sums that counts as within the bounds."""

LEFT_OUT = {"zones", "crossing_zones", "crossing_load"}
"""What a benchmark gives, or has nothing to compare with."""


def scores(station: Station, labels: np.ndarray, task: Task) -> dict[str, Any]:
    """Return the scores of labels, all of them numbers."""
    seen = equizone.evaluate(station.points, station.loads, labels, zones=task.zones)
    loads = np.asarray(seen.zone_loads)
    within = loads.max() <= task.upper * (1 + SLACK) and loads.min() >= task.lower * (1 - SLACK)
    figures = {name: value for name, value in seen.summary().items() if name not in LEFT_OUT}
    return {"within": bool(within and seen.empty_zones == 0), **figures}
